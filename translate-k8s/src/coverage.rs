//! What becomes of every key of a Compose file.
//!
//! The table is for people and reports. `tests/coverage.rs` holds it against the list of all keys and
//! proves every line of it by an example.

mod table;

use compose_model::diagnostic::Rule;

pub use table::COVERAGE;

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
    /// Kubernetes does what it asks for anyway; the text says how.
    Needless(&'static str),
}

/// The fate of a key, given as in `compose_model::schema::keys()` (`services.*.ports[].target`): its own
/// or that of the nearest key above it.
pub fn fate(path: &str) -> Option<Fate> {
    let mut path = path;
    loop {
        if let Ok(at) = COVERAGE.binary_search_by(|(key, _)| (*key).cmp(path)) {
            return Some(COVERAGE[at].1);
        }
        let cut = path.rfind(['.', '['])?;
        path = &path[..cut];
    }
}
