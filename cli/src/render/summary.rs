//! The last lines: what was done, and what a person should judge it by.

use std::fmt::Write;

use compose_model::diagnostic::{Diagnostics, Effect, Severity};
use serde::Serialize;

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
    /// Errors and warnings whose effect is `approximated`.
    pub approximated: usize,
    /// Errors and warnings whose effect is `unsupported`.
    pub unsupported: usize,
    /// Errors and warnings whose effect is `insecure`.
    pub insecure: usize,
}

impl Counts {
    /// Counts findings.
    pub fn of(diagnostics: &Diagnostics) -> Self {
        let effect = |effect| {
            let loud = diagnostics.iter().filter(|d| d.severity != Severity::Note);
            loud.filter(|d| d.rule.effect == effect).count()
        };
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
        if self.found.errors > 0 {
            let found = found.unwrap_or_default();
            // A check has looked at everything, whatever it found.
            return match verb {
                "checked" => format!("{found}\n"),
                _ => format!("{found}: nothing was {verb}\n"),
            };
        }
        let found = found.map(|line| line + "\n").unwrap_or_default();
        format!("{}\n{found}", self.done(verb))
    }

    fn done(&self, verb: &str) -> String {
        let mut line = format!("{} {verb}", count(self.services, "service"));
        if let Some(destination) = &self.destination {
            let _ = write!(line, " to {}", count(self.documents, self.noun));
            if self.side_files > 0 {
                let _ = write!(line, " and {}", count(self.side_files, "side file"));
            }
            if destination != "-" {
                let _ = write!(line, " in {destination}");
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
        let mut parts = Vec::new();
        if self.errors > 0 {
            parts.push(count(self.errors, "error"));
        }
        if self.warnings > 0 {
            parts.push(count(self.warnings, "warning"));
        }
        let effects = [
            (self.approximated, "approximated"),
            (self.unsupported, "unsupported"),
            (self.insecure, "insecure"),
        ];
        let effects = effects.iter().filter(|(n, _)| *n > 0).map(|(n, name)| format!("{n} {name}"));
        let effects = effects.collect::<Vec<_>>().join(", ");
        if let Some(last) = parts.last_mut().filter(|_| !effects.is_empty()) {
            let _ = write!(last, " ({effects})");
        }
        if self.notes > 0 {
            let how = if notes_are_shown { "" } else { " (-v shows them)" };
            parts.push(format!("{}{how}", count(self.notes, "note")));
        }
        Some(parts.join(", ")).filter(|line| !line.is_empty())
    }
}

/// `1 file`, `2 files`.
pub(crate) fn count(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}
