//! `convert`: the project as files for a target.

use std::mem::{self, ManuallyDrop};

use compose_model::backend::{OutputFile, Role};

use crate::args::{Destination, Invocation, OutputArgs, Target};
use crate::console::Console;
use crate::failure::{Failure, Status};
use crate::output;
use crate::world::World;

/// Translates the project and writes the result, unless there is an error.
pub(super) fn run(
    invocation: &Invocation,
    target: &Target,
    output: &OutputArgs,
    world: &World<'_>,
    console: &Console,
) -> Result<Status, Failure> {
    // The command ends here: memory is freed all at once then, and not value by value before.
    let mut translated =
        ManuallyDrop::new(super::translate(invocation, std::slice::from_ref(target), world));
    let Some(files) = translated.files.pop().map(ManuallyDrop::new) else {
        console.report(&translated.diagnostics, &translated.sources);
        console.summary("converted", &translated.summary);
        return Ok(Status::Errors);
    };
    if output.check {
        console.report(&translated.diagnostics, &translated.sources);
        return check(&files, &output.destination, console);
    }
    let written = output::write(&files, output, &translated.sources);
    console.report(&translated.diagnostics, &translated.sources);
    let written = written?;
    for path in written.kept {
        console.warning(&format!(
            "`{path}` is no part of the result any more, but was edited: it stays"
        ));
    }
    let count = |role| files.iter().filter(|file| file.role == role).count();
    let mut summary = mem::take(&mut translated.summary);
    summary.documents = count(Role::Document);
    summary.noun = target.backend.noun();
    summary.side_files = count(Role::Side);
    summary.destination = written.destination;
    summary.removed = written.removed;
    console.summary("converted", &summary);
    Ok(Status::Done)
}

/// Says how what is there differs from what would be written.
fn check(
    files: &[OutputFile],
    destination: &Destination,
    console: &Console,
) -> Result<Status, Failure> {
    let drift = output::check(files, destination)?;
    let place = match destination {
        Destination::Folder(path) | Destination::File(path) => path.display().to_string(),
        Destination::Stdout => "-".to_owned(),
    };
    let Some(summary) = drift.summary() else {
        console.done(&format!("`{place}` is up to date"));
        return Ok(Status::Done);
    };
    output::to_terminal(&drift.differences())?;
    Err(Failure::error(format!("`{place}` is not up to date: {summary}"))
        .help("run the same command without `--check`"))
}
