//! Names that Swarm accepts.
//!
//! Services and networks need names that are a component of a domain name; configs and secrets have a
//! grammar of their own. Keys that fit stay as they are.

use std::collections::{BTreeMap, BTreeSet};

/// The most characters that the name of a service or network may have, the stack's name included.
pub(crate) const MAX_NAME: usize = 63;

/// The most characters that the name of a config or secret may have.
const MAX_FILE_NAME: usize = 64;

/// Whether `docker stack deploy` takes it as the name of a stack.
pub(crate) fn valid_stack_name(name: &str) -> bool {
    is_component(name)
}

/// Whether a name is a component of a domain name as Swarm defines it: letters and digits, with `-`
/// and `_` only between them.
fn is_component(name: &str) -> bool {
    let edge = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let bytes = name.as_bytes();
    edge(bytes.first())
        && edge(bytes.last())
        && bytes.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

/// The key itself where it is a component of a domain name, else the nearest one.
fn component(key: &str) -> String {
    if is_component(key) {
        return key.to_owned();
    }
    let mapped: String =
        key.chars().map(|c| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' }).collect();
    let trimmed = mapped.trim_matches(['-', '_']);
    if trimmed.is_empty() { "x".to_owned() } else { trimmed.to_owned() }
}

/// Names of one kind, all different.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    by_key: BTreeMap<String, String>,
}

impl Names {
    /// Gives each key a name; keys that fit come first, so that they keep theirs.
    pub(crate) fn assign<'k>(keys: impl Iterator<Item = &'k String> + Clone) -> Self {
        let mut taken = BTreeSet::new();
        let mut by_key = BTreeMap::new();
        for key in keys.clone().filter(|key| is_component(key)) {
            taken.insert(key.clone());
            by_key.insert(key.clone(), key.clone());
        }
        for key in keys.filter(|key| !is_component(key)) {
            let name = unique(&component(key), |name| !taken.contains(name));
            taken.insert(name.clone());
            by_key.insert(key.clone(), name);
        }
        Self { by_key }
    }

    /// The length of the longest name.
    pub(crate) fn longest(&self) -> usize {
        self.by_key.values().map(String::len).max().unwrap_or_default()
    }

    /// The name of a key; the key itself where it is not known.
    pub(crate) fn get<'n>(&'n self, key: &'n str) -> &'n str {
        self.by_key.get(key).map_or(key, String::as_str)
    }
}

/// `name`, or `name-2`, `name-3` and so on: the first that is free.
pub(crate) fn unique(name: &str, free: impl Fn(&str) -> bool) -> String {
    if free(name) {
        return name.to_owned();
    }
    let numbered = (2u64..).map(|n| format!("{name}-{n}"));
    // Fewer than 2^64 names are taken, so that one of the numbers is free.
    numbered.into_iter().find(|name| free(name)).unwrap_or_default()
}

/// The name of a config or secret: `<prefix>_<hash>`, cut before the hash where it is too long. The
/// hash is of the content, so that names which are cut to the same text still have the same content.
pub(crate) fn hashed_name(prefix: &str, hash: &str) -> String {
    let room = MAX_FILE_NAME - hash.len() - 1;
    let start = prefix.trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
    let kept: String = start
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' })
        .take(room)
        .collect();
    format!("{kept}_{hash}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_that_fit_keep_their_names() {
        let keys = ["Web.App", "Web-App", "my_api", "UPPER", "_x_", "...", "a.b", "a-b", "a-b-2"];
        let keys: Vec<String> = keys.iter().map(|key| (*key).to_owned()).collect();
        let names = Names::assign(keys.iter());
        let given: Vec<_> = keys.iter().map(|key| names.get(key)).collect();
        let want = ["Web-App-2", "Web-App", "my_api", "UPPER", "x", "x-2", "a-b-3", "a-b", "a-b-2"];
        assert_eq!(given, want);
    }

    #[test]
    fn names_of_configs_fit() {
        assert_eq!(hashed_name("shop_page", "0123456789ab"), "shop_page_0123456789ab");
        let long = hashed_name(&"x".repeat(99), "0123456789ab");
        assert_eq!(long.len(), 64);
        assert!(long.ends_with("x_0123456789ab"));
    }

    #[test]
    fn stack_names() {
        for good in ["a", "a-b_c", "0x"] {
            assert!(valid_stack_name(good), "{good}");
        }
        for bad in ["", "-a", "a_", "a b", "a.b", "ä"] {
            assert!(!valid_stack_name(bad), "{bad}");
        }
    }
}
