//! `pre_start`, `post_start`, `pre_stop` and the command of `sync+exec`.

use crate::model::{Map, Maybe};

record! {
    /// A command that runs at a moment of the container's life.
    pub struct Hook {
        /// The command's words.
        "command" command: Maybe<Vec<String>> [as Command],
        /// The image of a `pre_start` container; the service's own by default.
        "image" image: Maybe<String> [omit zero],
        /// The user.
        "user" user: Maybe<String> [omit zero],
        /// Whether it has all rights.
        "privileged" privileged: Maybe<bool> [omit zero],
        /// The working directory.
        "working_dir" working_dir: Maybe<String> [omit zero],
        /// Further variables.
        "environment" environment: Map<Option<String>> [as Variables],
        /// Whether a `pre_start` command runs once for each container.
        "per_replica" per_replica: Maybe<bool>,
    }
}
