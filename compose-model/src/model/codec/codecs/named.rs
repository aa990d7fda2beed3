//! Maps whose keys are names of the user's own, `x-…` included.

use super::super::attribute::encode_map;
use super::super::{Codec, Decoder, Element, Form, Omit};
use crate::load::pattern::KeyPath;
use crate::model::Map;
use crate::origin::Spanned;
use crate::yaml::Node;

/// A map in which `x-…` is a name like any other: services, networks, dependencies and the like.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Named;

impl<T: Element + Default> Codec<Map<T>> for Named {
    fn decode(self, node: Node, at: &KeyPath<'_>, decoder: &mut Decoder<'_>) -> Map<T> {
        if node.is_null() {
            return Map::new();
        }
        let Some(entries) = decoder.mapping(node, at) else { return Map::new() };
        // Resources are large values, which a map that grows would move again and again.
        let mut map = Map::with_capacity(entries.len());
        for (name, node) in entries {
            let entry: &mut Spanned<T> = map.entry(name.to_string()).or_default();
            entry.origin = node.origin.clone();
            if !node.is_null() {
                entry.value.decode_into(node, &at.key(&name), decoder);
            }
        }
        map
    }

    fn unset(self, attribute: &Map<T>) -> bool {
        attribute.is_empty()
    }

    fn encode(self, attribute: &Map<T>, _: Omit, form: Form) -> Option<Node> {
        (!attribute.is_empty()).then(|| encode_map(attribute, form))
    }
}
