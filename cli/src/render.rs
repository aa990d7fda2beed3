//! How findings are shown.
//!
//! The order is by severity, then by place: errors come last, next to the prompt, where they are
//! read first. Findings that say the same of the same place for several keys (an anchor that five
//! services use) are shown once.

mod alike;
mod azure;
mod escapes;
mod github;
mod human;
mod json;
mod messages;
mod paths;
mod sarif;
mod short;
mod source;
pub(crate) mod style;
mod summary;
#[cfg(test)]
mod tests;
mod text;

use std::io::{self, Write};

use compose_model::diagnostic::{Diagnostic, Diagnostics, Severity};
use compose_model::source::SourceMap;

pub use human::message;
pub(crate) use human::places;
pub(crate) use json::{Place as JsonPlace, line as json_line, place as json_place};
pub(crate) use messages::{MessageFormat, Messages};
pub use paths::Paths;
pub(crate) use summary::count;
pub use summary::{Counts, Summary};
pub(crate) use text::one_line;

/// Findings with the files that they point into.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    /// The findings.
    pub diagnostics: &'a Diagnostics,
    /// The files.
    pub sources: &'a SourceMap,
    /// The least severe kind to show.
    pub least: Severity,
}

/// Findings that differ in their subject only, shown as one.
#[derive(Clone, Debug)]
pub(crate) struct Finding<'a> {
    pub(crate) first: &'a Diagnostic,
    pub(crate) subjects: Vec<&'a str>,
}

impl<'a> Report<'a> {
    /// Writes them as people read them, with colours. Many that are alike are shown as one, unless notes
    /// are wanted too.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn human(&self, width: usize, out: &mut dyn Write) -> io::Result<()> {
        let findings = self.findings();
        let shown = match self.least {
            Severity::Note => alike::single(findings),
            Severity::Warning | Severity::Error => alike::fold(findings),
        };
        for alike in &shown {
            out.write_all(human::finding(alike, self.sources, width).as_bytes())?;
        }
        Ok(())
    }

    /// Writes one line for each.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn short(&self, out: &mut dyn Write) -> io::Result<()> {
        for finding in self.findings() {
            writeln!(out, "{}", short::line(&finding, self.sources))?;
        }
        Ok(())
    }

    /// Writes one JSON object for each, a line each.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        for finding in self.findings() {
            for line in json::lines(&finding, self.sources) {
                writeln!(out, "{line}")?;
            }
        }
        Ok(())
    }

    /// Writes one annotation of GitHub Actions for each.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn github(&self, paths: &Paths, out: &mut dyn Write) -> io::Result<()> {
        for finding in self.findings() {
            writeln!(out, "{}", github::line(&finding, self.sources, paths))?;
        }
        Ok(())
    }

    /// Writes one annotation of Azure Pipelines for each.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn azure(&self, paths: &Paths, out: &mut dyn Write) -> io::Result<()> {
        for finding in self.findings() {
            writeln!(out, "{}", azure::line(&finding, self.sources, paths))?;
        }
        Ok(())
    }

    /// Adds them to what will be one SARIF document.
    pub(crate) fn sarif(&self, paths: &Paths, log: &mut sarif::Log) {
        for finding in self.findings() {
            log.add(&finding, self.sources, paths);
        }
    }

    fn findings(&self) -> Vec<Finding<'a>> {
        let shown = self.diagnostics.iter().filter(|d| d.severity <= self.least);
        let mut shown: Vec<&Diagnostic> = shown.collect();
        let place = |d: &Diagnostic| d.primary.as_ref().map(|label| label.span);
        // Stable: findings of one place stay in the order in which they were made.
        shown.sort_by_key(|d| (std::cmp::Reverse(d.severity), place(d)));
        let mut findings: Vec<Finding<'a>> = Vec::with_capacity(shown.len());
        for diagnostic in shown {
            let subject = diagnostic.subject.as_deref();
            match findings.last_mut().filter(|last| same_but_for_subject(last.first, diagnostic)) {
                Some(last) => last.subjects.extend(subject),
                None => findings
                    .push(Finding { first: diagnostic, subjects: subject.into_iter().collect() }),
            }
        }
        findings
    }
}

fn same_but_for_subject(a: &Diagnostic, b: &Diagnostic) -> bool {
    let told = |d: &Diagnostic| Diagnostic { subject: None, ..d.clone() };
    a.rule.code == b.rule.code && a.primary == b.primary && told(a) == told(b)
}

/// The message of a finding, and the key that it is about where it has no place to tell that.
fn told(finding: &Finding<'_>) -> String {
    let message = &finding.first.message;
    match finding.subjects.first().filter(|_| finding.first.primary.is_none()) {
        Some(subject) => format!("{message} (`{subject}`)"),
        None => message.clone(),
    }
}

/// As [`told`], with all that belongs to it, a line each.
fn full_message(finding: &Finding<'_>) -> String {
    let diagnostic = finding.first;
    let notes = diagnostic.notes.iter().map(|note| format!("\nnote: {note}"));
    let help = diagnostic.help.iter().map(|help| format!("\nhelp: {help}"));
    notes.chain(help).fold(told(finding), |all, part| all + &part)
}

/// The width of the terminal, or a width that suits a log.
pub fn terminal_width() -> usize {
    terminal_size::terminal_size().map_or(LOG_WIDTH, |(width, _)| usize::from(width.0).max(40))
}

/// Wide enough for most messages, and not too wide for a log.
pub(crate) const LOG_WIDTH: usize = 120;
