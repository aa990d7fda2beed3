//! What a command sees of the machine.

use compose_model::env::Env;
use compose_model::load::{self, Loaded};
use compose_model::source::SourceMap;
use compose_model::types::path;
use compose_model::vfs::Vfs;

use crate::failure::Failure;
use crate::{OsEnv, OsVfs, Threads, os_vfs};

/// What a command sees of the machine: files, variables, the current directory.
#[derive(Clone)]
pub struct World<'a> {
    /// The files.
    pub vfs: &'a dyn Vfs,
    /// The variables.
    pub env: &'a dyn Env,
    /// The absolute current directory.
    pub working_dir: String,
}

impl<'a> World<'a> {
    /// The machine itself.
    pub(crate) fn new(vfs: &'a OsVfs, env: &'a OsEnv) -> Result<Self, Failure> {
        let working_dir = os_vfs::working_dir().map_err(|error| {
            Failure::error(format!("cannot see the current directory: {error}"))
        })?;
        Ok(Self { vfs, env, working_dir })
    }

    /// Loads a project, with all processors where it is large.
    pub(crate) fn load(&self, options: &load::Options) -> Loaded {
        self.load_beside(SourceMap::default(), options)
    }

    /// Loads a project that shares files with an earlier one.
    pub(crate) fn load_beside(&self, sources: SourceMap, options: &load::Options) -> Loaded {
        load::load_with(sources, &Threads::default(), self.vfs, self.env, options)
    }

    /// An absolute path as the user would write it: relative where it lies below the current folder.
    pub(crate) fn shown(&self, absolute: &str) -> String {
        let base = path::clean(&self.working_dir);
        let prefix = if base == "/" { base } else { format!("{base}/") };
        absolute.strip_prefix(&prefix).unwrap_or(absolute).to_owned()
    }
}
