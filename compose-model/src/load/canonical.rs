//! Short forms become long ones.
//!
//! Runs after every layer on all that has been loaded so far, so it leaves long forms alone. What it
//! makes keeps the place of the text that it was made from, down to the part of a port or volume.
//! Values of the wrong type are left as they are: the schema reports them.
//! Compose specification: the short syntax of each attribute.

mod build;
mod depends_on;
mod devices;
mod env_file;
mod external;
mod lists;
mod ports;
mod references;
mod ssh;
mod text;
mod volumes;

use std::sync::Arc;

use super::LoadContext;
use super::pattern::KeyPath;
use crate::diagnostic::Diagnostics;
use crate::origin::Origin;
use crate::source::SourceMap;
use crate::yaml::{Budget, Mapping, Node, Value};

/// What the forms need: where text stands, and where to report.
struct Forms<'a> {
    sources: &'a SourceMap,
    diagnostics: &'a mut Diagnostics,
    /// What long forms may still take: a few letters can stand for many ports.
    budget: &'a mut Budget,
    /// The first text for which nothing was left.
    too_large: Option<Origin>,
    /// Whether a text that cannot be read is left as it is, since its variables are not resolved.
    keep_unreadable: bool,
}

/// Gives every attribute its long form.
pub(crate) fn apply(tree: &mut Node, context: &mut LoadContext<'_>) {
    let mut forms = Forms {
        sources: &context.sources,
        diagnostics: &mut context.diagnostics,
        budget: &mut context.budget,
        too_large: None,
        keep_unreadable: context.options.skip.interpolation,
    };
    for (section, node) in entries(tree) {
        let at = KeyPath::ROOT.key(section);
        for (name, node) in entries(node) {
            let at = at.key(name);
            match &**section {
                "services" => service(node, &at, &mut forms),
                "networks" | "volumes" | "secrets" | "configs" => {
                    external::lengthen(node, &at, &mut forms);
                }
                _ => break,
            }
        }
    }
    if let Some(origin) = forms.too_large {
        context.report_too_large(origin.span());
    }
}

fn service(node: &mut Node, at: &KeyPath<'_>, forms: &mut Forms<'_>) {
    for (key, node) in entries(node) {
        let at = at.key(key);
        match &**key {
            "build" => build::lengthen(node, &at, forms),
            "configs" | "secrets" => references::lengthen(node),
            "depends_on" => depends_on::lengthen(node),
            "develop" => lists::lengthen_watch(node),
            "devices" => devices::lengthen(node, &at, forms),
            "dns" => {
                lists::lengthen(node);
                lists::drop_empty(node);
            }
            "env_file" => env_file::lengthen(node),
            "extends" => wrap(node, "service"),
            "gpus" => devices::lengthen_gpus(node),
            "label_file" => lists::lengthen(node),
            "models" | "networks" => lists::to_mapping(node),
            "ports" => ports::lengthen(node, &at, forms),
            "volumes" => volumes::lengthen(node, &at, forms),
            _ => {}
        }
    }
}

/// What made a value that the file holds in a shorter form.
const SHORT_FORM: &str = "short form";

/// The entries of a mapping; none of anything else.
fn entries(node: &mut Node) -> impl Iterator<Item = (&Arc<str>, &mut Node)> {
    node.as_mapping_mut().into_iter().flat_map(|mapping| mapping.iter_mut())
}

/// Whether the node is a scalar other than null.
fn is_text(node: &Node) -> bool {
    matches!(node.value, Value::Scalar(_)) && !node.is_null()
}

/// Each text of a list becomes its long form; one for which `spell_out` is false is removed.
fn lengthen_items(
    node: &mut Node,
    at: &KeyPath<'_>,
    forms: &mut Forms<'_>,
    spell_out: impl Fn(&mut Node, &KeyPath<'_>, &mut Forms<'_>) -> bool,
) {
    let Some(items) = node.as_sequence_mut() else { return };
    let mut i = 0;
    items.retain_mut(|item| {
        let keep = !is_text(item) || spell_out(item, &at.index(i), forms);
        i += 1;
        keep
    });
}

/// A scalar becomes the only entry of a mapping.
fn wrap(node: &mut Node, key: &'static str) {
    if is_text(node) {
        let origin = short_form(&node.origin);
        let value = Node::new(std::mem::take(&mut node.value), node.origin.clone());
        let mut mapping = Mapping::with_capacity(1);
        mapping.insert(key, value);
        *node = Node { tag: node.tag.take(), ..Node::mapping(mapping, origin) };
    }
}

/// The origin of a long form.
fn short_form(cause: &Origin) -> Origin {
    Origin::generated_from(SHORT_FORM, cause)
}
