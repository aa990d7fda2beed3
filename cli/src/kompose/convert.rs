//! `convert`: the project as files of Kubernetes manifests.

use compose_model::Project;
use compose_model::backend::{Backend, Context, Flow, Progress};
use compose_model::diagnostic::{Diagnostics, Rule, Severity};
use compose_model::yaml::Node;
use translate_k8s::Options;
use translate_k8s::helm::{self, Chart};
use translate_k8s::options::{Identity, NetworkPolicies};
use translate_k8s::rules::{KOMPOSE_VALUE, RULES};

use super::args::Args;
use super::{flags, input, project, write};
use crate::commands::is_of_loading;
use crate::console::Console;
use crate::failure::{Failure, Status};
use crate::policy::Policy;
use crate::world::World;
use crate::{OsEnv, OsVfs, Threads};

/// Translates the project and writes the result, unless there is an error.
pub(super) fn run(
    args: &Args,
    backends: &[&'static dyn Backend],
    console: &Console,
) -> Result<Status, Failure> {
    let mut warnings = flags::check(args)?;
    let (vfs, env) = (OsVfs::naming(&args.files), OsEnv);
    let world = World::new(&vfs, &env)?;
    let (options, about_input) = input::options(args, &world)?;
    warnings.extend(about_input);

    let loaded = world.load(&options);
    let (mut diagnostics, mut objects) = (loaded.diagnostics, Vec::new());
    let mut files = Vec::new();
    let is_sound = !diagnostics.has_errors();
    if let Some(mut project) = loaded.project.filter(|_| is_sound) {
        warnings.extend(project::apply(args, &mut project));
        let options = translation(args, &project);
        let progress = &mut |_: Progress<'_>| Flow::Continue;
        let mut context = Context {
            vfs: world.vfs,
            diagnostics: &mut diagnostics,
            progress,
            trace: false,
            workers: &Threads::default(),
        };
        objects = translate_k8s::translate(&project, &options, &mut context).objects;
        if args.chart {
            let name = project.name.as_str();
            let (objects, open) = (&objects, &objects);
            let variables = &[];
            files = helm::render(&Chart {
                name,
                objects,
                open,
                options: &options,
                kube_version: None,
                variables,
            });
        }
    }
    refuse_wrong_labels(&mut diagnostics);
    let strict = args.error_on_warning && !args.suppress_warnings;
    if strict {
        deny_warnings(&mut diagnostics);
    }
    // Where there are errors, the translation did not look for anything.
    let is_looked_for = |rule: &Rule| {
        is_sound && (is_of_loading(rule) || RULES.iter().any(|it| it.code == rule.code))
    };
    Policy::default().judge(&mut diagnostics, &loaded.sources, backends, is_looked_for);
    for warning in &warnings {
        console.warning(warning);
    }
    console.report(&diagnostics, &loaded.sources);
    if diagnostics.has_errors() {
        return Ok(Status::Errors);
    }
    if strict && !warnings.is_empty() {
        return Err(Failure::error("there are warnings, and `--error-on-warning` is given"));
    }
    let written = if args.chart {
        let compose_file = loaded.files.first().map_or("", String::as_str);
        write::chart(&files, compose_file, args, &loaded.sources)?
    } else {
        write::objects(&objects, args, &loaded.sources)?
    };
    for path in written {
        console.created(&path);
    }
    Ok(Status::Done)
}

/// What the translation is told: Kompose's defaults where they are not ours, unless the project has its
/// own in `x-k8s`.
fn translation(args: &Args, project: &Project) -> Options {
    let mut options = Options::default();
    options.identity = Identity::Kompose;
    options.namespace.clone_from(&args.namespace);
    options.create_namespace = args.namespace.is_some();
    if let Some(size) = &args.pvc_request_size {
        options.volume_size.clone_from(size);
    } else if !says(project, &["storage", "size"]) {
        CLAIM_SIZE.clone_into(&mut options.volume_size);
    }
    if args.network_policies {
        options.network_policies = NetworkPolicies::Always;
    } else if !says(project, &["networkPolicies"]) {
        options.network_policies = NetworkPolicies::Never;
    }
    options
}

/// What Kompose asks for where neither a flag nor a label says a size.
const CLAIM_SIZE: &str = "100Mi";

/// Whether the project has a setting in `x-k8s`.
fn says(project: &Project, keys: &[&str]) -> bool {
    let mut node = project.extensions.get("x-k8s");
    for key in keys {
        node = node.and_then(Node::as_mapping).and_then(|settings| settings.get(key));
    }
    node.is_some()
}

/// Kompose stops at wrong labels, where it notices them.
fn refuse_wrong_labels(diagnostics: &mut Diagnostics) {
    for finding in diagnostics.iter_mut().filter(|it| it.rule.code == KOMPOSE_VALUE.code) {
        finding.severity = Severity::Error;
    }
}

fn deny_warnings(diagnostics: &mut Diagnostics) {
    for finding in diagnostics.iter_mut().filter(|it| it.severity == Severity::Warning) {
        finding.severity = Severity::Error;
    }
}
