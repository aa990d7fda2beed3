//! The project: everything that the files say together.

use indexmap::IndexMap;

use super::{Config, Extensions, List, Map, Maybe, Network, Secret, Service, Volume};
use crate::origin::Spanned;

/// A Compose project.
///
/// Services, networks and the rest are keyed by the names that the files give them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Project {
    /// The project's name: `-p`, `COMPOSE_PROJECT_NAME`, the top-level `name` or the folder's name.
    pub name: Spanned<String>,
    /// The absolute folder against which relative paths were resolved.
    pub working_dir: String,
    /// The services that take part.
    pub services: Map<Service>,
    /// The services that no active profile enables.
    pub disabled_services: Map<Service>,
    /// The networks, the implicit `default` one included where a service uses it.
    pub networks: Map<Network>,
    /// The volumes.
    pub volumes: Map<Volume>,
    /// The configs.
    pub configs: Map<Config>,
    /// The secrets.
    pub secrets: Map<Secret>,
    /// The AI models.
    pub models: Map<Model>,
    /// The profiles that are active.
    pub profiles: Vec<String>,
    /// The variables against which the files were interpolated: those of the env files and the
    /// environment that the project uses.
    pub environment: IndexMap<String, String>,
    /// Top-level extension fields (`x-…`), as they were written.
    pub extensions: Extensions,
}

record! {
    /// An AI model that services use. Compose specification: "models".
    pub struct Model {
        /// The platform's name for it.
        "name" name: Maybe<String> [omit zero],
        /// The OCI artifact.
        "model" model: Maybe<String> [omit zero],
        /// The size of the context window in tokens.
        "context_size" context_size: Maybe<i64> [omit zero],
        /// Flags for the inference engine.
        "runtime_flags" runtime_flags: List<String>,
    }
}
