//! What becomes of each key of a Compose file in a target.
//!
//! A back end keeps a table of all keys; the published page and `explain` are made from it, and its tests
//! prove each line.

use crate::diagnostic::Rule;

/// What becomes of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is done when the project is loaded: nothing of it is left to translate.
    Loading,
    /// The output has it.
    Translated,
    /// The output has something like it; the rule says what.
    Approximated(&'static Rule),
    /// It is left out; the rule says why.
    Reported(&'static Rule),
    /// The target does what it asks for anyway; the text says how.
    Needless(&'static str),
}

/// Keys, as in [`schema::keys`](crate::schema::keys()), with their fates, sorted by key. A key that is
/// not listed has the fate of the one above it.
pub type Coverage = [(&'static str, Fate)];

/// The fate of a key (`services.*.ports[].target`): its own or that of the nearest key above it.
pub fn fate(coverage: &Coverage, key: &str) -> Option<Fate> {
    let mut key = key;
    loop {
        if let Ok(at) = coverage.binary_search_by(|(listed, _)| (*listed).cmp(key)) {
            return Some(coverage[at].1);
        }
        key = &key[..key.rfind(['.', '['])?];
    }
}

/// A field of the output that no key asks for: it is the same for all projects, or follows from the
/// target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnField {
    /// The object, `*` standing for any text in it: `Deployment/*`.
    pub object: &'static str,
    /// The path of the field, `*` standing for any text in it. All below it is meant too.
    pub field: &'static str,
    /// Why it is there, in a sentence.
    pub why: &'static str,
}

impl OwnField {
    /// Whether a field is this one, or stands below it.
    pub fn covers(&self, object: &str, field: &str) -> bool {
        let end = |rest: &str| rest.is_empty() || rest.starts_with(['.', '[']);
        fits(self.object, object, &str::is_empty) && fits(self.field, field, &end)
    }
}

/// Whether a text begins as a pattern says, and the rest is a good end.
fn fits(pattern: &str, text: &str, end: &dyn Fn(&str) -> bool) -> bool {
    match pattern.split_once('*') {
        None => text.strip_prefix(pattern).is_some_and(end),
        Some((before, after)) => text.strip_prefix(before).is_some_and(|rest| {
            let starts = rest.char_indices().map(|(at, _)| at).chain([rest.len()]);
            starts.into_iter().any(|at| fits(after, &rest[at..], end))
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_cover_fields_and_what_is_below() {
        let own = OwnField { object: "*/*", field: "spec.containers[*].name", why: "" };
        assert!(own.covers("Pod/web", "spec.containers[0].name"));
        assert!(own.covers("Pod/web", "spec.containers[0].name.x"));
        assert!(!own.covers("Pod/web", "spec.containers[0].names"));
        assert!(!own.covers("Pod", "spec.containers[0].name"));
        let own = OwnField { object: "Pod/web", field: "metadata.labels", why: "" };
        assert!(own.covers("Pod/web", "metadata.labels.a.b/c"));
        assert!(!own.covers("Pod/web2", "metadata.labels"));
    }

    #[test]
    fn a_key_has_the_fate_of_the_one_above() {
        let table: &Coverage = &[("a", Fate::Loading), ("a.*.b", Fate::Translated)];
        assert_eq!(fate(table, "a.*.b[].c"), Some(Fate::Translated));
        assert_eq!(fate(table, "a.*.c"), Some(Fate::Loading));
        assert_eq!(fate(table, "b"), None);
    }
}
