//! `convert`: the project as files of Kubernetes manifests.

use compose_model::backend::{Context, Flow, Progress};
use compose_model::diagnostic::{Diagnostics, Severity};
use compose_model::load;
use translate_k8s::Options;
use translate_k8s::options::{Identity, NetworkPolicies};

use super::args::Args;
use super::{flags, input, project, write};
use crate::console::Console;
use crate::failure::{Failure, Status};
use crate::world::World;
use crate::{OsEnv, OsVfs};

/// Translates the project and writes the result, unless there is an error.
pub(super) fn run(args: &Args, console: &Console) -> Result<Status, Failure> {
    let mut warnings = flags::check(args)?;
    let (vfs, env) = (OsVfs::default(), OsEnv);
    let world = World::new(&vfs, &env)?;
    let (options, about_input) = input::options(args, &world)?;
    warnings.extend(about_input);

    let loaded = load::load(world.vfs, world.env, &options);
    let (mut diagnostics, mut objects) = (loaded.diagnostics, Vec::new());
    if let Some(mut project) = loaded.project.filter(|_| !diagnostics.has_errors()) {
        warnings.extend(project::apply(args, &mut project));
        let progress = &mut |_: Progress<'_>| Flow::Continue;
        let mut context =
            Context { vfs: world.vfs, diagnostics: &mut diagnostics, progress, trace: false };
        objects = translate_k8s::translate(&project, &translation(args), &mut context).objects;
    }
    let strict = args.error_on_warning && !args.suppress_warnings;
    if strict {
        deny_warnings(&mut diagnostics);
    }
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
    for path in write::objects(&objects, args, &loaded.sources)? {
        console.created(&path);
    }
    Ok(Status::Done)
}

/// What the translation is told: Kompose's defaults where they are not ours.
fn translation(args: &Args) -> Options {
    let mut options = Options::default();
    options.identity = Identity::Kompose;
    options.namespace.clone_from(&args.namespace);
    options.create_namespace = args.namespace.is_some();
    options.volume_size.clone_from(&args.pvc_request_size);
    options.network_policies =
        if args.network_policies { NetworkPolicies::Always } else { NetworkPolicies::Never };
    options
}

fn deny_warnings(diagnostics: &mut Diagnostics) {
    for finding in diagnostics.iter_mut().filter(|it| it.severity == Severity::Warning) {
        finding.severity = Severity::Error;
    }
}
