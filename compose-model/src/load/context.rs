//! What all stages share.

use std::collections::BTreeSet;
use std::collections::HashSet;
use std::sync::Arc;

use super::Options;
use super::read::FileCache;
use super::variables::Variables;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::env::Env;
use crate::interpolate::UnsetVariables;
use crate::origin::Spanned;
use crate::rules;
use crate::source::{SourceMap, Span};
use crate::types::path;
use crate::vfs::Vfs;
use crate::workers::{Serial, Workers};
use crate::yaml::{Budget, Node};

/// What all stages of one load share.
///
/// A stage is a function `apply(tree: &mut Node, context: &mut LoadContext)`: it changes the tree and
/// reports what it finds. It may run more than once in a load, since every included model goes
/// through the same stages by itself; what differs between the models is in [`Scope`].
pub(crate) struct LoadContext<'a> {
    /// The files.
    pub(crate) vfs: &'a dyn Vfs,
    /// The environment of the process. Stages that resolve variables ask `scope.variables` instead.
    pub(crate) env: &'a dyn Env,
    /// Who can do several things at a time.
    pub(crate) workers: &'a dyn Workers,
    /// What was asked for.
    pub(crate) options: &'a Options,
    /// The files that were read.
    pub(crate) sources: SourceMap,
    /// What was found.
    pub(crate) diagnostics: Diagnostics,
    /// The variables that were used though they are not set.
    pub(crate) unset: UnsetVariables,
    /// The places of values whose variables could not be replaced.
    pub(crate) unreadable: BTreeSet<Span>,
    /// The model at hand: the project, or one that it includes.
    pub(crate) scope: Scope,
    /// The project's name, normalised.
    pub(crate) project_name: Spanned<String>,
    /// The active profiles as they were asked for, `*` included.
    pub(crate) profiles: Vec<String>,
    /// Whether every file was read to its end. Where not, what seems to be missing may be written in
    /// the part that was not read.
    pub(crate) is_complete: bool,
    /// The services that lack something which was reported already: their base, or a key that is
    /// misspelt.
    pub(crate) incomplete_services: HashSet<Arc<str>>,
    /// What may still be read and copied.
    pub(crate) budget: Budget,
    /// The values that were merged so far, each time anew.
    worked: usize,
    is_too_large: bool,
    /// The files that were read already.
    pub(super) files: FileCache,
}

/// What differs between the project and the models that it includes.
#[derive(Clone, Debug)]
pub(crate) struct Scope {
    /// The absolute folder below which the model names further files (`include`, `extends.file`).
    pub(crate) working_dir: Arc<str>,
    /// What relative paths are resolved against: the working directory for the project itself; for
    /// an included model and for an `extends` base the way to their folder from the model that names
    /// them, which then resolves the rest.
    pub(crate) path_base: Arc<str>,
    /// The variables for interpolation and for `environment` entries without a value.
    pub(crate) variables: Variables,
}

impl Scope {
    /// Whether a model is loaded in the same way in both.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        self.working_dir == other.working_dir && self.variables.same(&other.variables)
    }
}

impl<'a> LoadContext<'a> {
    pub(crate) fn new(vfs: &'a dyn Vfs, env: &'a dyn Env, options: &'a Options) -> Self {
        let working_dir: Arc<str> = path::clean(&options.working_dir).into();
        let path_base = Arc::clone(&working_dir);
        Self {
            vfs,
            env,
            workers: &Serial,
            options,
            sources: SourceMap::default(),
            diagnostics: Diagnostics::default(),
            unset: UnsetVariables::default(),
            unreadable: BTreeSet::new(),
            scope: Scope { working_dir, path_base, variables: Variables::of_process(env) },
            project_name: Spanned::default(),
            profiles: Vec::new(),
            is_complete: true,
            incomplete_services: HashSet::new(),
            budget: Budget::new(&options.limits),
            worked: 0,
            is_too_large: false,
            files: FileCache::default(),
        }
    }

    /// Reports a finding.
    pub(crate) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// An absolute path as the user would write it: relative where it lies below the current
    /// directory.
    pub(crate) fn display_path(&self, absolute: &str) -> String {
        let base = path::clean(&self.options.working_dir);
        let prefix = if base == "/" { base } else { format!("{base}/") };
        absolute.strip_prefix(&prefix).unwrap_or(absolute).to_owned()
    }

    /// Takes a copy of a tree from the budget; reports where there is nothing left.
    pub(crate) fn spend(&mut self, copy: &Node, place: Option<Span>) -> bool {
        if self.budget.take_nodes(copy.count()) {
            return true;
        }
        self.report_too_large(place);
        false
    }

    /// Takes the work on a tree that is merged again from what may be done; reports where there is
    /// nothing left.
    ///
    /// Many documents that each change a little of one large resource cost its whole size each time.
    pub(crate) fn work(&mut self, tree: &Node) -> bool {
        const TIMES: usize = 16;
        self.worked = self.worked.saturating_add(tree.count());
        let is_allowed = self.worked <= self.budget.allowed_nodes().saturating_mul(TIMES);
        if !is_allowed {
            self.report_too_large(None);
        }
        is_allowed
    }

    /// Reports once that the limit is reached.
    pub(crate) fn report_too_large(&mut self, place: Option<Span>) {
        if std::mem::replace(&mut self.is_too_large, true) {
            return;
        }
        self.report(
            Diagnostic::new(
                &rules::PROJECT_TOO_LARGE,
                format!("the project has more than {} values", self.budget.allowed_nodes()),
            )
            .at(place, "not loaded any more")
            .help("bring in less, or raise the limit"),
        );
    }

    /// Reports what counts over all files: to be called when all of them have been read.
    pub(crate) fn report_unset_variables(&mut self) {
        let known = self.scope.variables.all();
        let unset = std::mem::take(&mut self.unset);
        let known: Vec<&str> = known.keys().copied().collect();
        unset.report(&known, &mut self.diagnostics);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::env::MapEnv;
    use crate::vfs::MemoryVfs;

    #[test]
    fn paths_are_shown_relative_to_the_current_directory() {
        let (vfs, env) = (MemoryVfs::default(), MapEnv::default());
        let options = Options { working_dir: "/app/".to_owned(), ..Options::default() };
        let context = LoadContext::new(&vfs, &env, &options);
        assert_eq!(context.display_path("/app/sub/compose.yaml"), "sub/compose.yaml");
        assert_eq!(context.display_path("/apps/compose.yaml"), "/apps/compose.yaml");
    }
}
