//! `build`: a context becomes an object, and the short forms in it become long ones.

use std::sync::Arc;

use super::{Forms, entries, references, short_form, ssh, wrap};
use crate::load::pattern::KeyPath;
use crate::yaml::{Mapping, Node, Resolved, Scalar, Value};

/// The long form of a build.
pub(super) fn lengthen(node: &mut Node, at: &KeyPath<'_>, forms: &mut Forms<'_>) {
    wrap(node, "context");
    for (key, node) in entries(node) {
        match &**key {
            "additional_contexts" => contexts(node),
            "provenance" | "sbom" => truth_to_text(node),
            "secrets" => references::lengthen(node),
            "ssh" => ssh::lengthen(node, &at.key(key), forms),
            _ => {}
        }
    }
}

/// `name=context` entries become a mapping.
fn contexts(node: &mut Node) {
    let Value::Sequence(items) = &node.value else { return };
    let entry = |item: &Node| {
        let text = item.as_str()?;
        let (name, context) = text.split_once('=').unwrap_or((text, ""));
        let origin = short_form(&item.origin).with_key(item.origin.span());
        Some((Arc::from(name), Node::string(context, origin)))
    };
    if let Some(mapping) = items.iter().map(entry).collect::<Option<Mapping>>() {
        node.origin = short_form(&node.origin);
        node.value = Value::Mapping(mapping);
    }
}

/// Attestations are texts, of which `true` and `false` are two.
fn truth_to_text(node: &mut Node) {
    if let Some(Resolved::Bool(value)) = node.as_scalar().map(Scalar::resolve) {
        let text = if value { "true" } else { "false" };
        node.value = Node::string(text, node.origin.clone()).value;
    }
}
