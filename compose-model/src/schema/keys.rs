//! The list of all keys, made from the tables.

use std::sync::OnceLock;

use super::shape::{MapShape, Shape};
use super::top::TOP;

/// A key with its place in the file.
#[derive(Clone, Debug)]
pub struct Key {
    /// The path: `*` stands for a name of the author's choice, `[]` for the items of a list, as in
    /// `services.*.ports[].target`.
    pub path: String,
    /// The key itself, `*` for a name of the author's choice.
    pub name: &'static str,
    /// The values that it may have.
    pub shape: &'static Shape,
    /// Whether the map around it must have it.
    pub required: bool,
}

/// All keys of a Compose file, each before those below it.
pub fn keys() -> &'static [Key] {
    static KEYS: OnceLock<Vec<Key>> = OnceLock::new();
    KEYS.get_or_init(|| {
        let mut list = Vec::new();
        walk_map("", &TOP, &mut list);
        list
    })
}

fn walk_map(path: &str, map: &'static MapShape, list: &mut Vec<Key>) {
    let fields = map.fields.iter().map(|(name, shape)| (*name, shape));
    let entries = map.entries.iter().map(|entries| ("*", &entries.value));
    for (name, shape) in fields.chain(entries) {
        let path = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
        list.push(Key { path: path.clone(), name, shape, required: map.required.contains(&name) });
        walk(&path, shape, list);
    }
}

fn walk(path: &str, shape: &'static Shape, list: &mut Vec<Key>) {
    if let Some(items) = shape.list {
        walk(&format!("{path}[]"), &items.items, list);
    }
    if let Some(map) = shape.map {
        walk_map(path, map, list);
    }
}
