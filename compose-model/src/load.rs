//! From files to a [`Project`]: the stages of the reference loader, in its order.
//!
//! Each stage works on the spanned tree ([`Node`](crate::yaml::Node)) and reports what it finds; none
//! stops at the first mistake. The typed model is decoded at the end.

mod canonical;
mod context;
mod defaults;
mod environment;
mod normalise;
mod paths;
pub(crate) mod pattern;
mod validation;
mod variables;

pub(crate) use context::{LoadContext, Scope};
pub use variables::{Variable, Variables};

use crate::diagnostic::Diagnostics;
use crate::env::Env;
use crate::model::Project;
use crate::source::SourceMap;
use crate::vfs::Vfs;

/// What to load and how. The names are those of `docker compose`'s flags.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The absolute current directory.
    pub working_dir: String,
    /// `-f`: the files in order, `-` for the standard input; without any they are discovered.
    pub files: Vec<String>,
    /// `--project-directory`.
    pub project_directory: Option<String>,
    /// `-p`.
    pub project_name: Option<String>,
    /// `--env-file`, in order.
    pub env_files: Vec<String>,
    /// `--profile`; `*` is all.
    pub profiles: Vec<String>,
    /// The services to keep, with what they depend on; empty is all.
    pub services: Vec<String>,
    /// Stages to leave out.
    pub skip: Skip,
    /// Budgets against hostile input.
    pub limits: Limits,
}

/// Stages that `config` can leave out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Skip {
    /// `--no-interpolate`.
    pub interpolation: bool,
    /// `--no-normalize`.
    pub normalisation: bool,
    /// `--no-consistency`.
    pub consistency: bool,
    /// `--no-path-resolution`.
    pub path_resolution: bool,
    /// `--no-env-resolution`.
    pub env_resolution: bool,
}

/// Budgets against hostile input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Bytes of one file; refused before it is read.
    pub file_bytes: u64,
    /// Nodes of all documents together, aliases counted as what they stand for.
    pub nodes: usize,
    /// Mappings and sequences inside one another.
    pub depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { file_bytes: 32 << 20, nodes: 4_000_000, depth: 250 }
    }
}

/// What came of a load.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// The project, as far as it could be built; without errors in `diagnostics` it is complete.
    pub project: Option<Project>,
    /// The files that were read.
    pub sources: SourceMap,
    /// All that was found.
    pub diagnostics: Diagnostics,
}

/// Loads a project.
pub fn load(vfs: &dyn Vfs, env: &dyn Env, options: &Options) -> Loaded {
    LoadContext::new(vfs, env, options).finish()
}
