//! Reads types of Kubernetes from the spanned tree.
//!
//! k8s-openapi's types tell serde which fields they have, so that a misspelt one is found at its
//! place and the nearest known one named, at every depth. Texts that read as numbers or truth values
//! are taken as such where the type wants one, because variables are texts.

use std::cell::RefCell;
use std::fmt;

use compose_model::Origin;
use compose_model::diagnostic::{Diagnostic, Diagnostics};
use compose_model::yaml::{Node, Number, Resolved, Scalar, Value};
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
    let whole = Whole { key: "", patch: false, findings: RefCell::default() };
    T::deserialize(&At { node: &node(value), way: Way::Whole(&whole) })
        .map_err(|mistake| mistake.0.message)
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
    let key = reader.key().to_owned();
    let whole = Whole { key: &key, patch, findings: RefCell::default() };
    let value = T::deserialize(&At { node, way: Way::Whole(&whole) });
    for finding in whole.findings.into_inner() {
        reader.report(finding);
    }
    match value {
        Ok(value) => Some(value),
        Err(mistake) => {
            let (key, origin) = mistake.0.place.unwrap_or_default();
            reader.report(wrong(&key, &mistake.0.message, &origin));
            None
        }
    }
}

/// What is read as one value.
struct Whole<'a> {
    /// Its path in the model.
    key: &'a str,
    /// Whether it is a patch.
    patch: bool,
    findings: RefCell<Vec<Diagnostic>>,
}

/// A node, and the way to it.
///
/// The code of each type is there for this deserializer once more, so that what they pass on is small: one
/// pointer for a place, one for a mistake.
struct At<'a, 'de> {
    node: &'de Node,
    way: Way<'a, 'de>,
}

/// Where a node stands.
#[derive(Clone, Copy)]
enum Way<'a, 'de> {
    Whole(&'a Whole<'a>),
    Key(&'a At<'a, 'de>, &'de str),
    Index(&'a At<'a, 'de>, usize),
}

/// Why a value cannot be read, and where: the innermost place that is known.
#[derive(Debug)]
struct Mistake(Box<Found>);

#[derive(Debug)]
struct Found {
    message: String,
    place: Option<(String, Origin)>,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)
    }
}

impl std::error::Error for Mistake {}

impl de::Error for Mistake {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(Box::new(Found { message: message.to_string(), place: None }))
    }
}

impl<'de> At<'_, 'de> {
    fn whole(&self) -> &Whole<'_> {
        let mut at = self;
        loop {
            match at.way {
                Way::Whole(whole) => return whole,
                Way::Key(parent, _) | Way::Index(parent, _) => at = parent,
            }
        }
    }

    /// The path in the model.
    fn key(&self) -> String {
        match self.way {
            Way::Whole(whole) => whole.key.to_owned(),
            Way::Key(parent, key) => format!("{}.{key}", parent.key()),
            Way::Index(parent, index) => format!("{}[{index}]", parent.key()),
        }
    }

    fn place(&self) -> (String, Origin) {
        (self.key(), self.node.origin.clone())
    }

    fn expected(&self, what: &str) -> Mistake {
        let message = mismatch(what, self.node);
        Mistake(Box::new(Found { message, place: Some(self.place()) }))
    }

    /// The result of a visitor, whose mistakes know no place.
    fn placed<T>(&self, mut result: Result<T, Mistake>) -> Result<T, Mistake> {
        if let Err(mistake) = &mut result {
            mistake.0.place.get_or_insert_with(|| self.place());
        }
        result
    }

    /// The entries that a type with these fields can have, or any type without; the others are reported.
    fn entries(&self, fields: Option<&[&str]>) -> Result<Vec<(&'de str, &'de Node)>, Mistake> {
        let mapping = self.node.as_mapping().ok_or_else(|| self.expected("a map"))?;
        let whole = self.whole();
        let mut entries = Vec::with_capacity(mapping.len());
        for (key, node) in mapping {
            if whole.patch && (key.starts_with('$') || node.is_null()) {
                continue;
            }
            match fields {
                Some(fields) if !fields.contains(&&**key) => {
                    let subject = format!("{}.{key}", self.key());
                    let finding = unknown_key(key, &node.origin, subject, fields);
                    whole.findings.borrow_mut().push(finding);
                }
                _ => entries.push((&**key, node)),
            }
        }
        Ok(entries)
    }

    fn map<V: Visitor<'de>>(
        &self,
        fields: Option<&[&str]>,
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        let rest = self.entries(fields)?.into_iter();
        self.placed(visitor.visit_map(Entries { at: self, rest, next: None }))
    }

    fn integer<V: Visitor<'de>>(&self, visitor: V) -> Result<V::Value, Mistake> {
        let number = number(self.node).ok_or_else(|| self.expected("a whole number"))?;
        self.placed(visitor.visit_i64(number))
    }
}

impl<'de> de::Deserializer<'de> for &At<'_, 'de> {
    type Error = Mistake;

    /// Only `IntOrString` asks for anything: a text of digits is a number, for a port's name has a
    /// letter and a share a percent sign.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        let result = match &self.node.value {
            Value::Mapping(_) => return self.map(None, visitor),
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
        self.map(Some(fields), visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        self.map(None, visitor)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        let items = self.node.as_sequence().ok_or_else(|| self.expected("a list"))?;
        self.placed(visitor.visit_seq(Items { at: self, items: items.iter().enumerate() }))
    }

    /// Quantities: numbers are taken as they are written.
    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        let text = self.node.text().ok_or_else(|| self.expected("a quantity"))?;
        let text: StringDeserializer<Mistake> = text.to_string().into_deserializer();
        self.placed(visitor.visit_newtype_struct(text))
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        let result = match self.node.as_scalar().map(|scalar| scalar.resolve()) {
            Some(Resolved::String(text)) => visitor.visit_str(text),
            Some(Resolved::Timestamp(_)) => {
                visitor.visit_str(&self.node.text().unwrap_or_default())
            }
            Some(Resolved::Number(_) | Resolved::Bool(_)) => {
                return Err(self.expected("a string in quotes"));
            }
            _ => return Err(self.expected("a string")),
        };
        self.placed(result)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        self.deserialize_str(visitor)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        let value = truth(self.node).ok_or_else(|| self.expected("`true` or `false`"))?;
        self.placed(visitor.visit_bool(value))
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

struct Entries<'a, 'de> {
    at: &'a At<'a, 'de>,
    rest: std::vec::IntoIter<(&'de str, &'de Node)>,
    next: Option<At<'a, 'de>>,
}

impl<'de> de::MapAccess<'de> for Entries<'_, 'de> {
    type Error = Mistake;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Mistake> {
        let Some((key, node)) = self.rest.next() else { return Ok(None) };
        self.next = Some(At { node, way: Way::Key(self.at, key) });
        seed.deserialize(key.into_deserializer()).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Mistake> {
        match &self.next {
            Some(at) => seed.deserialize(at),
            None => Err(de::Error::custom("expected a value")),
        }
    }
}

struct Items<'a, 'de> {
    at: &'a At<'a, 'de>,
    items: std::iter::Enumerate<std::slice::Iter<'de, Node>>,
}

impl<'de> de::SeqAccess<'de> for Items<'_, 'de> {
    type Error = Mistake;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Mistake> {
        let Some((index, node)) = self.items.next() else { return Ok(None) };
        seed.deserialize(&At { node, way: Way::Index(self.at, index) }).map(Some)
    }
}
