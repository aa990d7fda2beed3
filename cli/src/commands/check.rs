//! `check`: what a translation would say, without a result.

use crate::args::{Invocation, Target};
use crate::console::Console;
use crate::failure::Status;
use crate::world::World;

/// Translates the project to each target for its findings.
pub(super) fn run(
    invocation: &Invocation,
    targets: &[Target],
    world: &World<'_>,
    console: &Console,
) -> Status {
    let translated = super::translate(invocation, targets, world);
    console.report(&translated.diagnostics, &translated.sources);
    console.summary("checked", &translated.summary);
    if translated.summary.found.errors == 0 { Status::Done } else { Status::Errors }
}
