//! What each command does, one a file.

mod bridge;
mod check;
mod compare;
mod completions;
mod config;
mod convert;
mod diff;
mod explain;
mod images;
mod lock;
mod man;
mod open_variables;
mod translation;

use compose_model::backend::Backend;
use compose_model::diagnostic::Rule;
use compose_model::load::Loaded;

use crate::args::{Action, Invocation};
use crate::console::Console;
use crate::failure::{Failure, Status};
use crate::policy_file::PolicyFile;
use crate::render::Paths;
use crate::world::World;
use crate::{OsEnv, OsVfs};

pub(crate) use config::resolve;
pub(crate) use explain::trace;
pub use translation::Translated;
pub(crate) use translation::{is_of_loading, translate};

/// Carries out a command on this machine.
pub(crate) fn run(invocation: &Invocation, backends: &[&'static dyn Backend]) -> Status {
    let (vfs, env) = (OsVfs::naming(&invocation.input.files), OsEnv);
    let world = World::new(&vfs, &env);
    let paths = world.as_ref().map(Paths::of).unwrap_or_default();
    let console = Console::new(&invocation.report, paths);
    let status = world.and_then(|world| carry_out(invocation, backends, &world, &console));
    console.finish(status.unwrap_or_else(|failure| {
        console.failure(&failure);
        failure.status
    }))
}

fn carry_out(
    invocation: &Invocation,
    backends: &[&'static dyn Backend],
    world: &World<'_>,
    console: &Console,
) -> Result<Status, Failure> {
    match &invocation.action {
        Action::Convert(target, output) => convert::run(invocation, target, output, world, console),
        Action::Bridge(target, output) => bridge::run(invocation, target, output, world, console),
        Action::Check(targets) => Ok(check::run(invocation, targets, world, console)),
        Action::Compare(targets) => compare::run(invocation, targets, world, console),
        Action::Config(args) => config::run(invocation, args, world, console),
        Action::Diff(args) => diff::run(invocation, args, world, console),
        Action::Explain(args) => explain::run(invocation, args, backends, world, console),
        Action::Images(args) => images::run(invocation, args, world, console),
        Action::Lock(args) => lock::run(invocation, args, world, console),
        Action::Completions(shell) => completions::run(*shell, backends),
        Action::Man(command) => man::run(command.as_deref(), backends),
    }
}

/// Findings count as the command line and the policy file beside the project say. What a
/// command looks for beside what every one does, it says in `own`.
fn judge(invocation: &Invocation, world: &World<'_>, loaded: &mut Loaded, own: &[&Rule]) {
    let policy_file = PolicyFile::read(invocation, world, loaded);
    let is_sound = !loaded.diagnostics.has_errors();
    let is_looked_for = |rule: &Rule| {
        is_sound && (is_of_loading(rule) || own.iter().any(|own| own.code == rule.code))
    };
    let policy = invocation.report.policy.over(policy_file.levels);
    let Loaded { diagnostics, sources, .. } = loaded;
    policy.judge(diagnostics, sources, &invocation.backends, is_looked_for);
}
