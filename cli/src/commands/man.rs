//! `man`: the manual page.

use clap_mangen::Man;
use compose_model::backend::Backend;

use crate::args;
use crate::failure::{Failure, Status};
use crate::output;

/// Prints the page of a command, or that of the program.
pub(super) fn run(
    command: Option<&str>,
    backends: &[&'static dyn Backend],
) -> Result<Status, Failure> {
    let mut root = args::command(backends);
    root.build();
    let page = match command {
        None => root,
        Some(name) => {
            let found = root.find_subcommand(name).cloned();
            let names = root.get_subcommands().map(clap::Command::get_name);
            let names = names.collect::<Vec<_>>().join("`, `");
            let command = found.ok_or_else(|| {
                Failure::usage(format!("`{name}` is not a command"))
                    .help(format!("give one of `{names}`"))
            })?;
            // Built subcommands carry `compose2k8s-convert`, under which `man` looks for the page.
            let title = command.get_display_name().unwrap_or(name).to_owned();
            command.name(title)
        }
    };
    let mut text = Vec::new();
    Man::new(page)
        .render(&mut text)
        .map_err(|error| Failure::error(format!("cannot render the manual page: {error}")))?;
    output::to_stdout(&text)?;
    Ok(Status::Done)
}
