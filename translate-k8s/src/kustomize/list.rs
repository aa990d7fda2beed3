//! Lists whose items a strategic merge matches by their keys.
//!
//! Where the items that a patch names end up is not the same everywhere: Kustomize puts them before
//! all others, kubectl leaves them in their places and adds new ones at the end. So a merge is used
//! only where both ways lead to the same list, and a JSON patch everywhere else.

use std::collections::HashMap;

use serde_json::Value;

use super::difference;
use super::json_patch::{Operations, Pointer};
use crate::document::Fields;
use crate::strategic_merge::{Merge, MergeKey, Shape};

/// The keys of all items in order; `None` where an item has none, or two have the same.
pub(super) fn keys(items: &[Value], key: MergeKey) -> Option<Vec<String>> {
    let mut seen = HashMap::with_capacity(items.len());
    items
        .iter()
        .enumerate()
        .map(|(index, item)| {
            let mut text = item.get(key.name)?.to_string();
            if let Some((further, default)) = key.further {
                let value = item.get(further).and_then(Value::as_str).unwrap_or(default);
                text = format!("{text} {value}");
            }
            seen.insert(text.clone(), index).is_none().then_some(text)
        })
        .collect()
}

/// The items of a strategic merge patch; `None` where it cannot say the difference.
pub(super) fn merge(
    old: &[Value],
    new: &[Value],
    shape: Shape,
    at: &Pointer,
    operations: &mut Operations,
) -> Option<Vec<Value>> {
    let Merge::ByKey(key) = shape.merge() else { return None };
    // Of the keys of ports kubectl looks at one only, and Kustomize at both.
    if key.further.is_some() {
        return None;
    }
    let changes = Changes::find(old, new, key)?;
    let named = changes.named();
    // Items before a named one must be named too, or Kustomize would move them behind it. Without
    // anything but its name a container is refused when the base has it no longer; other items would
    // silently mean something.
    if !shape.is_of_containers() && changes.items[..named].iter().any(Item::is_unchanged) {
        return None;
    }
    let adds = changes.items.iter().any(|item| item.old.is_none());
    let adds_last = changes.items[..named].iter().map(|item| item.old.is_none()).is_sorted();
    if adds && (named < new.len() || !adds_last) {
        return None;
    }
    let mut patch = Vec::with_capacity(named + changes.removed.len());
    for (index, item) in changes.items[..named].iter().enumerate() {
        let new = new[index].as_object()?;
        let name = new.get(key.name)?;
        patch.push(Value::Object(match item.old {
            None => new.clone(),
            Some(old_index) => {
                let old = old[old_index].as_object()?;
                let at = at.item(index, key.name, name);
                let mut patch = only(key, name);
                patch.extend(difference::fields(old, new, shape.item(), &at, operations));
                patch
            }
        }));
    }
    // Items that only a JSON patch can change need no name here.
    while !adds && patch.last().and_then(Value::as_object).is_some_and(|item| item.len() == 1) {
        patch.pop();
    }
    for index in &changes.removed {
        let mut item = only(key, old[*index].get(key.name)?);
        item.insert("$patch".to_owned(), Value::from("delete"));
        patch.push(Value::Object(item));
    }
    Some(patch)
}

/// The same in steps of a JSON patch, or the whole list anew where little of it stays.
pub(super) fn edit(
    old: &[Value],
    new: &[Value],
    shape: Shape,
    at: &Pointer,
    operations: &mut Operations,
) {
    let changes = match shape.merge() {
        Merge::ByKey(key) => Changes::find(old, new, key).map(|changes| (key, changes)),
        Merge::Default | Merge::Set => None,
    };
    let Some((key, changes)) = changes.filter(|(_, changes)| changes.keep_something()) else {
        operations.replace(at, &Value::from(new));
        return;
    };
    for index in changes.removed.iter().rev() {
        let name = &old[*index][key.name];
        operations.remove(&at.item(*index, key.name, name));
    }
    for (index, item) in changes.items.iter().enumerate() {
        if item.old.is_none() {
            operations.add(&at.place(index), &new[index]);
        }
    }
    for (index, item) in changes.items.iter().enumerate() {
        let Some(old_index) = item.old.filter(|_| item.changed) else { continue };
        let at = at.item(index, key.name, &new[index][key.name]);
        match (&old[old_index], &new[index]) {
            (Value::Object(old), Value::Object(new)) => {
                difference::steps(old, new, shape.item(), &at, operations);
            }
            (_, new) => operations.replace(&at, new),
        }
    }
}

/// How a list changes while what stays keeps its order.
struct Changes {
    /// What becomes of each item of the new list.
    items: Vec<Item>,
    /// The places of removed items in the old list.
    removed: Vec<usize>,
}

struct Item {
    /// Its place in the old list.
    old: Option<usize>,
    changed: bool,
}

impl Item {
    fn is_unchanged(&self) -> bool {
        self.old.is_some() && !self.changed
    }
}

impl Changes {
    /// `None` where items cannot be told apart, or change places.
    fn find(old: &[Value], new: &[Value], key: MergeKey) -> Option<Self> {
        let old_keys = keys(old, key)?;
        let new_keys = keys(new, key)?;
        let places: HashMap<&str, usize> =
            old_keys.iter().enumerate().map(|(index, key)| (key.as_str(), index)).collect();
        let items: Vec<Item> = new_keys
            .iter()
            .zip(new)
            .map(|(key, new)| {
                let place = places.get(key.as_str()).copied();
                Item { old: place, changed: place.is_some_and(|index| old[index] != *new) }
            })
            .collect();
        if !items.iter().filter_map(|item| item.old).is_sorted() {
            return None;
        }
        let mut stays = vec![false; old.len()];
        for index in items.iter().filter_map(|item| item.old) {
            stays[index] = true;
        }
        let removed = (0..old.len()).filter(|index| !stays[*index]).collect();
        Some(Self { items, removed })
    }

    /// The number of items up to the last one that a merge must name.
    fn named(&self) -> usize {
        self.items.iter().rposition(|item| !item.is_unchanged()).map_or(0, |index| index + 1)
    }

    /// Whether any item stays, so that the rest is worth telling one by one.
    fn keep_something(&self) -> bool {
        self.items.iter().any(|item| item.old.is_some())
    }
}

fn only(key: MergeKey, name: &Value) -> Fields {
    Fields::from_iter([(key.name.to_owned(), name.clone())])
}
