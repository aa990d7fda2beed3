//! The command line of Kompose: what runs under the name `kompose`, or as `compose2k8s kompose`.
//!
//! Pipelines call `kompose convert` in ways that they cannot change: Azure's `KubernetesManifest` task,
//! GitHub's k8s-bake, Skaffold. So flags, file names, defaults and lines on the standard error are
//! Kompose's; the translation behind them is ours. What differs on purpose is said, and listed in
//! docs/kompose.md.
//!
//! What always holds:
//! - No flag is ignored: each one works, or says why it does not.
//! - `kubectl apply` updates what Kompose made: [`Identity::Kompose`](translate_k8s::options::Identity).
//! - The rest of the command line knows this module by [`run`], [`is_meant`] and [`command`] only.

mod args;
mod convert;
mod flags;
mod input;
mod project;
mod values;
mod write;

use std::ffi::{OsStr, OsString};
use std::path::Path;

use clap::ColorChoice;
use compose_model::backend::Backend;

pub(crate) use args::command;

use crate::args::{ReportArgs, Verbosity};
use crate::console::Console;
use crate::failure::{Failure, Status};
use crate::output;
use crate::render::{MessageFormat, Paths};
use args::{Action, Args};

/// The version of Kompose whose command line this is.
pub(crate) const VERSION: &str = "1.38.0";

/// Whether a program of this name is meant to be Kompose.
pub(crate) fn is_meant(program: &OsStr) -> bool {
    Path::new(program).file_stem().is_some_and(|name| name.eq_ignore_ascii_case("kompose"))
}

/// Runs the command line, whose first word is the program. Every failure is 1, as with Kompose.
pub(crate) fn run(
    words: impl IntoIterator<Item = OsString>,
    backends: &[&'static dyn Backend],
) -> Status {
    let args = match Args::parse(words) {
        Ok(args) => args,
        Err(refusal) => return refuse(refusal),
    };
    let console = Console::new(&report(&args), Paths::default());
    let done = match &args.action {
        Action::Convert => convert::run(&args, backends, &console),
        Action::Completion(shell) => completion(*shell),
        Action::Version => output::to_stdout(version().as_bytes()).map(|()| Status::Done),
        Action::Help => help(),
    };
    done.unwrap_or_else(|failure| {
        console.failure(&failure);
        Status::Errors
    })
}

fn report(args: &Args) -> ReportArgs {
    let verbosity = match (args.suppress_warnings, args.verbose) {
        (true, _) => Verbosity::Quiet,
        (false, true) => Verbosity::Verbose,
        (false, false) => Verbosity::Normal,
    };
    ReportArgs { format: MessageFormat::Human, verbosity, ..ReportArgs::default() }
}

fn refuse(refusal: args::Refusal) -> Status {
    match refusal {
        args::Refusal::Usage(failure) => {
            Console::new(&ReportArgs::default(), Paths::default()).failure(&failure);
            Status::Errors
        }
        args::Refusal::Clap(error) => {
            // Where not even this can be printed, the exit code still says it.
            let _ = error.print();
            if error.use_stderr() { Status::Errors } else { Status::Done }
        }
    }
}

/// `1.38.0 (…)`: scripts take the first word, as with Kompose.
fn version() -> String {
    format!("{VERSION} (compose2k8s {})\n", env!("CARGO_PKG_VERSION"))
}

fn completion(shell: clap_complete::Shell) -> Result<Status, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command(), "kompose", &mut script);
    output::to_stdout(&script).map(|()| Status::Done)
}

fn help() -> Result<Status, Failure> {
    let help = command().color(ColorChoice::Never).render_help().to_string();
    output::to_stdout(help.as_bytes()).map(|()| Status::Done)
}
