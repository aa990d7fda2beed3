//! `config`: the resolved project, as `docker compose config` prints it.
use crate::args::{ConfigArgs, Invocation};
use crate::console::Console;
use crate::failure::{Failure, Status};
use crate::world::World;
pub(super) fn run(
    _: &Invocation,
    _: &ConfigArgs,
    _: &World<'_>,
    _: Console,
) -> Result<Status, Failure> {
    Ok(Status::Done)
}
