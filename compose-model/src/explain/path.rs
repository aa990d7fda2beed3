//! Values in a tree by the paths that people type.
//!
//! `services.web.ports[0].target` is how findings name a value. Items of lists are also found by what
//! they say, because nobody counts them: `env[LOG_LEVEL]` and `env.LOG_LEVEL` are the item with the name
//! `LOG_LEVEL`, `containers[name=web]` asks for a field. A name may hold dots and brackets itself, so a
//! path is read along the tree and not cut beforehand.

use std::sync::Arc;

use crate::yaml::{Mapping, Node, Value};

/// A value that was found.
#[derive(Clone, Debug)]
pub struct Found<'n> {
    /// The path in the form that findings and origins of fields use.
    pub path: String,
    /// The value.
    pub node: &'n Node,
}

/// How far a path leads, where it leads to nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Missing {
    /// The path of the last value on the way.
    pub path: String,
    /// What is left of the question.
    pub rest: String,
    /// What could follow instead.
    pub known: Vec<String>,
}

/// The value at a path.
///
/// # Errors
/// How far the path leads, where there is no such value.
pub fn find<'n>(node: &'n Node, path: &str) -> Result<Found<'n>, Missing> {
    let mut deepest = Missing::default();
    walk(node, path, String::new(), &mut deepest).ok_or(deepest)
}

/// The fields by which people tell items of lists, the best first.
const IDENTITIES: [&str; 8] =
    ["name", "key", "target", "containerPort", "port", "mountPath", "path", "source"];

fn walk<'n>(node: &'n Node, path: &str, at: String, deepest: &mut Missing) -> Option<Found<'n>> {
    if path.is_empty() {
        return Some(Found { path: at, node });
    }
    let found = match &node.value {
        Value::Mapping(mapping) => in_mapping(mapping, path, &at, deepest),
        Value::Sequence(items) => in_sequence(items, path, &at, deepest),
        Value::Scalar(_) => None,
    };
    // The first time that nothing fits is at the end of the longest way.
    if found.is_none() && (deepest.rest.is_empty() || at.len() > deepest.path.len()) {
        let known = match &node.value {
            Value::Mapping(mapping) => mapping.keys().map(ToString::to_string).collect(),
            Value::Sequence(items) => items.iter().filter_map(identity).collect(),
            Value::Scalar(_) => Vec::new(),
        };
        *deepest = Missing { path: at, rest: path.to_owned(), known };
    }
    found
}

fn in_mapping<'n>(
    mapping: &'n Mapping,
    path: &str,
    at: &str,
    deepest: &mut Missing,
) -> Option<Found<'n>> {
    mapping.iter().find_map(|(key, value)| {
        let rest = after(path, key).or_else(|| {
            let (selector, rest) = bracket(path)?;
            (selector == &**key).then_some(rest)
        })?;
        let dot = if at.is_empty() { "" } else { "." };
        walk(value, rest, format!("{at}{dot}{key}"), deepest)
    })
}

fn in_sequence<'n>(
    items: &'n [Node],
    path: &str,
    at: &str,
    deepest: &mut Missing,
) -> Option<Found<'n>> {
    let (selector, bracketed) = bracket(path).unzip();
    let of_index = selector.and_then(|selector| selector.parse::<usize>().ok());
    if let (Some(item), Some(index), Some(rest)) =
        (of_index.and_then(|index| items.get(index)), of_index, bracketed)
    {
        return walk(item, rest, format!("{at}[{index}]"), deepest);
    }
    let rest = |item: &Node| match (selector, bracketed) {
        (Some(selector), Some(rest)) => is_selected(item, selector).then_some(rest),
        _ => identities(item).find_map(|name| after(path, &name)),
    };
    items
        .iter()
        .enumerate()
        .find_map(|(index, item)| walk(item, rest(item)?, format!("{at}[{index}]"), deepest))
}

/// What is left of a path after a key at its start.
fn after<'p>(path: &'p str, key: &str) -> Option<&'p str> {
    let rest = path.strip_prefix(key)?;
    match rest.chars().next() {
        None | Some('[') => Some(rest),
        Some('.') => Some(&rest[1..]),
        Some(_) => None,
    }
}

