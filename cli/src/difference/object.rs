//! Results, object by object.

use std::fmt::Write;

use indexmap::IndexMap;
use serde::Serialize;
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

/// An object that is not the same on both sides; at least one has it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ObjectChange<'a> {
    pub(crate) name: &'a str,
    pub(crate) before: Option<&'a Content>,
    pub(crate) after: Option<&'a Content>,
}

/// How it is not the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Kind {
    Changed,
    Added,
    Removed,
}

/// The objects that differ: those of the first side in its order, then those that only the second has.
pub(crate) fn changes<'a>(old: &'a Objects, new: &'a Objects) -> Vec<ObjectChange<'a>> {
    let of_old = old.iter().filter_map(|(name, before)| {
        let after = new.get(name);
        (after != Some(before)).then_some(ObjectChange { name, before: Some(before), after })
    });
    let added = new.iter().filter(|(name, _)| !old.contains_key(*name));
    let added = added.map(|(name, after)| ObjectChange { name, before: None, after: Some(after) });
    of_old.chain(added).collect()
}

impl<'a> ObjectChange<'a> {
    pub(crate) fn kind(&self) -> Kind {
        match (self.before, self.after) {
            (Some(_), Some(_)) => Kind::Changed,
            (None, _) => Kind::Added,
            (Some(_), None) => Kind::Removed,
        }
    }

    /// The fields that differ, each with whether its values are not to be shown.
    pub(crate) fn fields(&self) -> Vec<(Change<'a>, bool)> {
        let (Some(Content::Object(old)), Some(Content::Object(new))) = (self.before, self.after)
        else {
            return Vec::new();
        };
        let is_secret = old.get("kind").is_some_and(|kind| kind == "Secret");
        let hides = |path: &str| path.starts_with("data") || path.starts_with("stringData");
        let changes = field::changes(old, new).into_iter();
        let hidden = |change: &Change<'_>| is_secret && hides(&change.path);
        changes
            .map(|change| {
                let is_hidden = hidden(&change);
                (change, is_hidden)
            })
            .collect()
    }
}

/// Describes what differs, in colours; nothing where nothing does.
pub(crate) fn describe(changes: &[ObjectChange<'_>]) -> (String, Counts) {
    let (mut out, mut counts) = (String::new(), Counts::default());
    for change in changes {
        let (count, style, mark) = match change.kind() {
            Kind::Changed => (&mut counts.changed, CHANGED, '~'),
            Kind::Added => (&mut counts.added, ADDED, '+'),
            Kind::Removed => (&mut counts.removed, REMOVED, '-'),
        };
        *count += 1;
        out.push_str(&paint(style, &format!("{mark} {}", change.name)));
        for (field, is_hidden) in change.fields() {
            self::field(&field, is_hidden, &mut out);
        }
        // What a secret file holds is not shown.
        if let (
            Some(Content::File { bytes: old, secret: false }),
            Some(Content::File { bytes: new, .. }),
        ) = (change.before, change.after)
        {
            let sides = Sides { old: Some(old), new: Some(new) };
            out.push_str(&indented(&text::unified(change.name, sides)));
        }
    }
    (out, counts)
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
        let (shown, counts) = describe(&changes(&old, &new));
        assert_eq!(counts, Counts { changed: 2, added: 1, removed: 1 });
        insta::assert_snapshot!(anstream::adapter::strip_str(&shown).to_string());
        assert!(changes(&old, &old).is_empty());
    }
}
