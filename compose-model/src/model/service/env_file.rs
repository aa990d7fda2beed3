//! `env_file`: files with variables.

use crate::model::Maybe;

record! {
    /// A file with variables.
    pub struct EnvFile {
        /// The absolute path.
        "path" path: Maybe<String>,
        /// Whether it is an error when it is not there.
        "required" required: Maybe<bool> [omit yes],
        /// `raw` is read as `docker run --env-file` reads it.
        "format" format: Maybe<String> [omit zero],
    }
}
