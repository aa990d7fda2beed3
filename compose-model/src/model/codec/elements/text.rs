//! Texts.

use super::super::printed::printed;
use super::super::{Decoder, Element, Form};
use crate::load::pattern::KeyPath;
use crate::origin::Origin;
use crate::yaml::Node;

impl Element for String {
    fn decode(node: Node, at: &KeyPath<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        decoder.text(&node, at)
    }

    /// In maps of the user's own keys every scalar becomes text, and null the empty one.
    fn decode_entry(node: Node, _: &KeyPath<'_>, _: &mut Decoder<'_>) -> Option<Self> {
        Some(if node.is_null() { Self::new() } else { printed(&node).into_owned() })
    }

    fn from_text(value: Option<&str>) -> Option<Self> {
        Some(value.unwrap_or_default().to_owned())
    }

    fn is_zero(&self) -> bool {
        self.is_empty()
    }

    fn encode(&self, origin: &Origin, _: Form) -> Node {
        Node::string(self.as_str(), origin.clone())
    }
}

/// What an entry may lack: the value of a variable, the details of an attachment.
impl<T: Element> Element for Option<T> {
    fn decode(node: Node, at: &KeyPath<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        T::decode(node, at, decoder).map(Some)
    }

    fn decode_entry(node: Node, at: &KeyPath<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        if node.is_null() { Some(None) } else { T::decode_entry(node, at, decoder).map(Some) }
    }

    fn from_text(value: Option<&str>) -> Option<Self> {
        match value {
            Some(value) => T::from_text(Some(value)).map(Some),
            None => Some(None),
        }
    }

    fn is_zero(&self) -> bool {
        self.is_none()
    }

    fn encode(&self, origin: &Origin, form: Form) -> Node {
        match self {
            Some(value) => value.encode(origin, form),
            None => Node::null(origin.clone()),
        }
    }
}
