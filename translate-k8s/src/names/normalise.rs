//! One normaliser for the names of every kind.
//!
//! A name that Kubernetes accepts stays as it is. Others become lower case with `-` for whatever is
//! neither letter nor digit; where that is too long, empty, or taken, the end is a hash of the
//! original, which does not depend on the other names. So adding a service never renames another,
//! unless both want one name, and then the one that was valid keeps it.

use std::borrow::Borrow;
use std::collections::HashSet;
use std::hash::Hash;

use indexmap::IndexMap;

use crate::stable_hash::StableHash;

/// The longest DNS label: names of Services, and of everything that becomes a label value.
pub(crate) const LABEL: usize = 63;

/// What stands before a name that would start with a digit: Services must start with a letter.
const LETTER: &str = "x-";
/// `-` and eight digits of a hash.
const HASH_LENGTH: usize = 9;

/// The names of one kind of object, by what they were wanted to be.
#[derive(Clone, Debug, Default)]
pub(crate) struct Assigned {
    names: IndexMap<String, String>,
}

impl Assigned {
    /// Names all of `wanted`, with at most `limit` characters each (63 less whatever the caller adds).
    ///
    /// Linear in the number of names.
    pub(crate) fn assign<'a>(wanted: impl IntoIterator<Item = &'a str>, limit: usize) -> Self {
        Self::assign_beside(wanted, limit, &HashSet::<String>::new())
    }

    /// As [`Assigned::assign`], avoiding names that are taken already.
    pub(crate) fn assign_beside<'a, T>(
        wanted: impl IntoIterator<Item = &'a str>,
        limit: usize,
        taken: &HashSet<T>,
    ) -> Self
    where
        T: Borrow<str> + Hash + Eq,
    {
        let wanted: Vec<&str> = wanted.into_iter().collect();
        let mut used: HashSet<String> = wanted
            .iter()
            .filter(|name| is_label(name, limit) && !taken.contains(**name))
            .map(|name| (*name).to_owned())
            .collect();
        let mut names = IndexMap::with_capacity(wanted.len());
        for original in wanted {
            if names.contains_key(original) {
                continue;
            }
            let name = if is_label(original, limit) && !taken.contains(original) {
                original.to_owned()
            } else {
                let free = |name: &str| !used.contains(name) && !taken.contains(name);
                let name = first_free(original, limit, free);
                used.insert(name.clone());
                name
            };
            names.insert(original.to_owned(), name);
        }
        Self { names }
    }

    /// The object's name for a Compose name.
    pub(crate) fn get(&self, original: &str) -> Option<&str> {
        self.names.get(original).map(String::as_str)
    }

    /// Compose names with the objects' names, in the order given.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.names.iter().map(|(original, name)| (original.as_str(), name.as_str()))
    }
}

/// The name for one Compose name alone: valid as a DNS label that starts with a letter.
///
/// `limit` is at least 12: a letter, a hash and what joins them.
pub(crate) fn label(original: &str, limit: usize) -> String {
    if is_label(original, limit) {
        return original.to_owned();
    }
    let name = squeeze(original);
    if name.is_empty() {
        format!("{LETTER}{}", StableHash::of(original).short())
    } else if name.len() > limit {
        hashed(original, limit, 0)
    } else {
        name
    }
}

/// A normalised name followed by `suffix` (`-ready`), within `limit` together.
pub(crate) fn with_suffix(original: &str, suffix: &str, limit: usize) -> String {
    format!("{}{suffix}", label(original, limit.saturating_sub(suffix.len())))
}

/// Whether a text is a DNS label that starts with a letter and has at most `limit` characters.
pub(crate) fn is_label(text: &str, limit: usize) -> bool {
    let bytes = text.as_bytes();
    bytes.len() <= limit.min(LABEL)
        && bytes.first().is_some_and(u8::is_ascii_lowercase)
        && bytes.last() != Some(&b'-')
        && bytes.iter().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || *b == b'-')
}

