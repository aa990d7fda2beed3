//! Lists of words.

use super::super::{Decoder, Element, Form};
use crate::load::pattern::KeyPath;
use crate::origin::Origin;
use crate::yaml::{Node, Value};

/// A list of strings, without any grammar: those with one have a codec of their own.
impl Element for Vec<String> {
    fn decode(node: Node, at: &KeyPath<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let Value::Sequence(items) = &node.value else {
            decoder.wrong_shape(&node, at, "a list");
            return None;
        };
        let items = items.iter().enumerate();
        Some(items.filter_map(|(i, item)| decoder.text(item, &at.index(i))).collect())
    }

    fn is_zero(&self) -> bool {
        self.is_empty()
    }

    fn encode(&self, origin: &Origin, _: Form) -> Node {
        let words = self.iter().map(|word| Node::string(word.as_str(), origin.clone()));
        Node::sequence(words.collect(), origin.clone())
    }
}
