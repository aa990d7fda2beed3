//! Attributes that are a list or one text, and lists of names that stand for mappings.

use std::sync::Arc;

use super::{entries, short_form};
use crate::yaml::{Mapping, Node, Value};

/// One text becomes a list of one.
pub(super) fn lengthen(node: &mut Node) {
    if node.as_str().is_some() {
        let origin = short_form(&node.origin);
        let item = Node::new(std::mem::take(&mut node.value), node.origin.clone());
        *node = Node { tag: node.tag.take(), ..Node::sequence(vec![item], origin) };
    }
}

/// The patterns of `develop.watch`.
pub(super) fn lengthen_watch(develop: &mut Node) {
    let watch = develop.as_mapping_mut().and_then(|develop| develop.get_mut("watch"));
    for rule in watch.and_then(Node::as_sequence_mut).into_iter().flatten() {
        for (key, node) in entries(rule) {
            if matches!(&**key, "ignore" | "include") {
                lengthen(node);
            }
        }
    }
}

/// Empty items of `dns` count as absent; the reference loader does this for no other list.
pub(super) fn drop_empty(node: &mut Node) {
    let is_empty = |item: &Node| item.is_null() || item.as_str() == Some("");
    if let Some(items) = node.as_sequence_mut() {
        items.retain(|item| !is_empty(item));
    }
}

/// A list of names becomes a mapping of nulls.
pub(super) fn to_mapping(node: &mut Node) {
    keyed(node, |item| Node::null(short_form(&item.origin)));
}

/// A list of names becomes a mapping. What is not a name stays a list, which the schema reports.
pub(super) fn keyed(node: &mut Node, value: impl Fn(&Node) -> Node) {
    let Value::Sequence(items) = &node.value else { return };
    let entry = |item: &Node| {
        let mut value = value(item);
        value.origin = value.origin.with_key(item.origin.span());
        Some((Arc::from(item.as_str()?), value))
    };
    if let Some(mapping) = items.iter().map(entry).collect::<Option<Mapping>>() {
        node.origin = short_form(&node.origin);
        node.value = Value::Mapping(mapping);
    }
}
