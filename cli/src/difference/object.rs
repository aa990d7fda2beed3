//! Results, object by object.

use std::fmt::Write;

use indexmap::IndexMap;
use serde_json::Value;

use super::field::{self, Change};
use super::text::{self, Sides};
use super::{ADDED, CHANGED, REMOVED, paint};

/// The objects of a result by their names, and files that are no objects by their paths.
pub(crate) type Objects = IndexMap<String, Content>;

/// What there is to compare.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Content {
    /// An object.
    Object(Value),
    /// A file that an object reads.
    File { bytes: Vec<u8>, secret: bool },
}

/// How many objects differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) changed: usize,
    pub(crate) added: usize,
    pub(crate) removed: usize,
}

/// The name of an object: `Deployment/web`, in a namespace `prod/Deployment/web`.
pub(crate) fn name(object: &Value) -> Option<String> {
    let text = |value: &Value, name: &str| value.get(name)?.as_str().map(str::to_owned);
    text(object, "apiVersion")?;
    let metadata = object.get("metadata")?;
    let namespace = text(metadata, "namespace").map_or(String::new(), |name| format!("{name}/"));
    Some(format!("{namespace}{}/{}", text(object, "kind")?, text(metadata, "name")?))
}

/// Describes what differs, in colours; nothing where nothing does.
pub(crate) fn describe(old: &Objects, new: &Objects) -> (String, Counts) {
    let (mut out, mut counts) = (String::new(), Counts::default());
    for (name, before) in old {
        match new.get(name) {
            None => {
                counts.removed += 1;
                out.push_str(&paint(REMOVED, &format!("- {name}")));
            }
            Some(after) if before != after => {
                counts.changed += 1;
                out.push_str(&paint(CHANGED, &format!("~ {name}")));
                change(name, before, after, &mut out);
            }
            Some(_) => {}
        }
    }
    for name in new.keys().filter(|name| !old.contains_key(*name)) {
        counts.added += 1;
        out.push_str(&paint(ADDED, &format!("+ {name}")));
    }
    (out, counts)
}

fn change(name: &str, before: &Content, after: &Content, out: &mut String) {
    match (before, after) {
        (Content::Object(old), Content::Object(new)) => {
            let is_secret = old.get("kind").is_some_and(|kind| kind == "Secret");
            for change in field::changes(old, new) {
                let hides =
                    change.path.starts_with("data") || change.path.starts_with("stringData");
                self::field(&change, is_secret && hides, out);
            }
        }
        (Content::File { bytes: old, secret }, Content::File { bytes: new, .. }) if !secret => {
            let sides = Sides { old: Some(old), new: Some(new) };
            out.push_str(&indented(&text::unified(name, sides)));
        }
        // What a secret file holds is not shown.
        _ => {}
    }
}

fn field(change: &Change<'_>, is_hidden: bool, out: &mut String) {
    let Change { path, old, new } = change;
    let show = |value: &Value| if is_hidden { "(hidden)".to_owned() } else { field::short(value) };
    match (old, new) {
        (Some(Value::String(old)), Some(Value::String(new)))
            if !is_hidden && (old.contains('\n') || new.contains('\n')) =>
        {
            let sides = Sides { old: Some(old.as_bytes()), new: Some(new.as_bytes()) };
            let _ = writeln!(out, "    {path}:");
            let difference = text::unified(path, sides);
            // Its head names files, and there are none.
            let lines = difference.split_inclusive('\n').skip(2);
            out.push_str(&indented(&lines.collect::<String>()));
        }
        (Some(old), Some(new)) => {
            let _ = writeln!(out, "    {path}: {} → {}", show(old), show(new));
        }
        (Some(old), None) => out.push_str(&paint(REMOVED, &format!("  - {path}: {}", show(old)))),
        (None, Some(new)) => out.push_str(&paint(ADDED, &format!("  + {path}: {}", show(new)))),
        (None, None) => {}
    }
}

fn indented(text: &str) -> String {
    text.split_inclusive('\n').flat_map(|line| ["      ", line]).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn objects(list: &[Value]) -> Objects {
        list.iter().map(|it| (name(it).unwrap(), Content::Object(it.clone()))).collect()
    }

    #[test]
    fn each_object_has_its_lines() {
        let object = |kind: &str, name: &str, data: Value| json!({"apiVersion": "v1", "kind": kind, "metadata": {"name": name}, "data": data});
        let old = objects(&[
            object("ConfigMap", "a", json!({"file": "1\n2\n3\n", "text": "x"})),
            object("Secret", "s", json!({"password": "b25l", "gone": "eA=="})),
            object("ConfigMap", "gone", json!({})),
        ]);
        let new = objects(&[
            object("ConfigMap", "a", json!({"file": "1\n2\n4\n", "text": "y z"})),
            object("Secret", "s", json!({"password": "dHdv"})),
            object("ConfigMap", "new", json!({})),
        ]);
        let (shown, counts) = describe(&old, &new);
        assert_eq!(counts, Counts { changed: 2, added: 1, removed: 1 });
        insta::assert_snapshot!(anstream::adapter::strip_str(&shown).to_string());
        assert_eq!(describe(&old, &old), (String::new(), Counts::default()));
    }
}
