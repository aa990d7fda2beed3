//! `devices` and `gpus`.

use super::text::text;
use super::{Forms, is_text, lengthen_items, short_form, wrap};
use crate::load::pattern::KeyPath;
use crate::rules;
use crate::types::device;
use crate::yaml::{Mapping, Node};

/// `source:target:permissions` becomes an object.
pub(super) fn lengthen(node: &mut Node, at: &KeyPath<'_>, forms: &mut Forms<'_>) {
    lengthen_items(node, at, forms, spell_out);
}

fn spell_out(item: &mut Node, at: &KeyPath<'_>, forms: &mut Forms<'_>) -> bool {
    let Some(text) = text(item) else { return true };
    let Some(device) = forms.checked(device::parse(&text), &rules::INVALID_DEVICE, item, at) else {
        return forms.keep_unreadable;
    };
    let origin = short_form(&item.origin);
    let mut mapping = Mapping::with_capacity(3);
    let parts =
        [("source", device.source), ("target", device.target), ("permissions", device.permissions)];
    for (key, part) in parts {
        mapping.insert(key, Node::string(part, origin.clone()));
    }
    *item = Node { tag: item.tag.take(), ..Node::mapping(mapping, origin) };
    true
}

/// `all` becomes a request for all.
pub(super) fn lengthen_gpus(node: &mut Node) {
    if is_text(node) {
        wrap(node, "count");
        let origin = node.origin.clone();
        let request = std::mem::take(node);
        *node = Node::sequence(vec![request], origin);
    }
}
