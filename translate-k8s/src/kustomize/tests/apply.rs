//! Applies patches as the documents of Kubernetes and RFC 6902 describe it: the other half, for tests.

use serde_json::Value;

use super::super::json_patch::{Op, Operation};
use crate::document::Fields;
use crate::strategic_merge::{Merge, Shape};

/// Where the items go that a strategic merge patch names.
#[derive(Clone, Copy, Debug)]
pub(super) enum Placing {
    /// Before all others, as in Kustomize.
    First,
    /// New ones after all others, as in kubectl.
    Last,
}

/// Applies a strategic merge patch to an object of this kind.
pub(super) fn merge(fields: &mut Fields, patch: &Fields, kind: &str, placing: Placing) {
    merge_map(fields, patch, Shape::of_kind(kind), placing);
}

fn merge_map(fields: &mut Fields, patch: &Fields, shape: Shape, placing: Placing) {
    for (name, new) in patch {
        let shape = shape.field(name);
        match (fields.get_mut(name), new) {
            (_, Value::Null) => drop(fields.shift_remove(name)),
            (Some(Value::Object(old)), Value::Object(new)) => merge_map(old, new, shape, placing),
            (Some(Value::Array(old)), Value::Array(new)) => match shape.merge() {
                Merge::Default => *old = new.clone(),
                Merge::ByKey(key) => merge_list(old, new, key.name, shape.item(), placing),
                Merge::Set => panic!("sets are left to JSON patches"),
            },
            (Some(old), _) => {
                assert!(!old.is_object() && !new.is_object(), "forms do not change in a merge");
                *old = new.clone();
            }
            (None, _) => drop(fields.insert(name.clone(), new.clone())),
        }
    }
}

fn merge_list(old: &mut Vec<Value>, new: &[Value], key: &str, shape: Shape, placing: Placing) {
    let mut first = Vec::new();
    for patch in new {
        let place = old.iter().position(|item| item[key] == patch[key]);
        if patch.get("$patch").is_some() {
            old.remove(place.expect("what is removed was there"));
            continue;
        }
        let mut item = place.map_or_else(|| patch.clone(), |index| old[index].clone());
        if let (Some(_), Value::Object(item), Value::Object(patch)) = (place, &mut item, patch) {
            merge_map(item, patch, shape, placing);
        }
        match (placing, place) {
            (Placing::First, _) => {
                place.map(|index| old.remove(index));
                first.push(item);
            }
            (Placing::Last, Some(index)) => old[index] = item,
            (Placing::Last, None) => old.push(item),
        }
    }
    old.splice(..0, first);
}

/// Applies a step of a JSON patch.
pub(super) fn operation(document: &mut Value, operation: &Operation) {
    let Operation { op, path, value } = operation;
    if *op == Op::Test {
        assert_eq!(document.pointer(path), value.as_ref(), "{path}");
        return;
    }
    let (parent, last) = path.rsplit_once('/').expect("no step changes a document as a whole");
    let last = last.replace("~1", "/").replace("~0", "~");
    let parent = document.pointer_mut(parent).unwrap_or_else(|| panic!("{path} has a parent"));
    match (parent, op, value) {
        (Value::Object(map), Op::Add, Some(value)) => drop(map.insert(last, value.clone())),
        (Value::Object(map), Op::Replace, Some(value)) => {
            *map.get_mut(&last).expect("what is replaced is there") = value.clone();
        }
        (Value::Object(map), Op::Remove, None) => {
            map.shift_remove(&last).expect("what is removed is there");
        }
        (Value::Array(items), op, value) => {
            let index: usize = last.parse().expect("a place in a list");
            match (op, value) {
                (Op::Add, Some(value)) => items.insert(index, value.clone()),
                (Op::Replace, Some(value)) => items[index] = value.clone(),
                (Op::Remove, None) => drop(items.remove(index)),
                _ => panic!("{operation:?}"),
            }
        }
        _ => panic!("{operation:?}"),
    }
}
