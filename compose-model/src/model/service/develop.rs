//! `develop`: how `watch` follows the sources. Compose Develop Specification.

use super::Hook;
use crate::model::{List, Maybe};

record! {
    /// How `watch` follows the sources.
    pub struct Develop {
        /// The rules.
        "watch" watch: List<Watch>,
    }
}

record! {
    /// What to do when files change.
    pub struct Watch {
        /// The absolute path to follow.
        "path" path: Maybe<String>,
        /// `rebuild`, `sync`, `restart`, `sync+restart` or `sync+exec`.
        "action" action: Maybe<String>,
        /// Where to copy it in the container.
        "target" target: Maybe<String> [omit zero],
        /// The command of `sync+exec`.
        "exec" exec: Maybe<Hook> [omit empty],
        /// Patterns to follow.
        "include" include: List<String>,
        /// Patterns to leave out.
        "ignore" ignore: List<String>,
        /// Whether to copy everything at the start.
        "initial_sync" initial_sync: Maybe<bool> [omit zero],
    }
}
