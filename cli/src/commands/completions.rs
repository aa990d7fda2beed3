//! `completions`: a script for the shell.

use clap_complete::Shell;
use compose_model::backend::Backend;

use crate::args;
use crate::failure::{Failure, Status};
use crate::output;

/// Prints the script.
pub(super) fn run(shell: Shell, backends: &[&'static dyn Backend]) -> Result<Status, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut args::command(backends), "compose2k8s", &mut script);
    output::to_stdout(&script)?;
    Ok(Status::Done)
}
