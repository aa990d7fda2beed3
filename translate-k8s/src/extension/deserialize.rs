//! Reads types of Kubernetes from the spanned tree.
//!
//! k8s-openapi's types tell serde which fields they have, so that a misspelt one is found at its
//! place and the nearest known one named, at every depth. Texts that read as numbers or truth values
//! are taken as such where the type wants one, because variables are texts.

use std::cell::RefCell;
use std::fmt;

use compose_model::Origin;
use compose_model::diagnostic::{Diagnostic, Diagnostics};
use compose_model::yaml::{Mapping, Node, Number, Resolved, Scalar, Value};
use serde::de::value::StringDeserializer;
use serde::de::{self, DeserializeOwned, DeserializeSeed, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

use super::reader::{Reader, mismatch, unknown_key, wrong};
use super::setting::{number, truth};

/// Reads a value; what is wrong is reported. `None` where there is no value that could be used.
pub(super) fn read<T: DeserializeOwned>(node: &Node, reader: &mut Reader<'_>) -> Option<T> {
    read_as(node, false, reader)
}

/// A value of a known type from JSON that was written of one, or changed since.
///
/// # Errors
/// What the type does not take.
pub(crate) fn typed<T: DeserializeOwned>(value: &serde_json::Value) -> Result<T, String> {
    let findings = RefCell::new(Vec::new());
    let at = At { node: &node(value), key: String::new(), patch: false, findings: &findings };
    T::deserialize(at).map_err(|mistake| mistake.message)
}

fn node(value: &serde_json::Value) -> Node {
    use serde_json::Value as Json;
    let origin = Origin::default();
    match value {
        Json::Null => Node::null(origin),
        Json::Bool(value) => Node::bool(*value, origin),
        Json::Number(number) => {
            let number = number.as_i64().map(Number::Int);
            let number = number.or_else(|| value.as_u64().map(Number::Uint));
            let number = number.or_else(|| value.as_f64().map(Number::Float));
            let scalar = number.map_or(Scalar::Null, Scalar::Number);
            Node::new(Value::Scalar(scalar), origin)
        }
        Json::String(text) => Node::string(text.as_str(), origin),
        Json::Array(items) => Node::sequence(items.iter().map(node).collect(), origin),
        Json::Object(entries) => {
            let entries = entries.iter().map(|(key, value)| (key.as_str().into(), node(value)));
            Node::mapping(entries.collect(), origin)
        }
    }
}

/// A node that should be of a type that is not known yet.
pub(crate) struct Check<'n, 'd> {
    node: &'n Node,
    patch: bool,
    reader: Reader<'d>,
}

impl<'n, 'd> Check<'n, 'd> {
    /// Checks an object at `key`, its path in the model.
    pub(crate) fn object(node: &'n Node, key: String, diagnostics: &'d mut Diagnostics) -> Self {
        Self { node, patch: false, reader: Reader::new(key, diagnostics) }
    }

    /// Checks a patch of one: null takes a key away, and keys with a `$` tell how to merge.
    pub(crate) fn patch(node: &'n Node, key: String, diagnostics: &'d mut Diagnostics) -> Self {
        Self { node, patch: true, reader: Reader::new(key, diagnostics) }
    }

    /// Reports what does not belong in a value of this type.
    pub(crate) fn against<T: DeserializeOwned>(&mut self) {
        read_as::<T>(self.node, self.patch, &mut self.reader);
    }
}

fn read_as<T: DeserializeOwned>(node: &Node, patch: bool, reader: &mut Reader<'_>) -> Option<T> {
    let findings = RefCell::new(Vec::new());
    let from = At { node, key: reader.key().to_owned(), patch, findings: &findings };
    let value = T::deserialize(from);
    for finding in findings.into_inner() {
        reader.report(finding);
    }
    match value {
        Ok(value) => Some(value),
        Err(mistake) => {
            let (key, origin) = mistake.place.unwrap_or_default();
            reader.report(wrong(&key, &mistake.message, &origin));
            None
        }
    }
}

/// A node, with its path in the model.
#[derive(Clone)]
struct At<'de> {
    node: &'de Node,
    key: String,
    /// Whether it is part of a patch.
    patch: bool,
    findings: &'de RefCell<Vec<Diagnostic>>,
}

/// Why a value cannot be read, and where: the innermost place that is known.
#[derive(Debug)]
struct Mistake {
    message: String,
    place: Option<(String, Origin)>,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Mistake {}

impl de::Error for Mistake {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self { message: message.to_string(), place: None }
    }
}

impl<'de> At<'de> {
    fn expected<T>(&self, what: &str) -> Result<T, Mistake> {
        Err(Mistake {
            message: mismatch(what, self.node),
            place: Some((self.key.clone(), self.node.origin.clone())),
        })
    }

    fn placed<T>(&self, result: Result<T, Mistake>) -> Result<T, Mistake> {
        result.map_err(|mistake| Mistake {
            place: mistake.place.or_else(|| Some((self.key.clone(), self.node.origin.clone()))),
            ..mistake
        })
    }

