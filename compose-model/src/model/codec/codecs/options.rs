//! `options` of a provider: one value or several for each.

use super::super::attribute::encode_map;
use super::super::printed::printed;
use super::super::{Codec, Decoder, Form, Omit};
use crate::load::pattern::KeyPath;
use crate::model::Map;
use crate::origin::Spanned;
use crate::yaml::{Node, Value};

/// Lists of texts by name, where one scalar stands for a list of one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OptionLists;

impl Codec<Map<Vec<String>>> for OptionLists {
    fn decode(self, node: Node, at: &KeyPath<'_>, decoder: &mut Decoder<'_>) -> Map<Vec<String>> {
        if node.is_null() {
            return Map::new();
        }
        let entries = decoder.mapping(node, at).into_iter().flatten();
        entries
            .filter_map(|(name, node)| {
                let values: Vec<String> = match &node.value {
                    Value::Sequence(items) => items.iter().map(text).collect(),
                    _ => vec![text(&node)],
                };
                // An option without a value is none.
                let is_set = !values.is_empty();
                is_set.then(|| (String::from(&*name), Spanned::new(values, node.origin)))
            })
            .collect()
    }

    fn unset(self, attribute: &Map<Vec<String>>) -> bool {
        attribute.is_empty()
    }

    fn encode(self, attribute: &Map<Vec<String>>, _: Omit, form: Form) -> Option<Node> {
        (!attribute.is_empty()).then(|| encode_map(attribute, form))
    }
}

fn text(node: &Node) -> String {
    printed(node).into_owned()
}
