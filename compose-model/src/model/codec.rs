//! How the model's structs are read from the spanned tree and written back to it.
//!
//! A [`Codec`] moves one attribute, an [`Element`] one value of it. Reading never stops at the first
//! mistake: a value that cannot be used is reported with its place and left out. Writing gives what
//! `docker compose config` prints, with the origin of every value.

mod attribute;
pub(crate) mod codecs;
mod decoder;
mod elements;
mod fields;
mod order;
mod printed;

pub(crate) use attribute::encode_map;
pub(crate) use decoder::Decoder;
pub(crate) use fields::Fields;
pub(crate) use order::natural as natural_order;

use std::cmp::Ordering;

use crate::load::pattern::KeyPath;
use crate::origin::Origin;
use crate::yaml::Node;

/// For whom a model is written: the reference loader prints YAML and JSON a little differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// As `config` prints it.
    Yaml,
    /// As `config --format json` prints it.
    Json,
    /// With everything that is set, to look for origins in.
    Complete,
}

impl Form {
    /// The one or the other.
    pub(crate) fn choose<T>(self, yaml: T, json: T) -> T {
        match self {
            Self::Yaml | Self::Complete => yaml,
            Self::Json => json,
        }
    }

    /// The order of keys that the user chose.
    fn order(self) -> fn(&str, &str) -> Ordering {
        match self {
            Self::Yaml | Self::Complete => order::natural,
            Self::Json => str::cmp,
        }
    }
}

/// When an attribute is left out of a printed model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Omit {
    /// Where it is absent.
    Absent,
    /// Where it is absent, false, zero or empty.
    Zero,
    /// Where nothing is set in it; JSON shows it empty.
    Empty,
    /// Where it is absent or true.
    True,
    /// Never: where it is absent it is shown as zero or an empty text.
    Never,
}

/// A value of the model that one node of the tree holds.
pub(crate) trait Element: Sized {
    /// Reads a value that is not null. `None` where it cannot be used, which has been reported.
    fn decode(node: Node, at: &KeyPath<'_>, decoder: &mut Decoder<'_>) -> Option<Self>;

    /// Reads a value into the place where it is to stand, which keeps what it has where the node cannot
    /// be used. Large values are not moved on their way.
    fn decode_into(&mut self, node: Node, at: &KeyPath<'_>, decoder: &mut Decoder<'_>) {
        if let Some(value) = Self::decode(node, at, decoder) {
            *self = value;
        }
    }

    /// Reads the value of an entry of a map whose keys the user chooses; it may be null.
    fn decode_entry(node: Node, at: &KeyPath<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        if node.is_null() { Self::absent() } else { Self::decode(node, at, decoder) }
    }

    /// The value of an entry that is null.
    fn absent() -> Option<Self> {
        None
    }

    /// The value of an entry of a map that is written as a list of `key=value`.
    fn from_text(_value: Option<&str>) -> Option<Self> {
        None
    }

    /// Whether it is false, zero or empty.
    fn is_zero(&self) -> bool;

    /// Writes it.
    fn encode(&self, origin: &Origin, form: Form) -> Node;
}

/// How an attribute of a struct is read and written.
///
/// Most attributes say it with their type ([`codecs::Plain`]); the others name a codec.
pub(crate) trait Codec<T> {
    /// Reads the attribute. The node may be null.
    fn decode(self, node: Node, at: &KeyPath<'_>, decoder: &mut Decoder<'_>) -> T;

    /// Whether nothing is set.
    fn unset(self, attribute: &T) -> bool;

    /// Writes the attribute; `None` where it is left out.
    fn encode(self, attribute: &T, omit: Omit, form: Form) -> Option<Node>;
}