/// The text between brackets at the start of a path, and what is left after them.
fn bracket(path: &str) -> Option<(&str, &str)> {
    let (selector, rest) = path.strip_prefix('[')?.split_once(']')?;
    Some((selector.trim_matches(['"', '\'']), rest.strip_prefix('.').unwrap_or(rest)))
}

/// Whether an item is the one that brackets ask for: by a field, or by what tells it from the others.
fn is_selected(item: &Node, selector: &str) -> bool {
    let of_field = selector.split_once('=').is_some_and(|(field, wanted)| {
        item.get(field).and_then(Node::text).is_some_and(|text| *text == *wanted)
    });
    of_field || identities(item).any(|name| *name == *selector)
}

/// What an item may be called: the fields that tell items apart, or a text, or its part before the
/// first `=` or `:`.
fn identities(item: &Node) -> impl Iterator<Item = Arc<str>> {
    let fields = IDENTITIES.into_iter().filter_map(|field| item.get(field)?.text());
    let own = item.text();
    let key = own.as_deref().and_then(|text| text.split(['=', ':']).next()).map(Arc::from);
    fields.chain(own).chain(key)
}

fn identity(item: &Node) -> Option<String> {
    identities(item).next().map(|name| name.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::source::SourceMap;
    use crate::yaml::{Budget, parse};

    const TEXT: &str = "\
metadata: {labels: {app.kubernetes.io/name: web}}
containers:
- name: web
  env: [{name: LOG_LEVEL, value: info}, {name: 'A.B', value: dotted}]
  ports: [{containerPort: 80}, {containerPort: 1}]
  args: [run, 'KEY=value', '/data:/data']
services: {a.b: {image: x}, a: {b: {image: y}}}
";

    fn tree() -> Node {
        let mut sources = SourceMap::default();
        let file = sources.add("f", TEXT);
        let mut documents = parse(TEXT, file, &mut Budget::default(), &mut Diagnostics::default());
        documents.remove(0).root
    }

    #[test]
    fn values_are_found_by_place_and_by_name() {
        let tree = tree();
        for (path, canonical, value) in [
            ("containers[0].name", "containers[0].name", "web"),
            ("containers[web].name", "containers[0].name", "web"),
            ("containers[name=web].env[LOG_LEVEL].value", "containers[0].env[0].value", "info"),
            ("containers.web.env.LOG_LEVEL.value", "containers[0].env[0].value", "info"),
            ("containers[0].env['A.B'].value", "containers[0].env[1].value", "dotted"),
            ("containers[0].env.A.B.value", "containers[0].env[1].value", "dotted"),
            ("containers[0].ports[80].containerPort", "containers[0].ports[0].containerPort", "80"),
            // A number is a place first.
            ("containers[0].ports[1].containerPort", "containers[0].ports[1].containerPort", "1"),
            ("containers[0].args[KEY]", "containers[0].args[1]", "KEY=value"),
            ("containers[0].args[/data]", "containers[0].args[2]", "/data:/data"),
            (
                "metadata.labels.app.kubernetes.io/name",
                "metadata.labels.app.kubernetes.io/name",
                "web",
            ),
            (
                "metadata.labels[app.kubernetes.io/name]",
                "metadata.labels.app.kubernetes.io/name",
                "web",
            ),
            ("services.a.b.image", "services.a.b.image", "x"),
        ] {
            let found = find(&tree, path).unwrap_or_else(|missing| panic!("{path}: {missing:?}"));
            assert_eq!((found.path.as_str(), &*found.node.text().unwrap()), (canonical, value));
        }
        assert!(find(&tree, "").unwrap().node.as_mapping().is_some());
    }

    #[test]
    fn what_is_missing_is_told_from_where_it_is_missing() {
        let missing = find(&tree(), "containers[web].env.LOGLEVEL").unwrap_err();
        assert_eq!(
            (missing.path.as_str(), missing.rest.as_str()),
            ("containers[0].env", "LOGLEVEL")
        );
        assert_eq!(missing.known, ["LOG_LEVEL", "A.B"]);
        let missing = find(&tree(), "nothing").unwrap_err();
        assert_eq!(missing.known, ["metadata", "containers", "services"]);
        assert!(find(&tree(), "metadata[").is_err() && find(&tree(), "containers[9]").is_err());
    }
}
