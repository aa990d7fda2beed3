//! For programs: one JSON object a line, described in `docs/messages.md` and
//! `docs/messages.schema.json`.
//!
//! Fields are added without a new version; [`VERSION`] grows when one changes its meaning or goes.

use compose_model::diagnostic::{Diagnostic, Label, Severity};
use compose_model::source::{Location, SourceMap, Span};
use serde::Serialize;

use super::{Finding, Summary};

/// The version of the format.
const VERSION: u32 = 1;

/// The lines of a finding: one for each key that it is about.
pub(super) fn lines(finding: &Finding<'_>, sources: &SourceMap) -> Vec<String> {
    let subjects = finding.subjects.iter().map(|subject| Some(*subject));
    let none = finding.subjects.is_empty().then_some(None);
    let messages =
        subjects.chain(none).map(|subject| Content::new(finding.first, subject, sources));
    messages.map(|message| line("diagnostic", message)).collect()
}

/// A finding about the command line or the machine.
pub(crate) fn message(severity: Severity, message: &str, help: Option<&str>) -> String {
    let content = Content {
        code: None,
        name: None,
        severity: severity.as_str(),
        effect: None,
        message,
        subject: None,
        further_subjects: Vec::new(),
        primary: None,
        related: Vec::new(),
        help: help.into_iter().collect(),
        notes: Vec::new(),
        fix: None,
        allowed: None,
    };
    line("diagnostic", content)
}

pub(crate) fn summary(summary: &Summary) -> String {
    line("summary", summary)
}

#[derive(Serialize)]
struct Envelope<T> {
    version: u32,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(flatten)]
    content: T,
}

#[derive(Serialize)]
struct Content<'a> {
    code: Option<&'a str>,
    name: Option<&'a str>,
    severity: &'a str,
    effect: Option<&'a str>,
    message: &'a str,
    subject: Option<&'a str>,
    further_subjects: Vec<&'a str>,
    primary: Option<Place<'a>>,
    related: Vec<Place<'a>>,
    help: Vec<&'a str>,
    notes: Vec<&'a str>,
    fix: Option<Fix<'a>>,
    allowed: Option<Place<'a>>,
}

/// A range in a file: lines and columns count from 1, columns in characters, offsets in bytes.
#[derive(Serialize)]
pub(crate) struct Place<'a> {
    path: &'a str,
    start: Point,
    end: Point,
    text: &'a str,
}

#[derive(Serialize)]
struct Point {
    line: u32,
    column: u32,
    offset: u32,
}

#[derive(Serialize)]
struct Fix<'a> {
    path: &'a str,
    start: Point,
    end: Point,
    replacement: &'a str,
}

impl<'a> Content<'a> {
    fn new(diagnostic: &'a Diagnostic, subject: Option<&'a str>, sources: &'a SourceMap) -> Self {
        Self {
            code: Some(diagnostic.rule.code),
            name: Some(diagnostic.rule.name),
            severity: diagnostic.severity.as_str(),
            effect: Some(diagnostic.rule.effect.as_str()),
            message: &diagnostic.message,
            subject,
            further_subjects: diagnostic.further.iter().map(|it| it.subject.as_str()).collect(),
            primary: diagnostic.primary.as_ref().map(|label| place(label, sources)),
            related: diagnostic.related.iter().map(|label| place(label, sources)).collect(),
            help: diagnostic.help.iter().map(String::as_str).collect(),
            notes: diagnostic.notes.iter().map(String::as_str).collect(),
            fix: diagnostic.fix.as_ref().map(|fix| {
                let (path, start, end) = range(fix.span, sources);
                Fix { path, start, end, replacement: &fix.replacement }
            }),
            allowed: diagnostic.allowed.as_ref().map(|label| place(label, sources)),
        }
    }
}

/// A place with its words.
pub(crate) fn place<'a>(label: &'a Label, sources: &'a SourceMap) -> Place<'a> {
    let (path, start, end) = range(label.span, sources);
    Place { path, start, end, text: &label.text }
}

fn range(span: Span, sources: &SourceMap) -> (&str, Point, Point) {
    let file = sources.file(span.file);
    let point = |offset| {
        let Location { line, column } = file.location(offset);
        Point { line, column, offset }
    };
    (file.path(), point(span.start), point(span.end))
}

/// An object of the format, in one line.
pub(crate) fn line(kind: &'static str, content: impl Serialize) -> String {
    let envelope = Envelope { version: VERSION, kind, content };
    // Texts and numbers in structs of our own always serialise.
    serde_json::to_string(&envelope).unwrap_or_default()
}

#[cfg(test)]
mod tests;
