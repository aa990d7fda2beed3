//! The project at hand with what each target made of it.

use compose_model::Project;
use compose_model::backend::{Backend, Context, Flow, Translation};
use compose_model::diagnostic::{Diagnostics, Severity};
use compose_model::explain::Output;
use compose_model::rules::NO_COMPOSE_FILE;
use compose_model::source::SourceMap;
use compose_model::workers::Serial;
use compose_model::yaml::Node;

use crate::args::{Invocation, Target};
use crate::console::Console;
use crate::policy_file::PolicyFile;
use crate::world::World;

/// The project at hand with what each target made of it.
#[derive(Debug)]
pub(super) struct Case {
    /// The project as a tree.
    pub(super) tree: Node,
    /// The project itself; empty where there is none.
    pub(super) project: Project,
    /// The files that were read.
    pub(super) sources: SourceMap,
    /// What was found on the way to the project.
    pub(super) diagnostics: Diagnostics,
    /// What the targets made of it; none where the project has errors.
    pub(super) results: Vec<Made>,
}

/// What a target made of the project.
pub(super) struct Made {
    pub(super) backend: &'static dyn Backend,
    pub(super) translation: Translation,
    pub(super) output: Output,
    pub(super) diagnostics: Diagnostics,
}

impl std::fmt::Debug for Made {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.backend.name())
    }
}

impl Case {
    /// Loads the project and translates it to each target.
    pub(super) fn load(invocation: &Invocation, targets: &[Target], world: &World<'_>) -> Self {
        let options = invocation.input.load_options(world.working_dir.clone());
        let mut loaded = world.load(&options);
        let is_sound = !loaded.diagnostics.has_errors();
        let policy_file = PolicyFile::read(invocation, world, &mut loaded);
        let project = loaded.project.unwrap_or_default();
        let made = targets.iter().filter(|_| is_sound).map(|target| {
            let mut diagnostics = Diagnostics::default();
            let mut context = Context {
                vfs: world.vfs,
                diagnostics: &mut diagnostics,
                progress: &mut |_| Flow::Continue,
                trace: true,
                workers: &Serial,
            };
            let options = target.options(&policy_file);
            let translation = target.backend.translate(&project, &options, &mut context);
            let output = Output::read(&translation);
            Made { backend: target.backend, translation, output, diagnostics }
        });
        Self {
            results: made.collect(),
            tree: project.to_complete_node(),
            project,
            sources: loaded.sources,
            diagnostics: loaded.diagnostics,
        }
    }

    /// Whether there is no project in sight, so that questions are about projects in general.
    pub(super) fn is_nowhere(&self) -> bool {
        self.diagnostics.iter().any(|found| found.rule == &NO_COMPOSE_FILE)
    }

    /// Whether the project could not be loaded without errors.
    pub(super) fn has_errors(&self) -> bool {
        self.diagnostics.has_errors() && !self.is_nowhere()
    }

    /// Says what is wrong with the project.
    pub(super) fn report(&self, console: &Console) {
        if self.has_errors() {
            let mut errors = Diagnostics::default();
            let all = self.diagnostics.iter().filter(|found| found.severity == Severity::Error);
            errors.extend(all.cloned());
            console.report(&errors, &self.sources);
        }
    }
}
