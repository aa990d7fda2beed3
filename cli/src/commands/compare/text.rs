//! The table as people read it.

use std::fmt::Write;

use super::table::{Cell, Outcome, Row, Table, Totals};
use crate::args::Verbosity;
use crate::render::one_line;
use crate::render::style::{BOLD, PLAIN, WIDEST};

/// Space between two columns.
const GAP: usize = 2;

/// The table, what its codes mean, and the numbers; only the numbers with `-q`, what is kept too with `-v`.
pub(super) fn text(table: &Table, verbosity: Verbosity, width: usize) -> String {
    let width = width.min(WIDEST);
    let mut text = String::new();
    let rows: Vec<&Row> = match verbosity {
        Verbosity::Quiet => Vec::new(),
        Verbosity::Normal => table.rows.iter().filter(|row| !row.is_kept()).collect(),
        Verbosity::Verbose => table.rows.iter().collect(),
    };
    if !rows.is_empty() {
        write_rows(&rows, table, width, &mut text);
        write_codes(table, width, &mut text);
    }
    write_totals(table, &mut text);
    if verbosity == Verbosity::Normal && rows.len() < table.rows.len() {
        let _ = writeln!(text, "\n-v lists what every target keeps too");
    }
    text
}

fn write_rows(rows: &[&Row], table: &Table, width: usize, text: &mut String) {
    let columns: Vec<usize> = (0..table.targets.len())
        .map(|target| {
            let cells = rows.iter().map(|row| cell_text(&row.cells[target]).chars().count());
            cells.chain([table.targets[target].len()]).max().unwrap_or_default() + GAP
        })
        .collect();
    let longest = rows.iter().map(|row| row.attribute.key.chars().count() + GAP).max();
    // A long key is cut rather than the table broken.
    let room = width.saturating_sub(columns.iter().sum::<usize>()).max(16);
    let first = longest.unwrap_or_default().clamp(16, room);
    let _ = write!(text, "{:first$}", "");
    for (target, column) in table.targets.iter().zip(&columns) {
        let _ =
            write!(text, "{:GAP$}{BOLD}{target}{PLAIN}{:2$}", "", "", column - GAP - target.len());
    }
    end_line(text);
    let mut owner = None;
    for row in rows {
        if owner != Some(&row.attribute.owner) {
            owner = Some(&row.attribute.owner);
            let title = title(&row.attribute.owner);
            let _ = writeln!(text, "{BOLD}{}{PLAIN}", one_line(title));
        }
        let key = match row.attribute.key.as_str() {
            "" => "(as a whole)",
            key => key,
        };
        let _ = write!(text, "  {}", padded(key, first - GAP));
        for (cell, column) in row.cells.iter().zip(&columns) {
            let shown = cell_text(cell);
            let space = column - GAP - shown.chars().count();
            let colour = colour(cell.outcome);
            let _ = write!(text, "{:GAP$}{colour}{shown}{PLAIN}{:space$}", "", "");
        }
        end_line(text);
    }
}

/// `services.web` is shown as the service's name alone: most of the table is about services.
fn title(owner: &str) -> &str {
    match owner {
        "" => "the project",
        owner => owner.strip_prefix("services.").unwrap_or(owner),
    }
}

/// `lost K0604`, `insecure K0314 +2`.
fn cell_text(cell: &Cell) -> String {
    let word = cell.outcome.as_str();
    match cell.codes.as_slice() {
        [] => word.to_owned(),
        [code] => format!("{word} {code}"),
        [code, others @ ..] => format!("{word} {code} +{}", others.len()),
    }
}

fn write_codes(table: &Table, width: usize, text: &mut String) {
    if table.rules.is_empty() {
        return;
    }
    text.push('\n');
    for (code, rule) in &table.rules {
        let sentence = rule.what.split_inclusive(". ").next().unwrap_or_default();
        text.push_str(code);
        let mut column = code.len();
        for word in sentence.split_whitespace() {
            let length = word.chars().count();
            let space = if column == code.len() { GAP } else { 1 };
            if column + space + length > width {
                column = code.len() + GAP;
                let _ = write!(text, "\n{:column$}{word}", "");
            } else {
                column += space;
                let _ = write!(text, "{:space$}{word}", "");
            }
            column += length;
        }
        text.push('\n');
    }
    let _ = writeln!(text, "\n`compose2k8s explain CODE` says more, `check` says where");
}

fn write_totals(table: &Table, text: &mut String) {
    if !text.is_empty() {
        text.push('\n');
    }
    let names = table.targets.iter().map(|name| name.len()).max().unwrap_or_default();
    let totals: Vec<Totals> = (0..table.targets.len()).map(|at| table.totals(at)).collect();
    let refused = totals.iter().any(|totals| totals.refused > 0);
    let _ = write!(
        text,
        "{:names$}  {:>6}  {:>7}  {:>6}  {:>8}",
        "", "kept", "changed", "lost", "insecure"
    );
    if refused {
        let _ = write!(text, "  {:>7}", "refused");
    }
    text.push('\n');
    for (name, Totals { kept, changed, lost, insecure, refused: errors }) in
        table.targets.iter().zip(totals)
    {
        let _ = write!(
            text,
            "{BOLD}{name:names$}{PLAIN}  {kept:>6}  {changed:>7}  {lost:>6}  {insecure:>8}"
        );
        if refused {
            let _ = write!(text, "  {errors:>7}");
        }
        text.push('\n');
    }
}

/// A text of just this many characters; what is longer ends in `…`.
fn padded(text: &str, width: usize) -> String {
    let text = one_line(text);
    if text.chars().count() <= width {
        return format!("{text:width$}");
    }
    let shown: String = text.chars().take(width.saturating_sub(1)).collect();
    shown + "…"
}

fn end_line(text: &mut String) {
    text.truncate(text.trim_end_matches(' ').len());
    text.push('\n');
}

fn colour(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Kept => "\u{1b}[32m",
        Outcome::Changed => "\u{1b}[36m",
        Outcome::Lost => "\u{1b}[33m",
        Outcome::Insecure | Outcome::Refused => "\u{1b}[1;31m",
    }
}
