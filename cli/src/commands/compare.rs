//! `compare`: what each target keeps, changes and loses of a project, as a table.

mod keys;
mod table;
#[cfg(test)]
mod tests;
mod text;

use compose_model::backend::Backend;
use serde::Serialize;

use super::Translated;
use crate::args::{Invocation, Target};
use crate::console::Console;
use crate::failure::{Failure, Status};
use crate::output;
use crate::render::{MessageFormat, json_line, terminal_width};
use crate::world::World;
use table::Table;

/// Translates the project to each target and compares what was found.
pub(super) fn run(
    invocation: &Invocation,
    targets: &[Target],
    world: &World<'_>,
    console: &Console,
) -> Result<Status, Failure> {
    let translated = super::translate(invocation, targets, world);
    // The table tells the rest.
    console.report_errors(&translated.diagnostics, &translated.sources);
    let backends: Vec<&dyn Backend> = targets.iter().map(|target| target.backend).collect();
    if let Some(table) = compare(&translated, &backends) {
        if invocation.report.format == MessageFormat::Json {
            output::to_stdout(json(&table).as_bytes())?;
        } else {
            let text = text::text(&table, invocation.report.verbosity, terminal_width());
            output::to_terminal(&text)?;
        }
    }
    let is_broken = translated.summary.found.errors > 0;
    Ok(if is_broken { Status::Errors } else { Status::Done })
}

/// The table; `None` where there is no project that could be translated.
fn compare(translated: &Translated, backends: &[&dyn Backend]) -> Option<Table> {
    let project = translated.project.as_ref().filter(|_| translated.is_translated)?;
    Some(Table::new(project, &translated.diagnostics, backends))
}

fn json(table: &Table) -> String {
    #[derive(Serialize)]
    struct Comparison<'a> {
        targets: &'a [&'static str],
        keys: Vec<Key<'a>>,
        totals: Vec<table::Totals>,
    }
    #[derive(Serialize)]
    struct Key<'a> {
        key: String,
        outcomes: Vec<&'a table::Cell>,
    }
    let keys = table.rows.iter();
    let keys = keys.map(|row| Key { key: row.path(), outcomes: row.cells.iter().collect() });
    let totals = (0..table.targets.len()).map(|target| table.totals(target));
    let comparison =
        Comparison { targets: &table.targets, keys: keys.collect(), totals: totals.collect() };
    json_line("comparison", comparison) + "\n"
}
