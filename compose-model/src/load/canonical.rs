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
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::origin::Origin;
use crate::rules;
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

/// Attributes that have no long form unless they are of one of these kinds. The schema says so of the
/// project; of the files that it extends services of, only what is left after the merge is checked, and
/// that may be another value.
const KINDS: [Kinds; 4] = [
    ("build", "a string or a map", |node| node.as_str().is_some() || node.as_mapping().is_some()),
    ("depends_on", "a list or a map", is_collection),
    ("networks", "a list or a map", is_collection),
    ("ports", "a list", |node| node.as_sequence().is_some()),
];

/// An attribute, the kinds in words, and whether a value is of one of them.
type Kinds = (&'static str, &'static str, fn(&Node) -> bool);

fn is_collection(node: &Node) -> bool {
    !matches!(node.value, Value::Scalar(_))
}

/// Reports what no long form can be made of, in a file whose services are extended.
pub(crate) fn refuse_wrong_kinds(tree: &Node, context: &mut LoadContext<'_>) {
    let services = tree.get("services").and_then(Node::as_mapping);
    for (name, service) in services.into_iter().flatten() {
        for (key, wanted, is_one) in KINDS {
            let Some(node) = service.get(key).filter(|node| !node.is_null()) else { continue };
            if is_one(node) {
                continue;
            }
            let message = format!("`{key}` must be {wanted}, not {}", node.kind_name());
            context.report(
                Diagnostic::new(&rules::WRONG_TYPE, message)
                    .at(&node.origin, node.kind_name())
                    .subject(format!("services.{name}.{key}")),
            );
        }
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
