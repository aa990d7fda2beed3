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

/// The key that a path in a project leads to, where there is one in the schema: that of
/// `services.web.ports[0].target` is `services.*.ports[].target`. A path may also have `*` and `[]` itself.
pub fn key_of(path: &str) -> Option<&'static Key> {
    let parts: Vec<&str> = parts(path).collect();
    let fitting = keys().iter().filter(|key| {
        let key: Vec<&str> = self::parts(&key.path).collect();
        // A dot in `services.a.b` is more probably the beginning of a key than a part of the name.
        let is_named = key.len() == 2 && key[1] == "*";
        (!is_named || parts.len() == 2) && fits(&key, &parts)
    });
    fitting.max_by_key(|key| key.path.len())
}

fn parts(path: &str) -> impl Iterator<Item = &str> {
    path.split(['.', '[']).filter(|part| !part.is_empty())
}

/// Whether the parts of a path are those of a key. A name of the author's choice may hold dots.
fn fits(key: &[&str], path: &[&str]) -> bool {
    match (key, path) {
        ([], []) => true,
        (["]", key @ ..], [part, path @ ..]) => part.ends_with(']') && fits(key, path),
        (["*", key @ ..], [_, path @ ..]) => (0..=path.len()).any(|n| fits(key, &path[n..])),
        ([name, key @ ..], [part, path @ ..]) => name == part && fits(key, path),
        _ => false,
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_lead_to_keys() {
        for (path, key) in [
            ("services", Some("services")),
            ("services.web.ports[0].target", Some("services.*.ports[].target")),
            ("services.*.ports[].target", Some("services.*.ports[].target")),
            ("services.my.web.image", Some("services.*.image")),
            ("services.web", Some("services.*")),
            ("networks.front.ipam.config[1].subnet", Some("networks.*.ipam.config[].subnet")),
            ("services.web.imag", None),
            ("services.web.ports[0].nothing", None),
            ("", None),
        ] {
            assert_eq!(key_of(path).map(|key| key.path.as_str()), key, "{path}");
        }
    }
}
