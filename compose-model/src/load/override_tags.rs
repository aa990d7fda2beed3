//! `!reset` and `!override`: what a document takes away from the layers below it.
//!
//! Both tags act by path. A `!reset` node is not part of its own document either; an `!override` node
//! is. What they take away are the same paths in earlier files and documents, in included resources
//! with the same name, and in the base of an `extends`. Compose specification: "Merge", "Reset value"
//! and "Replace value".

use std::collections::{BTreeMap, BTreeSet};

use crate::yaml::{Node, Value};

/// The paths that a document takes away from the layers below it.
#[derive(Debug, Default)]
pub(crate) struct TaggedPaths {
    root: Branch,
}

#[derive(Debug, Default)]
struct Branch {
    /// Whether a tag stands here.
    tagged: bool,
    children: BTreeMap<String, Branch>,
}

/// A key of this name matches every key, as in the reference loader.
const ANY: &str = "*";

impl TaggedPaths {
    /// Takes the tags out of a document, and with them what `!reset` removes.
    pub(crate) fn take(document: &mut Node) -> Self {
        let mut root = Branch::default();
        take(document, Some(&mut root));
        Self { root }
    }

    /// Whether the document has no such tag.
    pub(crate) fn is_empty(&self) -> bool {
        self.root.children.is_empty()
    }

    /// Takes the paths away from what was loaded so far.
    pub(crate) fn apply(&self, layers: &mut Node) {
        if !self.is_empty() {
            apply(&[&self.root], layers);
        }
    }

    /// Takes away the paths below `kind.name` from that resource alone.
    pub(crate) fn apply_to_resource(&self, kind: &str, name: &str, resource: &mut Node) {
        let branches: Vec<&Branch> =
            matching(&[&self.root], kind).iter().flat_map(|b| matching(&[b], name)).collect();
        if !branches.is_empty() {
            apply(&branches, resource);
        }
    }
}

/// Takes the tags out of a node; `branch` is none below a list, where paths never match.
fn take(node: &mut Node, branch: Option<&mut Branch>) {
    match &mut node.value {
        Value::Scalar(_) => {}
        Value::Sequence(items) => {
            items.retain_mut(|item| match tag(item) {
                Some(Kind::Reset) => false,
                Some(Kind::Override) => true,
                None => {
                    take(item, None);
                    true
                }
            });
        }
        Value::Mapping(mapping) => {
            let mut branch = branch;
            mapping.retain(|key, value| {
                let kind = tag(value);
                if kind.is_none() && matches!(value.value, Value::Scalar(_)) {
                    return true;
                }
                let mut child = Branch { tagged: kind.is_some(), ..Branch::default() };
                // The content of an `!override` node is the document's own.
                if kind.is_none() {
                    take(value, branch.is_some().then_some(&mut child));
                }
                if let Some(branch) = &mut branch
                    && (child.tagged || !child.children.is_empty())
                {
                    branch.children.insert(key.to_string(), child);
                }
                !matches!(kind, Some(Kind::Reset))
            });
        }
    }
}

enum Kind {
    Reset,
    Override,
}

fn tag(node: &mut Node) -> Option<Kind> {
    let kind = match node.tag.as_ref()?.name.as_str() {
        "!reset" => Kind::Reset,
        "!override" => Kind::Override,
        _ => return None,
    };
    node.tag = None;
    Some(kind)
}

fn matching<'b>(branches: &[&'b Branch], key: &str) -> Vec<&'b Branch> {
    let child = |name: &str| branches.iter().filter_map(|b| b.children.get(name)).collect();
    let mut found: Vec<&Branch> = child(key);
    if key != ANY {
        let any: Vec<&Branch> = child(ANY);
        found.extend(any);
    }
    found
}

fn apply(branches: &[&Branch], node: &mut Node) {
    let Some(mapping) = node.as_mapping_mut() else { return };
    let children = || branches.iter().flat_map(|branch| &branch.children);
    if children().any(|(name, child)| child.tagged || name == ANY) {
        mapping.retain(|key, value| {
            let below = matching(branches, key);
            if below.iter().any(|branch| branch.tagged) {
                return false;
            }
            if !below.is_empty() {
                apply(&below, value);
            }
            true
        });
        return;
    }
    // The paths are few and the layers may be large: only what is named is visited.
    let names: BTreeSet<&String> = children().map(|(name, _)| name).collect();
    for name in names {
        if let Some(value) = mapping.get_mut(name) {
            apply(&matching(branches, name), value);
        }
    }
}
