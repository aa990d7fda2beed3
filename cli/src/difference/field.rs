//! Values, field by field.

use std::collections::HashSet;

use serde_json::{Map, Value};

/// A field that differs.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Change<'a> {
    /// The way to it: `spec.containers[web].env[LOG_LEVEL].value`.
    pub(crate) path: String,
    /// What is there on the first side; `None` where nothing is.
    pub(crate) old: Option<&'a Value>,
    /// What is there on the second side.
    pub(crate) new: Option<&'a Value>,
}

/// The fields in which two values differ, in the order of the first side.
pub(crate) fn changes<'a>(old: &'a Value, new: &'a Value) -> Vec<Change<'a>> {
    let mut changes = Vec::new();
    compare(old, new, "", &mut changes);
    changes
}

fn compare<'a>(old: &'a Value, new: &'a Value, path: &str, changes: &mut Vec<Change<'a>>) {
    if old == new {
        return;
    }
    match (old, new) {
        (Value::Object(before), Value::Object(after)) => maps(before, after, path, changes),
        (Value::Array(before), Value::Array(after)) => {
            if let Some(key) = key_of(before, after) {
                items(before, after, key, path, changes);
            } else {
                changes.push(Change { path: path.to_owned(), old: Some(old), new: Some(new) });
            }
        }
        _ => changes.push(Change { path: path.to_owned(), old: Some(old), new: Some(new) }),
    }
}

fn maps<'a>(
    old: &'a Map<String, Value>,
    new: &'a Map<String, Value>,
    path: &str,
    changes: &mut Vec<Change<'a>>,
) {
    for (name, value) in old {
        let path = join(path, name);
        match new.get(name) {
            Some(other) => compare(value, other, &path, changes),
            None => changes.push(Change { path, old: Some(value), new: None }),
        }
    }
    for (name, value) in new.iter().filter(|(name, _)| !old.contains_key(*name)) {
        changes.push(Change { path: join(path, name), old: None, new: Some(value) });
    }
}

/// Fields that name the items of lists, in Kubernetes and in Compose.
const KEYS: [&str; 7] = ["name", "mountPath", "containerPort", "port", "ip", "target", "key"];

/// The field that names the items of both lists, each its own.
fn key_of(old: &[Value], new: &[Value]) -> Option<&'static str> {
    let names_all = |items: &[Value], key: &str| {
        let mut seen = HashSet::new();
        items.iter().all(|item| item.get(key).is_some_and(|name| seen.insert(name.to_string())))
    };
    KEYS.into_iter().find(|key| names_all(old, key) && names_all(new, key))
}

fn items<'a>(
    old: &'a [Value],
    new: &'a [Value],
    key: &'static str,
    path: &str,
    changes: &mut Vec<Change<'a>>,
) {
    let place = |item: &Value| format!("{path}[{}]", short(&item[key]));
    let before = changes.len();
    for item in old {
        match new.iter().find(|other| other[key] == item[key]) {
            Some(other) => compare(item, other, &place(item), changes),
            None => changes.push(Change { path: place(item), old: Some(item), new: None }),
        }
    }
    for item in new {
        if !old.iter().any(|other| other[key] == item[key]) {
            changes.push(Change { path: place(item), old: None, new: Some(item) });
        }
    }
    if changes.len() == before {
        // The same items in another order, which counts for init containers and variables.
        let order = |items: &'a [Value]| items.first().map(|item| &item[key]);
        changes.push(Change { path: format!("{path} (order)"), old: order(old), new: order(new) });
    }
}

/// A name in a path: keys that have dots in them stand in brackets.
fn join(path: &str, name: &str) -> String {
    let is_plain = !name.is_empty() && !name.contains(['.', '[', ']', ' ']);
    match (path.is_empty(), is_plain) {
        (true, true) => name.to_owned(),
        (false, true) => format!("{path}.{name}"),
        (_, false) => format!("{path}[{name}]"),
    }
}

/// A value on one line: texts that need no quotes have none.
pub(crate) fn short(value: &Value) -> String {
    match value {
        Value::String(text) if is_plain(text) => text.clone(),
        _ => value.to_string(),
    }
}

fn is_plain(text: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | ':' | '@');
    !text.is_empty()
        && text.chars().all(plain)
        && text.parse::<f64>().is_err()
        && !matches!(text, "true" | "false" | "null")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn shown(old: &Value, new: &Value) -> Vec<String> {
        let side = |value: Option<&Value>| value.map_or_else(|| "-".to_owned(), short);
        changes(old, new)
            .into_iter()
            .map(|change| format!("{}: {} {}", change.path, side(change.old), side(change.new)))
            .collect()
    }

    #[test]
    fn fields_have_paths_by_name() {
        let old = json!({"spec": {"env": [{"name": "A", "value": "1"}, {"name": "B"}], "x": 1}});
        let new = json!({"spec": {"env": [{"name": "A", "value": 1}, {"name": "C"}], "a.b/c": 2}});
        assert_eq!(
            shown(&old, &new),
            [
                r#"spec.env[A].value: "1" 1"#,
                r#"spec.env[B]: {"name":"B"} -"#,
                r#"spec.env[C]: - {"name":"C"}"#,
                "spec.x: 1 -",
                "spec[a.b/c]: - 2",
            ]
        );
    }

    #[test]
    fn lists_without_names_are_shown_as_a_whole() {
        assert_eq!(shown(&json!({"a": [1]}), &json!({"a": [1, 2]})), ["a: [1] [1,2]"]);
        let (old, new) =
            (json!([{"name": "a"}, {"name": "b"}]), json!([{"name": "b"}, {"name": "a"}]));
        assert_eq!(shown(&old, &new), [" (order): a b"]);
        assert_eq!(shown(&old, &old), [""; 0]);
    }
}
