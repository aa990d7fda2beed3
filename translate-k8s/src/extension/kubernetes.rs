//! Values that are whole types of Kubernetes, and values that are objects as they are.

use std::ops::Deref;

use compose_model::Origin;
use compose_model::yaml::{Node, Number, Resolved, Value};
#[cfg(feature = "schema")]
use serde::de::DeserializeOwned;
use serde_json::Value as Json;

use super::deserialize;
use super::reader::Reader;
use super::setting::Setting;

/// A value of a type of Kubernetes, with the places of its fields.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Kube<T> {
    /// The value.
    pub(crate) value: T,
    /// Where its fields were written, by their paths in it: `httpGet.port`, `[0].name`.
    pub(crate) places: Vec<(String, Origin)>,
}

/// A value that no file holds in this form.
impl<T> From<T> for Kube<T> {
    fn from(value: T) -> Self {
        Self { value, places: Vec::new() }
    }
}

impl<T> Deref for Kube<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

#[cfg(not(feature = "schema"))]
pub(crate) use serde::de::DeserializeOwned as Described;

/// A type whose JSON Schema is known.
#[cfg(feature = "schema")]
pub(crate) trait Described: DeserializeOwned + schemars::JsonSchema {}

#[cfg(feature = "schema")]
impl<T: DeserializeOwned + schemars::JsonSchema> Described for T {}

impl<T: Described> Setting for Kube<T> {
    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let value = deserialize::read(node, reader)?;
        Some(Self { value, places: places(node) })
    }

    #[cfg(feature = "schema")]
    fn schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        generator.subschema_for::<T>()
    }
}

/// A value that is off or as written.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Switch<T> {
    /// `false`.
    Off,
    /// As written.
    On(T),
}

impl<T: Setting> Setting for Switch<T> {
    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        match super::setting::truth(node) {
            Some(false) => Some(Self::Off),
            Some(true) => {
                reader.expected("`false` or a map", node);
                None
            }
            None => T::read(node, reader).map(Self::On),
        }
    }

    #[cfg(feature = "schema")]
    fn schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let on = T::schema(generator);
        schemars::json_schema!({ "anyOf": [{ "const": false }, on] })
    }
}

/// A map of Kubernetes as it is: an object, or a part of one.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Verbatim(pub(crate) Node);

impl Verbatim {
    /// The map as the API server would read it.
    pub(crate) fn json(&self) -> Json {
        json(&self.0)
    }

    /// Where its fields were written, by their paths in it.
    pub(crate) fn places(&self) -> Vec<(String, Origin)> {
        places(&self.0)
    }
}

impl Setting for Verbatim {
    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        reader.mapping(node)?;
        Some(Self(node.clone()))
    }

    #[cfg(feature = "schema")]
    fn schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "object" })
    }
}

/// The paths of everything in a node, with their places.
fn places(node: &Node) -> Vec<(String, Origin)> {
    let mut places = Vec::new();
    collect(node, &mut String::new(), &mut places);
    places
}

fn collect(node: &Node, path: &mut String, places: &mut Vec<(String, Origin)>) {
    let length = path.len();
    let mut visit = |step: &str, child: &Node, path: &mut String| {
        path.push_str(step);
        places.push((path.clone(), child.origin.clone()));
        collect(child, path, places);
        path.truncate(length);
    };
    match &node.value {
        Value::Scalar(_) => {}
        Value::Sequence(items) => {
            for (at, item) in items.iter().enumerate() {
                visit(&format!("[{at}]"), item, path);
            }
        }
        Value::Mapping(mapping) => {
            let dot = if length == 0 { "" } else { "." };
            for (key, child) in mapping {
                visit(&format!("{dot}{key}"), child, path);
            }
        }
    }
}

/// A node as the API server would read it. A date is the text that was written.
pub(super) fn json(node: &Node) -> Json {
    match &node.value {
        Value::Sequence(items) => items.iter().map(json).collect(),
        Value::Mapping(mapping) => Json::Object(
            mapping.iter().map(|(key, value)| (key.to_string(), json(value))).collect(),
        ),
        Value::Scalar(scalar) => match scalar.resolve() {
            Resolved::Null => Json::Null,
            Resolved::Bool(value) => value.into(),
            Resolved::Number(Number::Int(number)) => number.into(),
            Resolved::Number(Number::Uint(number)) => number.into(),
            Resolved::Number(Number::Float(number)) => number.into(),
            Resolved::Timestamp(_) | Resolved::String(_) => {
                node.text().unwrap_or_default().to_string().into()
            }
        },
    }
}