fn first_free(original: &str, limit: usize, free: impl Fn(&str) -> bool) -> String {
    let plain = label(original, limit);
    if free(&plain) {
        return plain;
    }
    // Each salt gives another hash, and only finitely many names are taken.
    let mut salt = 0;
    loop {
        let name = hashed(original, limit, salt);
        if free(&name) {
            return name;
        }
        salt += 1;
    }
}

/// The beginning of the name and a hash of the original.
fn hashed(original: &str, limit: usize, salt: u32) -> String {
    let mut hash = StableHash::of(original);
    if salt > 0 {
        hash.write(salt.to_le_bytes());
    }
    let mut name = squeeze(original);
    name.truncate(limit.saturating_sub(HASH_LENGTH));
    let start = name.trim_end_matches('-');
    let start = if start.is_empty() { "x" } else { start };
    format!("{start}-{}", hash.short())
}

/// Lower case, `-` for everything else, none at the ends, a letter first. May be empty.
fn squeeze(original: &str) -> String {
    let mut name: String = original
        .chars()
        .flat_map(char::to_lowercase)
        .map(|c| if c.is_ascii_lowercase() || c.is_ascii_digit() { c } else { '-' })
        .collect();
    name.truncate(name.trim_end_matches('-').len());
    let start = name.len() - name.trim_start_matches('-').len();
    name.drain(..start);
    if name.starts_with(|c: char| c.is_ascii_digit()) {
        name.insert_str(0, LETTER);
    }
    name
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn repairs_what_kubernetes_refuses() {
        for (given, want) in [
            ("web", "web"),
            ("my_app", "my-app"),
            ("Web.App", "web-app"),
            ("UPPER", "upper"),
            ("_web_", "web"),
            ("1password", "x-1password"),
            ("a__b", "a--b"),
            ("web-", "web"),
            ("grüße", "gr--e"),
        ] {
            assert_eq!(label(given, LABEL), want, "{given}");
        }
        assert!(is_label(&label("___", LABEL), LABEL));
    }

    #[test]
    fn long_names_end_in_a_hash_of_the_whole() {
        let long = "a".repeat(70);
        let longer = "a".repeat(71);
        assert_eq!(label(&long, LABEL).len(), LABEL);
        assert_ne!(label(&long, LABEL), label(&longer, LABEL));
        assert_eq!(with_suffix(&long, "-ready", LABEL).len(), LABEL);
        assert_eq!(with_suffix("db", "-ready", LABEL), "db-ready");
        assert_eq!(label(&"a".repeat(52), 52), "a".repeat(52));
        assert_eq!(label(&"a".repeat(53), 52).len(), 52);
    }

    #[test]
    fn the_valid_name_keeps_it() {
        for order in [["my_app", "my-app", "My.App"], ["my-app", "My.App", "my_app"]] {
            let names = Assigned::assign(order, LABEL);
            assert_eq!(names.get("my-app"), Some("my-app"));
            assert!(names.get("my_app").unwrap().starts_with("my-app-"));
            let all: HashSet<&str> = names.iter().map(|(_, name)| name).collect();
            assert_eq!(all.len(), 3);
        }
    }

    #[test]
    fn taken_names_are_avoided() {
        let taken = HashSet::from(["web"]);
        let names = Assigned::assign_beside(["web", "api"], LABEL, &taken);
        assert!(names.get("web").unwrap().starts_with("web-"));
        assert_eq!(names.get("api"), Some("api"));
    }

    proptest! {
        #[test]
        fn every_name_is_a_label_and_none_is_given_twice(
            wanted in prop::collection::vec(".{0,80}|[a-zA-Z0-9._-]{1,70}|[aA][._-][bB]", 0..12),
            limit in 12_usize..=63,
        ) {
            let names = Assigned::assign(wanted.iter().map(String::as_str), limit);
            let mut seen = HashSet::new();
            for (original, name) in names.iter() {
                prop_assert!(is_label(name, limit), "{original} became {name}");
                prop_assert!(seen.insert(name.to_owned()), "{name} twice");
                if is_label(original, limit) {
                    prop_assert_eq!(original, name);
                }
            }
            for original in &wanted {
                prop_assert!(names.get(original).is_some());
            }
        }
    }
}
