//! The last lines: what was done, and what a person should judge it by.

use std::fmt::Write;

use compose_model::diagnostic::{Diagnostics, Effect, Severity};
use serde::Serialize;

use super::text;

/// What a run came to.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Summary {
    /// Services of the project that take part.
    pub services: usize,
    /// Services that no active profile enables.
    pub disabled_services: usize,
    /// YAML documents of the result.
    pub documents: usize,
    /// What the target calls one of them, for people.
    #[serde(skip)]
    pub noun: &'static str,
    /// Files that the documents need beside them.
    pub side_files: usize,
    /// Where the result went; nothing was written without one.
    pub destination: Option<String>,
    /// Files of an earlier run that were removed.
    pub removed: usize,
    /// What was found.
    pub found: Counts,
}

/// The numbers of findings.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Counts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Notes.
    pub notes: usize,
    /// Findings of any severity whose effect is `approximated`.
    pub approximated: usize,
    /// Findings of any severity whose effect is `unsupported`.
    pub unsupported: usize,
    /// Findings of any severity whose effect is `insecure`.
    pub insecure: usize,
}

impl Counts {
    /// Counts findings.
    pub fn of(diagnostics: &Diagnostics) -> Self {
        let effect = |effect| diagnostics.iter().filter(|d| d.rule.effect == effect).count();
        Self {
            errors: diagnostics.count(Severity::Error),
            warnings: diagnostics.count(Severity::Warning),
            notes: diagnostics.count(Severity::Note),
            approximated: effect(Effect::Approximated),
            unsupported: effect(Effect::Unsupported),
            insecure: effect(Effect::Insecure),
        }
    }
}

impl Summary {
    /// The last lines for people.
    pub(crate) fn text(&self, verb: &str, notes_are_shown: bool) -> String {
        let found = self.found.line(notes_are_shown);
        let found = found.map(|line| line + "\n").unwrap_or_default();
        if self.found.errors == 0 {
            return format!("{}\n{found}", self.done(verb));
        }
        // A check has looked at everything, whatever it found. Where nothing is written, nothing is lost.
        if verb == "checked" {
            return found;
        }
        format!("{}: nothing was {verb}\n", self.found.severities(notes_are_shown))
    }

    fn done(&self, verb: &str) -> String {
        let mut line = format!("{} {verb}", count(self.services, "service"));
        if let Some(destination) = &self.destination {
            let _ = write!(line, " to {}", count(self.documents, self.noun));
            if self.side_files > 0 {
                let _ = write!(line, " and {}", count(self.side_files, "side file"));
            }
            if destination != "-" {
                let _ = write!(line, " in {}", text::one_line(destination));
            }
        }
        let mut more = Vec::new();
        if self.disabled_services > 0 {
            more.push(format!("{} left out by profile", self.disabled_services));
        }
        if self.removed > 0 {
            more.push(format!("{} of an earlier run removed", count(self.removed, "file")));
        }
        if !more.is_empty() {
            let _ = write!(line, " ({})", more.join(", "));
        }
        line
    }
}

impl Counts {
    /// The line about what was found; `None` where nothing was.
    pub(crate) fn line(&self, notes_are_shown: bool) -> Option<String> {
        let parts = [self.severities(notes_are_shown), self.effects()];
        let parts = parts.into_iter().filter(|part| !part.is_empty());
        Some(parts.collect::<Vec<_>>().join("; ")).filter(|line| !line.is_empty())
    }

    fn severities(&self, notes_are_shown: bool) -> String {
        let counts = [(self.errors, "error"), (self.warnings, "warning"), (self.notes, "note")];
        let found = counts.iter().filter(|(n, _)| *n > 0).map(|(n, noun)| count(*n, noun));
        let found = found.collect::<Vec<_>>().join(", ");
        let how = if notes_are_shown || self.notes == 0 { "" } else { " (-v shows them)" };
        found + how
    }

    /// Effects are counted whatever became of a finding: a loss that a policy allows is one nevertheless.
    fn effects(&self) -> String {
        let counts = [
            (self.approximated, "approximated"),
            (self.unsupported, "unsupported"),
            (self.insecure, "insecure"),
        ];
        let found = counts.iter().filter(|(n, _)| *n > 0).map(|(n, name)| format!("{n} {name}"));
        found.collect::<Vec<_>>().join(", ")
    }
}

/// `1 file`, `2 files`.
pub(crate) fn count(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}
