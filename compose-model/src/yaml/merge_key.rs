//! The merge key `<<`.
//!
//! Merging is shallow; a key of the map itself wins wherever it stands, and of several maps in a list
//! the earlier one wins. The merged entries take the place of `<<`.

use super::mapping::Mapping;
use super::node::{Node, Tag, Value};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::origin::Step;
use crate::rules::INVALID_MERGE;
use crate::source::Span;

/// A `<<` entry that was read.
pub(super) struct Merge {
    /// The place of the key.
    pub(super) key: Span,
    /// The number of entries before it.
    pub(super) at: usize,
    /// What is to be merged.
    pub(super) value: Node,
}

impl Merge {
    /// The map that the key stands in, with the merge applied.
    pub(super) fn into_map(self, mut map: Node, diagnostics: &mut Diagnostics) -> Node {
        let Self { key, at, value } = self;
        let span = value.origin.span();
        if let Some(tag) = value.tag {
            // A tag at `<<` means the map around it: the reference drops `<<` from the path.
            let dropped = is_reset(Some(&tag));
            map.tag = Some(Box::new(as_override(&tag)));
            if dropped {
                return map;
            }
        }
        let Value::Mapping(own) = &mut map.value else { return map };
        let mut merged = Mapping::default();
        match value.value {
            Value::Mapping(source) => add(&mut merged, own, source, key, Path::Direct),
            Value::Sequence(items) => {
                for item in items {
                    let item_span = item.origin.span();
                    match item.value {
                        Value::Mapping(source) => add(&mut merged, own, source, key, Path::Item),
                        _ => diagnostics.push(refusal(item_span, key)),
                    }
                }
            }
            Value::Scalar(_) => diagnostics.push(refusal(span, key)),
        }
        own.insert_all(at, merged);
        map
    }
}

/// Where the merged map stands.
#[derive(Clone, Copy, PartialEq)]
enum Path {
    /// Right after `<<`.
    Direct,
    /// In a list, through which no path of `!reset` or `!override` leads.
    Item,
}

fn add(merged: &mut Mapping, own: &mut Mapping, source: Mapping, key: Span, path: Path) {
    for (name, mut node) in source {
        if path == Path::Item {
            if is_reset(node.tag.as_deref()) {
                continue;
            }
            node.tag = None;
        }
        if let Some(own) = own.get_mut(&name) {
            // The merged value loses, but what its tag does to earlier files is done all the same.
            if own.tag.is_none() {
                own.tag = node.tag.map(|tag| Box::new(as_override(&tag)));
            }
            continue;
        }
        node.origin.push(Step::MergeKey(key));
        // Of several maps that have the key the earlier one wins.
        let _ = merged.insert_new(name, node);
    }
}

/// The value stays, but what earlier files have in its place goes.
fn as_override(tag: &Tag) -> Tag {
    Tag { name: "!override".to_owned(), span: tag.span }
}

fn is_reset(tag: Option<&Tag>) -> bool {
    tag.is_some_and(|tag| tag.name.starts_with("!reset"))
}

fn refusal(span: Option<Span>, key: Span) -> Diagnostic {
    Diagnostic::new(&INVALID_MERGE, "`<<` can merge only a map or a list of maps")
        .at(span.unwrap_or(key), "not a map")
        .related(key, "merge key")
        .help("name an anchor of a map, as in `<<: *defaults`, or quote the key if it is meant as text")
}
