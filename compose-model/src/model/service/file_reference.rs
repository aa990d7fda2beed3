//! `configs` and `secrets` of a service: files that it mounts.

use crate::model::Maybe;

record! {
    /// A config or secret that a service mounts.
    pub struct FileReference {
        /// The key of the config or secret.
        "source" source: Maybe<String> [omit zero],
        /// Where it is mounted; a secret's is relative to `/run/secrets`, a config's default is `/<source>`.
        "target" target: Maybe<String> [omit zero],
        /// The owner's number.
        "uid" uid: Maybe<String> [omit zero],
        /// The group's number.
        "gid" gid: Maybe<String> [omit zero],
        /// The permission bits.
        "mode" mode: Maybe<Mode>,
    }
}

/// Permission bits, printed as `"0440"`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mode(pub i64);
