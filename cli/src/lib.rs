//! The command line as a library: everything but `fn main`.
//!
//! It is a library so that a program with further back ends is one crate and one line
//! (`examples/custom-backend.rs`), and so that tests can run the whole of it. What a library user of
//! the translations could want is in compose-model and the back ends; only files, colours, flags and
//! exit codes are here.

mod areas;
mod args;
mod backends;
mod commands;
mod console;
mod difference;
pub mod docs;
mod environment;
mod failure;
mod git;
mod kompose;
mod os_env;
mod os_vfs;
mod output;
mod panic;
mod policy;
mod policy_file;
#[cfg(feature = "registry")]
mod registry;
pub mod render;
pub mod rules;
mod threads;
mod world;

use std::ffi::OsString;
use std::process::ExitCode;

use compose_model::backend::{Backend, Translation};

pub use backends::BACKENDS;
pub use commands::Translated;
pub use os_env::OsEnv;
pub use os_vfs::OsVfs;
pub use policy::all_rules;
pub use threads::Threads;
pub use world::World;

use args::{Action, Refusal, ReportArgs};
use console::Console;
use failure::Status;
use render::Paths;

/// The README's example compiles and holds.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;

/// Runs the command line with these back ends; the first is the default target.
///
/// The exit code is 0 when all went well (there may be warnings), 1 when the project or its
/// translation has errors, 2 for wrong usage.
pub fn run(
    args: impl IntoIterator<Item = OsString>,
    backends: &[&'static dyn Backend],
) -> ExitCode {
    panic::install_hook();
    let args: Vec<OsString> = args.into_iter().collect();
    let words = match args.as_slice() {
        [program, ..] if kompose::is_meant(program) => Some(&args[..]),
        [_, command, ..] if command == "kompose" => Some(&args[1..]),
        _ => None,
    };
    if let Some(words) = words {
        return kompose::run(words.iter().cloned(), backends).into();
    }
    let status = match args::parse(args, backends) {
        Ok(invocation) => commands::run(&invocation, backends),
        Err(Refusal::Usage(failure)) => {
            let console = Console::new(&ReportArgs::default(), Paths::default());
            console.failure(&failure);
            console.finish(failure.status)
        }
        Err(Refusal::Clap(error)) => {
            // Where not even this can be printed, the exit code still says it.
            let _ = error.print();
            if error.use_stderr() { Status::Usage } else { Status::Done }
        }
    };
    status.into()
}

/// Does what `convert`, `check` or `config` does with these arguments, up to the point where it would
/// write a result, and sees nothing of the machine but `world`. The fixtures and the examples of the
/// rules are tested through it.
///
/// # Errors
/// The message for the user, where the arguments are wrong or ask for something else.
pub fn translate(
    args: impl IntoIterator<Item = OsString>,
    backends: &[&'static dyn Backend],
    world: &World<'_>,
) -> Result<Translated, String> {
    let invocation = args::parse(args, backends).map_err(|refusal| match refusal {
        Refusal::Usage(failure) => failure.message,
        Refusal::Clap(error) => error.to_string(),
    })?;
    match &invocation.action {
        Action::Convert(target, _) => {
            Ok(commands::translate(&invocation, std::slice::from_ref(target), world))
        }
        Action::Check(targets) => Ok(commands::translate(&invocation, targets, world)),
        Action::Config(args) => Ok(commands::resolve(&invocation, args, world)),
        _ => Err("neither `convert` nor `check` nor `config`".to_owned()),
    }
}

/// Does what `convert` does with these arguments, as [`translate`] does, and says where the fields of the
/// result come from. Nothing comes of a project with errors.
///
/// # Errors
/// The message for the user, where the arguments are wrong or ask for something else.
pub fn trace(
    args: impl IntoIterator<Item = OsString>,
    backends: &[&'static dyn Backend],
    world: &World<'_>,
) -> Result<Translation, String> {
    let invocation = args::parse(args, backends).map_err(|refusal| match refusal {
        Refusal::Usage(failure) => failure.message,
        Refusal::Clap(error) => error.to_string(),
    })?;
    match &invocation.action {
        Action::Convert(target, _) => Ok(commands::trace(&invocation, target, world)),
        _ => Err("not `convert`".to_owned()),
    }
}
