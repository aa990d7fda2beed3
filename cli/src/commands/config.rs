//! `config`: the resolved project, as `docker compose config` prints it.

mod hash;
mod listing;

use std::collections::BTreeSet;
use std::fmt::Display;
use std::path::Path;

use compose_model::Project;
use compose_model::load::{self, Loaded, Merged, Skip};
use compose_model::model::Dollars;

use super::Translated;
use crate::args::{ConfigArgs, Invocation, Print, Verbosity};
use crate::console::Console;
use crate::failure::{Failure, Status};
use crate::output;
use crate::render::{Counts, Summary};
use crate::world::World;

/// Loads the project and prints what was asked for, unless there is an error.
pub(super) fn run(
    invocation: &Invocation,
    args: &ConfigArgs,
    world: &World<'_>,
    console: &Console,
) -> Result<Status, Failure> {
    let loaded = load(invocation, args, world);
    console.report(&loaded.diagnostics, &loaded.sources);
    let found = Counts::of(&loaded.diagnostics);
    let text = match (&loaded.project, &loaded.merged) {
        _ if found.errors > 0 => None,
        (Some(project), _) => Some(text(project, &loaded, args)?),
        (None, Some(merged)) => Some(merged_text(merged, args)?),
        (None, None) => None,
    };
    let Some(text) = text else {
        console.summary("resolved", &Summary { found, ..Summary::default() });
        return Ok(Status::Errors);
    };
    if invocation.report.verbosity == Verbosity::Quiet {
        return Ok(Status::Done);
    }
    match args.output.as_deref() {
        None | Some("-") => output::to_stdout(text.as_bytes())?,
        Some(path) => {
            output::to_file(Path::new(path), text.as_bytes(), false, &loaded.sources)?;
        }
    }
    Ok(Status::Done)
}

/// What is found on the way, without the text.
pub(crate) fn resolve(invocation: &Invocation, args: &ConfigArgs, world: &World<'_>) -> Translated {
    let Loaded { diagnostics, sources, .. } = load(invocation, args, world);
    let summary = Summary { found: Counts::of(&diagnostics), ..Summary::default() };
    Translated { diagnostics, sources, summary, ..Translated::default() }
}

fn load(invocation: &Invocation, args: &ConfigArgs, world: &World<'_>) -> Loaded {
    let mut loaded = world.load(&load_options(invocation, args, world));
    super::judge(invocation, world, &mut loaded, &[]);
    loaded
}

fn load_options(invocation: &Invocation, args: &ConfigArgs, world: &World<'_>) -> load::Options {
    let mut options = invocation.input.load_options(world.working_dir.clone());
    options.skip = args.skip;
    options.services.clone_from(&args.services);
    if args.print == Print::Variables {
        options.skip = Skip::default();
        options.skip.interpolation = true;
    }
    // As `docker compose`: what is not listed here needs a project also without values.
    options.skip.decoding = options.skip.interpolation
        && matches!(args.print, Print::Project | Print::Services | Print::Variables);
    options
}

/// What is printed of the files as they are written, with the variables in them.
fn merged_text(merged: &Merged, args: &ConfigArgs) -> Result<String, Failure> {
    match &args.print {
        Print::Services => Ok(listing::lines(merged.services().collect::<BTreeSet<_>>())),
        Print::Variables => listing::variables(merged.variables(), args.json),
        _ if args.json => printed(merged.to_json()),
        _ => printed(merged.to_yaml()),
    }
}

/// The text with a line end.
fn printed<E: Display>(text: Result<String, E>) -> Result<String, Failure> {
    let text =
        text.map_err(|error| Failure::error(format!("the project cannot be printed: {error}")))?;
    Ok(if text.ends_with('\n') { text } else { text + "\n" })
}

fn text(project: &Project, loaded: &Loaded, args: &ConfigArgs) -> Result<String, Failure> {
    Ok(match &args.print {
        Print::Project if args.json => printed(project.to_json(Dollars::Doubled))?,
        // Lists of variables are made of the files as they are written.
        Print::Project | Print::Variables => printed(project.to_yaml(Dollars::Doubled))?,
        Print::Services => listing::lines(listing::services(project)),
        Print::Volumes => listing::names(&project.volumes),
        Print::Networks => listing::names(&project.networks),
        Print::Models => listing::names(&project.models),
        Print::Profiles => listing::lines(&loaded.declared_profiles),
        Print::Images => listing::lines(listing::images(project)),
        Print::Environment => listing::environment(&loaded.variables),
        Print::Hash(services) => hash::lines(project, services)?,
    })
}
