//! The spanned tree.
//!
//! Scalars keep their text and style and are resolved late, because Compose asks the same text for
//! different types in different places (`ports: [22:22]`, `mode: 0440`, `version: 3.10`).

use std::sync::Arc;

use indexmap::IndexMap;
use indexmap::map::Entry as Entries;

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

/// A map with text keys, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mapping {
    /// In a box, so that scalars and lists, which are most nodes, are not as large as a map.
    entries: Box<IndexMap<Arc<str>, Node>>,
}

/// A key and its value; the key's place is `value.origin.key_span()`.
pub type Entry<'a> = (&'a Arc<str>, &'a Node);

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

impl Mapping {
    /// An empty map with room for `n` entries.
    pub fn with_capacity(n: usize) -> Self {
        Self { entries: Box::new(IndexMap::with_capacity(n)) }
    }

    /// The value under a key.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entries.get(key)
    }

    /// The value under a key.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Node> {
        self.entries.get_mut(key)
    }

    /// Whether there is such a key.
    pub fn contains_key(&self, key: &str) -> bool {
        self.entries.contains_key(key)
    }

    /// Sets a key: a new one comes last, a known one keeps its place.
    pub fn insert(&mut self, key: impl Into<Arc<str>>, value: Node) -> Option<Node> {
        self.entries.insert(key.into(), value)
    }

    /// Adds a key that is not there yet; where it is, nothing changes and its value is returned.
    pub fn insert_new(&mut self, key: impl Into<Arc<str>>, value: Node) -> Option<&Node> {
        match self.entries.entry(key.into()) {
            Entries::Occupied(entry) => Some(entry.into_mut()),
            Entries::Vacant(entry) => {
                entry.insert(value);
                None
            }
        }
    }

    /// Adds the entries of another map before the entry at `at`; those of known keys replace values.
    pub fn insert_all(&mut self, at: usize, entries: Self) {
        let rest = self.entries.split_off(at.min(self.entries.len()));
        self.entries.extend(*entries.entries);
        self.entries.extend(rest);
    }

    /// Takes a key out; the others keep their order.
    pub fn remove(&mut self, key: &str) -> Option<Node> {
        self.entries.shift_remove(key)
    }

    /// Keeps the entries for which `keep` is true.
    pub fn retain(&mut self, mut keep: impl FnMut(&Arc<str>, &mut Node) -> bool) {
        self.entries.retain(|key, value| keep(key, value));
    }

    /// The entries in order.
    pub fn iter(&self) -> indexmap::map::Iter<'_, Arc<str>, Node> {
        self.entries.iter()
    }

    /// The entries in order.
    pub fn iter_mut(&mut self) -> indexmap::map::IterMut<'_, Arc<str>, Node> {
        self.entries.iter_mut()
    }

    /// The keys in order.
    pub fn keys(&self) -> indexmap::map::Keys<'_, Arc<str>, Node> {
        self.entries.keys()
    }

    /// The number of entries.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl IntoIterator for Mapping {
    type Item = (Arc<str>, Node);
    type IntoIter = indexmap::map::IntoIter<Arc<str>, Node>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.into_iter()
    }
}

impl<'a> IntoIterator for &'a Mapping {
    type Item = (&'a Arc<str>, &'a Node);
    type IntoIter = indexmap::map::Iter<'a, Arc<str>, Node>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.iter()
    }
}

impl<'a> IntoIterator for &'a mut Mapping {
    type Item = (&'a Arc<str>, &'a mut Node);
    type IntoIter = indexmap::map::IterMut<'a, Arc<str>, Node>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.iter_mut()
    }
}

impl FromIterator<(Arc<str>, Node)> for Mapping {
    fn from_iter<I: IntoIterator<Item = (Arc<str>, Node)>>(entries: I) -> Self {
        Self { entries: Box::new(entries.into_iter().collect()) }
    }
}
