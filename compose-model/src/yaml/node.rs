//! The spanned tree.
//!
//! Scalars keep their text and style and are resolved late, because Compose asks the same text for
//! different types in different places (`ports: [22:22]`, `mode: 0440`, `version: 3.10`).

use std::sync::Arc;

use super::mapping::Mapping;
use super::scalar::Resolved;
use crate::origin::{Origin, Station};
use crate::source::Span;

/// A value with its origin and tag.
#[derive(Clone, Debug, Default)]
pub struct Node {
    /// The value.
    pub value: Value,
    /// Where it comes from.
    pub origin: Origin,
    /// A tag written before it, other than the ones that `value` already reflects (`!reset`, `!override`).
    pub tag: Option<Box<Tag>>,
}

/// A tag that was written before a node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// The tag as written, with its `!`.
    pub name: String,
    /// Where it was written.
    pub span: Span,
}

/// The three kinds of YAML nodes.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A single value.
    Scalar(Scalar),
    /// A list.
    Sequence(Vec<Node>),
    /// A map with text keys.
    Mapping(Mapping),
}

/// A single value: as written, or as a cast has made it.
#[derive(Clone, Debug, PartialEq)]
pub enum Scalar {
    /// As written: the text without quotes and escapes. What type it is depends on the style.
    Text {
        /// The text.
        text: Arc<str>,
        /// How it was written.
        style: Style,
    },
    /// Null.
    Null,
    /// A truth value.
    Bool(bool),
    /// A number.
    Number(Number),
}

/// How a scalar was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Without quotes: the text may be a null, a truth value, a number or a date.
    Plain,
    /// In quotes, as a block, or tagged `!!str`: always a string.
    Quoted,
}

/// A number as the reference loader's YAML reader has it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Number {
    /// A signed integer.
    Int(i64),
    /// An integer above `i64::MAX`.
    Uint(u64),
    /// Anything else.
    Float(f64),
}

impl Default for Value {
    fn default() -> Self {
        Self::Scalar(Scalar::Null)
    }
}

/// Two nodes are equal when their values are, wherever they were written.
impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl Node {
    /// A node without a tag.
    pub fn new(value: Value, origin: Origin) -> Self {
        Self { value, origin, tag: None }
    }

    /// A string that is a string whatever it looks like.
    pub fn string(text: impl Into<Arc<str>>, origin: Origin) -> Self {
        let scalar = Scalar::Text { text: text.into(), style: Style::Quoted };
        Self::new(Value::Scalar(scalar), origin)
    }

    /// A null.
    pub fn null(origin: Origin) -> Self {
        Self::new(Value::Scalar(Scalar::Null), origin)
    }

    /// A truth value.
    pub fn bool(value: bool, origin: Origin) -> Self {
        Self::new(Value::Scalar(Scalar::Bool(value)), origin)
    }

    /// An integer.
    pub fn int(value: i64, origin: Origin) -> Self {
        Self::new(Value::Scalar(Scalar::Number(Number::Int(value))), origin)
    }

    /// A list.
    pub fn sequence(items: Vec<Node>, origin: Origin) -> Self {
        Self::new(Value::Sequence(items), origin)
    }

    /// A map.
    pub fn mapping(mapping: Mapping, origin: Origin) -> Self {
        Self::new(Value::Mapping(mapping), origin)
    }

    /// Whether there is no value. A text that an interpolation has left empty is one.
    pub fn is_null(&self) -> bool {
        matches!(self.value, Value::Scalar(Scalar::Null))
    }

    /// The text of a single value as Go's `fmt.Sprint` writes it; none of a null, a list or a map.
    pub fn text(&self) -> Option<Arc<str>> {
        match self.as_scalar()? {
            Scalar::Null => None,
            Scalar::Text { text, style: Style::Quoted } => Some(Arc::clone(text)),
            scalar @ Scalar::Text { text, .. } => match scalar.resolve() {
                Resolved::String(_) => Some(Arc::clone(text)),
                Resolved::Null => None,
                other => Some(other.to_text().into()),
            },
            scalar => Some(scalar.resolve().to_text().into()),
        }
    }

    /// What kind of value it is, with its article: `a map`, `a string`.
    pub fn kind_name(&self) -> &'static str {
        match &self.value {
            Value::Scalar(scalar) => scalar.resolve().kind().with_article(),
            Value::Sequence(_) => "a list",
            Value::Mapping(_) => "a map",
        }
    }

    /// The number of values in the tree, itself included.
    pub fn count(&self) -> usize {
        1 + match &self.value {
            Value::Scalar(_) => 0,
            Value::Sequence(items) => items.iter().map(Self::count).sum(),
            Value::Mapping(mapping) => mapping.iter().map(|(_, value)| value.count()).sum(),
        }
    }

    /// Adds a station to the way of every value in the tree.
    pub(crate) fn pass(&mut self, station: &Station) {
        self.origin.pass(station);
        match &mut self.value {
            Value::Scalar(_) => {}
            Value::Sequence(items) => items.iter_mut().for_each(|item| item.pass(station)),
            Value::Mapping(mapping) => {
                mapping.iter_mut().for_each(|(_, value)| value.pass(station));
            }
        }
    }

    /// The text, if it is a string; a number or date without quotes is none.
    pub fn as_str(&self) -> Option<&str> {
        match self.as_scalar()?.resolve() {
            Resolved::String(text) => Some(text),
            _ => None,
        }
    }

    /// The scalar, if it is one.
    pub fn as_scalar(&self) -> Option<&Scalar> {
        match &self.value {
            Value::Scalar(scalar) => Some(scalar),
            _ => None,
        }
    }

    /// The items, if it is a list.
    pub fn as_sequence(&self) -> Option<&[Node]> {
        match &self.value {
            Value::Sequence(items) => Some(items),
            _ => None,
        }
    }

    /// The items, if it is a list.
    pub fn as_sequence_mut(&mut self) -> Option<&mut Vec<Node>> {
        match &mut self.value {
            Value::Sequence(items) => Some(items),
            _ => None,
        }
    }

    /// The map, if it is one.
    pub fn as_mapping(&self) -> Option<&Mapping> {
        match &self.value {
            Value::Mapping(mapping) => Some(mapping),
            _ => None,
        }
    }

    /// The map, if it is one.
    pub fn as_mapping_mut(&mut self) -> Option<&mut Mapping> {
        match &mut self.value {
            Value::Mapping(mapping) => Some(mapping),
            _ => None,
        }
    }

    /// The value under a key, if it is a map that has it.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.as_mapping()?.get(key)
    }
}
