//! From the command line's flags to a translation, with nothing written yet.

use std::mem;

use compose_model::Project;
use compose_model::backend::{
    Context, Environment, Flow, Holds, LOCKED, OptionValues, OutputFile, Package, Progress,
    Variables,
};
use compose_model::diagnostic::{Diagnostics, Rule, Severity};
use compose_model::load::{self, Locked};
use compose_model::source::SourceMap;

use super::open_variables::OpenVariables;
use crate::Threads;
use crate::args::{Invocation, Target};
use crate::environment;
use crate::policy_file::PolicyFile;
use crate::render::{Counts, Summary};
use crate::world::World;

/// What came of loading a project and translating it.
#[derive(Clone, Debug, Default)]
pub struct Translated {
    /// The files of the result, for each target; none of any where there is an error.
    pub files: Vec<Vec<OutputFile>>,
    /// The project, as far as it could be loaded.
    pub project: Option<Project>,
    /// Whether it was translated: one with errors is not.
    pub is_translated: bool,
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
    let mut loaded = world.load(&options);
    let is_sound = !loaded.diagnostics.has_errors();
    let policy_file = PolicyFile::read(invocation, world, &mut loaded);
    let policy = invocation.report.policy.over(policy_file.levels.clone());
    let mut translated = Translated {
        diagnostics: loaded.diagnostics,
        sources: loaded.sources,
        ..Translated::default()
    };
    if let Some(project) = loaded.project {
        translated.summary.services = project.services.len();
        translated.summary.disabled_services = project.disabled_services.len();
        for target in targets {
            let variants = variants(target, &options, &policy_file, world, &mut translated);
            let Some(variants) = variants.filter(|_| is_sound) else { continue };
            // A name that the project does not have may be one of an environment that is not loaded.
            if variants.len() >= policy_file.environments.len() {
                let further = variants.iter().map(|variant| &variant.project);
                let projects: Vec<&Project> = [&project].into_iter().chain(further).collect();
                policy.report_unknown(&projects, &mut translated.diagnostics);
            }
            let base = (&project, &locked(target.options(&policy_file), &options));
            let open = OpenVariables::find(
                target,
                &options,
                &loaded.variables,
                &translated.sources,
                world,
            );
            let files =
                files(target, base, &variants, open.as_ref(), world, &mut translated.diagnostics);
            translated.files.push(files);
        }
        translated.is_translated = is_sound;
        translated.project = Some(project);
    }
    // Where there are errors, later stages did not run and did not look for anything.
    let is_looked_for = |rule: &Rule| {
        let is_of = |target: &Target| target.backend.rules().iter().any(|r| r.code == rule.code);
        is_sound && (is_of_loading(rule) || targets.iter().any(is_of))
    };
    let Translated { diagnostics, sources, .. } = &mut translated;
    policy.judge(diagnostics, sources, &invocation.backends, is_looked_for);
    translated.summary.found = Counts::of(&translated.diagnostics);
    if translated.diagnostics.count(Severity::Error) > 0 {
        translated.files.clear();
    }
    translated
}

/// A project as it is in an environment.
struct Variant {
    name: String,
    project: Project,
    options: OptionValues,
}

/// Loads the environments that the target's form holds; `None` where one of them has errors.
fn variants(
    target: &Target,
    options: &load::Options,
    policy_file: &PolicyFile,
    world: &World<'_>,
    translated: &mut Translated,
) -> Option<Vec<Variant>> {
    let form = target.form.as_ref().filter(|form| form.format.holds == Holds::Environments);
    let Some(form) = form else { return Some(Vec::new()) };
    let mut environments = policy_file.environments.clone();
    environment::merge(&mut environments, form.environments.iter().cloned());
    let mut variants = Vec::with_capacity(environments.len());
    for environment in &environments {
        let sources = mem::take(&mut translated.sources);
        let options = environment.load_options(options);
        let loaded = world.load_beside(sources, &options);
        translated.sources = loaded.sources;
        let is_sound = !loaded.diagnostics.has_errors();
        let findings = loaded.diagnostics.iter().cloned();
        translated.diagnostics.extend_noted(findings, &environment.note());
        if let Some(project) = loaded.project.filter(|_| is_sound) {
            let options = locked(target.options_in(Some(environment), policy_file), &options);
            variants.push(Variant { name: environment.name.clone(), project, options });
        }
    }
    (variants.len() == environments.len()).then_some(variants)
}

/// Tells a target that images must be pinned.
fn locked(mut values: OptionValues, options: &load::Options) -> OptionValues {
    if options.locked != Locked::No {
        values.push(LOCKED, "true");
    }
    values
}

fn files(
    target: &Target,
    (project, options): (&Project, &OptionValues),
    variants: &[Variant],
    open: Option<&OpenVariables<'_>>,
    world: &World<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<OutputFile> {
    let progress = &mut |_: Progress<'_>| Flow::Continue;
    let mut context = Context {
        vfs: world.vfs,
        diagnostics,
        progress,
        trace: false,
        workers: &Threads::default(),
    };
    let Some(form) = &target.form else {
        return target.backend.translate(project, options, &mut context).files;
    };
    let environments: Vec<Environment<'_>> = variants
        .iter()
        .map(|Variant { name, project, options }| Environment { name, project, options })
        .collect();
    let format = form.format.name;
    let variables = open.map(|open| open as &dyn Variables);
    let package = Package { format, project, options, environments: &environments, variables };
    target.backend.package(&package, &mut context).files
}

/// Whether every run looks for a rule; what concerns digests, `lock` looks for.
pub(crate) fn is_of_loading(rule: &Rule) -> bool {
    rule.code.starts_with('C') && !rule.code.starts_with("C09")
}
