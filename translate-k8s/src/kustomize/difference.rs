//! What a patch must say to make one document of another.
//!
//! A strategic merge says it where it can: it names what it changes. What it cannot say (a place in a
//! list, a change in the middle of one) is left to a JSON patch, which is applied after it.

use serde_json::Value;

use super::json_patch::{Operations, Pointer};
use super::list;
use crate::document::Fields;
use crate::strategic_merge::{Merge, Shape};

/// Lists that are younger than the declarations which Kustomize carries: it replaces them.
const UNKNOWN_TO_KUSTOMIZE: [&str; 2] = ["resourceClaims", "schedulingGates"];

/// The difference between two documents.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Difference {
    /// The fields of a strategic merge patch; empty where none is needed.
    pub(super) merge: Fields,
    /// What it cannot say; applied after it.
    pub(super) operations: Operations,
}

impl Difference {
    /// What makes `target` of `base`, two objects of one kind.
    pub(super) fn between(base: &Fields, target: &Fields, kind: &str) -> Self {
        let mut operations = Operations::default();
        let shape = Shape::of_kind(kind);
        let mut merge = fields(base, target, shape, &Pointer::default(), &mut operations);
        let breaks = || [base, target].into_iter().any(|side| side.values().any(breaks_json));
        if !operations.list.is_empty()
            && breaks()
            && let Some(Value::Object(spec)) = target.get("spec")
        {
            let mut whole = Fields::from_iter([("$patch".to_owned(), Value::from("replace"))]);
            whole.extend(spec.clone());
            merge.insert("spec".to_owned(), Value::Object(whole));
            operations.list.retain(|operation| !operation.path.starts_with("/spec/"));
        }
        Self { merge, operations }
    }
}

/// The patch for a map, whose place after the strategic merge is `at`.
pub(super) fn fields(
    base: &Fields,
    target: &Fields,
    shape: Shape,
    at: &Pointer,
    operations: &mut Operations,
) -> Fields {
    let mut patch = Fields::new();
    for (name, new) in target {
        let (shape, at) = (shape.field(name), at.field(name));
        match (base.get(name), new) {
            (Some(old), new) if old == new => {}
            (Some(Value::Object(old)), Value::Object(new)) => {
                let inner = fields(old, new, shape, &at, operations);
                if !inner.is_empty() {
                    patch.insert(name.clone(), Value::Object(inner));
                }
            }
            (Some(Value::Array(old)), Value::Array(new)) if shape.merge() != Merge::Default => {
                let is_known = !UNKNOWN_TO_KUSTOMIZE.contains(&name.as_str());
                let merged = is_known.then(|| list::merge(old, new, shape, &at, operations));
                match merged.flatten() {
                    Some(items) if items.is_empty() => {}
                    Some(items) => drop(patch.insert(name.clone(), Value::Array(items))),
                    None => list::edit(old, new, shape, &at, operations),
                }
            }
            (Some(old), new) if is_same_form(old, new) && can_merge(new, shape) => {
                patch.insert(name.clone(), new.clone());
            }
            (None, new) if can_merge(new, shape) => {
                patch.insert(name.clone(), new.clone());
            }
            (Some(_), new) => operations.replace(&at, new),
            (None, new) => operations.add(&at, new),
        }
    }
    for name in base.keys().filter(|name| !target.contains_key(*name)) {
        patch.insert(name.clone(), Value::Null);
    }
    patch
}

/// The same in steps of a JSON patch, for a map whose place a strategic merge cannot name.
pub(super) fn steps(
    base: &Fields,
    target: &Fields,
    shape: Shape,
    at: &Pointer,
    operations: &mut Operations,
) {
    for (name, new) in target {
        let (shape, at) = (shape.field(name), at.field(name));
        match (base.get(name), new) {
            (Some(old), new) if old == new => {}
            (Some(Value::Object(old)), Value::Object(new)) => {
                steps(old, new, shape, &at, operations);
            }
            (Some(Value::Array(old)), Value::Array(new)) if shape.merge() != Merge::Default => {
                list::edit(old, new, shape, &at, operations);
            }
            (Some(_), new) => operations.replace(&at, new),
            (None, new) => operations.add(&at, new),
        }
    }
    for name in base.keys().filter(|name| !target.contains_key(*name)) {
        operations.remove(&at.field(name));
    }
}

/// Whether Kustomize could not apply a JSON patch to an object with this value: it writes texts of
/// several lines that begin with a tab in a form that it does not read back. Its merges do without.
fn breaks_json(value: &Value) -> bool {
    match value {
        Value::String(text) => text.starts_with('\t') && text.contains('\n'),
        Value::Array(items) => items.iter().any(breaks_json),
        Value::Object(map) => map.values().any(breaks_json),
        _ => false,
    }
}

/// A merge replaces a text by a text and a list by a list, but no map by a text.
fn is_same_form(old: &Value, new: &Value) -> bool {
    let form = |value: &Value| (value.is_object(), value.is_array());
    form(old) == form(new)
}

/// Whether a merge takes a new value as it stands: it reads `null` as a removal, `$patch` as an
/// order, and makes one of two items with one key.
fn can_merge(value: &Value, shape: Shape) -> bool {
    match value {
        Value::Null => false,
        Value::Object(map) => map
            .iter()
            .all(|(name, value)| !name.starts_with('$') && can_merge(value, shape.field(name))),
        Value::Array(items) => {
            let merges = match shape.merge() {
                Merge::Default | Merge::Set => true,
                Merge::ByKey(key) => list::keys(items, key).is_some(),
            };
            merges && items.iter().all(|item| can_merge(item, shape.item()))
        }
        _ => true,
    }
}
