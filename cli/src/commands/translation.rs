//! From the command line's flags to a translation, with nothing written yet.

use compose_model::backend::{Context, Flow, OutputFile};
use compose_model::diagnostic::{Diagnostics, Rule, Severity};
use compose_model::load;
use compose_model::source::SourceMap;

use crate::args::{Invocation, Target};
use crate::policy_file::PolicyFile;
use crate::render::{Counts, Summary};
use crate::world::World;

/// What came of loading a project and translating it.
#[derive(Clone, Debug, Default)]
pub struct Translated {
    /// The files of the result, for each target; none of any where there is an error.
    pub files: Vec<Vec<OutputFile>>,
    /// All that was found.
    pub diagnostics: Diagnostics,
    /// The files that were read.
    pub sources: SourceMap,
    /// The numbers, as far as they are known.
    pub summary: Summary,
}

/// Loads the project that the flags name and translates it to each target.
pub(crate) fn translate(
    invocation: &Invocation,
    targets: &[Target],
    world: &World<'_>,
) -> Translated {
    let options = invocation.input.load_options(world.working_dir.clone());
    let mut loaded = load::load(world.vfs, world.env, &options);
    let is_sound = !loaded.diagnostics.has_errors();
    let policy_file = PolicyFile::read(invocation, world, &mut loaded);
    let mut diagnostics = loaded.diagnostics;
    let (mut files, mut summary) = (Vec::new(), Summary::default());
    if let Some(project) = loaded.project {
        summary.services = project.services.len();
        summary.disabled_services = project.disabled_services.len();
        if is_sound {
            files.extend(targets.iter().map(|target| {
                let progress = &mut |_: compose_model::backend::Progress<'_>| Flow::Continue;
                let mut context = Context {
                    vfs: world.vfs,
                    diagnostics: &mut diagnostics,
                    progress,
                    trace: false,
                };
                let options = target.options(&policy_file);
                target.backend.translate(&project, &options, &mut context).files
            }));
        }
    }
    // Where there are errors, later stages did not run and did not look for anything.
    let is_looked_for = |rule: &Rule| {
        let is_of = |target: &Target| target.backend.rules().iter().any(|r| r.code == rule.code);
        is_sound && (rule.code.starts_with('C') || targets.iter().any(is_of))
    };
    let policy = invocation.report.policy.over(policy_file.levels);
    policy.judge(&mut diagnostics, &loaded.sources, &invocation.backends, is_looked_for);
    summary.found = Counts::of(&diagnostics);
    if diagnostics.count(Severity::Error) > 0 {
        files.clear();
    }
    Translated { files, diagnostics, sources: loaded.sources, summary }
}
