//! What all stages share.

use super::{Loaded, Options};
use crate::diagnostic::Diagnostics;
use crate::env::Env;
use crate::model::Project;
use crate::source::SourceMap;
use crate::vfs::Vfs;

/// What all stages of one load share.
pub(crate) struct LoadContext<'a> {
    pub(crate) vfs: &'a dyn Vfs,
    pub(crate) env: &'a dyn Env,
    pub(crate) options: &'a Options,
    pub(crate) sources: SourceMap,
    pub(crate) diagnostics: Diagnostics,
}

impl<'a> LoadContext<'a> {
    pub(crate) fn new(vfs: &'a dyn Vfs, env: &'a dyn Env, options: &'a Options) -> Self {
        let (sources, diagnostics) = (SourceMap::default(), Diagnostics::default());
        Self { vfs, env, options, sources, diagnostics }
    }

    pub(crate) fn finish(self, project: Option<Project>) -> Loaded {
        Loaded { project, sources: self.sources, diagnostics: self.diagnostics }
    }
}
