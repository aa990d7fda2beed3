//! `credential_spec`: the account of a Windows container.

use crate::model::Maybe;

record! {
    /// The account of a Windows container.
    pub struct CredentialSpec {
        /// The config that holds it.
        "config" config: Maybe<String> [omit zero],
        /// The file that holds it.
        "file" file: Maybe<String> [omit zero],
        /// The registry key that holds it.
        "registry" registry: Maybe<String> [omit zero],
    }
}