    fn below(&self, step: &str, node: &'de Node) -> Self {
        let dot = if step.starts_with('[') { "" } else { "." };
        let key = format!("{}{dot}{step}", self.key);
        Self { node, key, patch: self.patch, findings: self.findings }
    }

    fn map<V: Visitor<'de>>(
        &self,
        mapping: &'de Mapping,
        fields: Option<&[&str]>,
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        let mut entries = Vec::with_capacity(mapping.len());
        for (key, node) in mapping {
            if self.patch && (key.starts_with('$') || node.is_null()) {
                continue;
            }
            match fields {
                Some(fields) if !fields.contains(&&**key) => {
                    let subject = format!("{}.{key}", self.key);
                    let finding = unknown_key(key, &node.origin, subject, fields);
                    self.findings.borrow_mut().push(finding);
                }
                _ => entries.push((&**key, node)),
            }
        }
        self.placed(visitor.visit_map(Entries { at: self, rest: entries.into_iter(), next: None }))
    }

    fn integer<V: Visitor<'de>>(&self, visitor: V) -> Result<V::Value, Mistake> {
        match number(self.node) {
            Some(number) => self.placed(visitor.visit_i64(number)),
            None => self.expected("a whole number"),
        }
    }
}

impl<'de> de::Deserializer<'de> for At<'de> {
    type Error = Mistake;

    /// Only `IntOrString` asks for anything: a text of digits is a number, for a port's name has a
    /// letter and a share a percent sign.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        let result = match &self.node.value {
            Value::Mapping(mapping) => return self.map(mapping, None, visitor),
            Value::Sequence(_) => return self.deserialize_seq(visitor),
            Value::Scalar(scalar) => match (scalar.resolve(), number(self.node)) {
                (Resolved::Null, _) => visitor.visit_unit(),
                (Resolved::Bool(value), _) => visitor.visit_bool(value),
                (_, Some(number)) => visitor.visit_i64(number),
                (Resolved::Number(Number::Float(number)), _) => visitor.visit_f64(number),
                (Resolved::Number(Number::Uint(number)), _) => visitor.visit_u64(number),
                _ => visitor.visit_str(&self.node.text().unwrap_or_default()),
            },
        };
        self.placed(result)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        if self.node.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        match self.node.as_mapping() {
            Some(mapping) => self.map(mapping, Some(fields), visitor),
            None => self.expected("a map"),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        match self.node.as_mapping() {
            Some(mapping) => self.map(mapping, None, visitor),
            None => self.expected("a map"),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        let Some(items) = self.node.as_sequence() else { return self.expected("a list") };
        let items = items.iter().enumerate();
        self.placed(visitor.visit_seq(Items { at: &self, items }))
    }

    /// Quantities: numbers are taken as they are written.
    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        let Some(text) = self.node.text() else { return self.expected("a quantity") };
        let text: StringDeserializer<Mistake> = text.to_string().into_deserializer();
        self.placed(visitor.visit_newtype_struct(text))
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        match self.node.as_scalar().map(|scalar| scalar.resolve()) {
            Some(Resolved::String(text)) => self.placed(visitor.visit_str(text)),
            Some(Resolved::Timestamp(_)) => {
                self.placed(visitor.visit_str(&self.node.text().unwrap_or_default()))
            }
            Some(Resolved::Number(_) | Resolved::Bool(_)) => self.expected("a string in quotes"),
            _ => self.expected("a string"),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        self.deserialize_str(visitor)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        match truth(self.node) {
            Some(value) => self.placed(visitor.visit_bool(value)),
            None => self.expected("`true` or `false`"),
        }
    }

    fn deserialize_i32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        self.integer(visitor)
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        self.integer(visitor)
    }

    forward_to_deserialize_any! {
        i8 i16 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf unit unit_struct tuple
        tuple_struct enum identifier ignored_any
    }
}

struct Entries<'a, 'de, I> {
    at: &'a At<'de>,
    rest: I,
    next: Option<At<'de>>,
}

impl<'de, I: Iterator<Item = (&'de str, &'de Node)>> de::MapAccess<'de> for Entries<'_, 'de, I> {
    type Error = Mistake;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Mistake> {
        let Some((key, node)) = self.rest.next() else { return Ok(None) };
        self.next = Some(self.at.below(key, node));
        seed.deserialize(key.into_deserializer()).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Mistake> {
        match self.next.take() {
            Some(at) => seed.deserialize(at),
            None => Err(de::Error::custom("expected a value")),
        }
    }
}

struct Items<'a, 'de> {
    at: &'a At<'de>,
    items: std::iter::Enumerate<std::slice::Iter<'de, Node>>,
}

impl<'de> de::SeqAccess<'de> for Items<'_, 'de> {
    type Error = Mistake;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Mistake> {
        let Some((at, node)) = self.items.next() else { return Ok(None) };
        seed.deserialize(self.at.below(&format!("[{at}]"), node)).map(Some)
    }
}
