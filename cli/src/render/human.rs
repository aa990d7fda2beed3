//! As rustc and cargo print them.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use compose_model::diagnostic::{Diagnostic, Label, Severity};
use compose_model::source::{Location, SourceMap};

use super::alike::Alike;
use super::source::{Excerpt, excerpts};
use super::text;

/// How many further subjects are named before the rest is counted.
const NAMED: usize = 5;

/// What is said of the comment that made a note of a finding; the reason is to be seen in it.
const ALLOWED: &str = "allowed here";

/// A finding with its source, in colour, and an empty line.
pub(super) fn finding(alike: &Alike<'_>, sources: &SourceMap, width: usize) -> String {
    let finding = &alike.first;
    let diagnostic = finding.first;
    let message = text::one_line(&diagnostic.message);
    let title = level(diagnostic.severity).primary_title(message).id(diagnostic.rule.code);
    let allowed = diagnostic.allowed.as_ref();
    let allowed = allowed.map(|Label { span, .. }| Label { span: *span, text: ALLOWED.to_owned() });
    let others = diagnostic.related.iter().chain(&allowed);
    let excerpts = excerpts(diagnostic.primary.as_ref(), others, sources);
    let mut group = Group::with_title(title);
    for excerpt in &excerpts {
        if excerpt.cut {
            let Location { line, column } = excerpt.location;
            let origin = Origin::path(excerpt.path.as_str()).line(line as usize);
            group = group.element(origin.char_column(column as usize)).element(snippet(excerpt));
        } else {
            group = group.element(snippet(excerpt).path(excerpt.path.as_str()));
        }
    }
    if excerpts.is_empty()
        && let Some(subject) = finding.subjects.first()
    {
        group = group.element(Origin::path(text::one_line(subject)));
    }
    for note in notes(diagnostic, &finding.subjects) {
        group = group.element(Level::NOTE.message(note));
    }
    for help in &diagnostic.help {
        group = group.element(Level::HELP.message(text::printable(help)));
    }
    if let Some(elsewhere) = alike.elsewhere(sources) {
        group = group.element(Level::NOTE.message(elsewhere));
    }
    let rendered = Renderer::styled().term_width(width).render(&[group]);
    format!("{rendered}\n\n")
}

/// Places with their source, the first one marked as the one that counts.
pub(crate) fn places(labels: &[Label], sources: &SourceMap, width: usize) -> String {
    let Some((first, others)) = labels.split_first() else { return String::new() };
    let excerpts = excerpts(Some(first), others, sources);
    let mut group = Group::with_level(Level::NOTE);
    for excerpt in &excerpts {
        group = group.element(snippet(excerpt).path(excerpt.path.as_str()));
    }
    format!("{}\n", Renderer::styled().term_width(width).render(&[group]))
}

/// A finding about the command line or the machine, which has no code and no place.
pub fn message(severity: Severity, message: &str, help: Option<&str>, width: usize) -> String {
    let mut group = Group::with_title(level(severity).primary_title(text::printable(message)));
    if let Some(help) = help {
        group = group.element(Level::HELP.message(text::printable(help)));
    }
    format!("{}\n", Renderer::styled().term_width(width).render(&[group]))
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
}

fn snippet(excerpt: &Excerpt) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
    let marks = excerpt.marks.iter().map(|mark| {
        let kind = if mark.primary { AnnotationKind::Primary } else { AnnotationKind::Context };
        let label = Some(mark.text.as_str()).filter(|text| !text.is_empty());
        kind.span(mark.range.clone()).label(label)
    });
    Snippet::source(excerpt.text.as_str())
        .line_start(excerpt.first_line as usize)
        .annotations(marks)
}

fn notes<'a>(diagnostic: &'a Diagnostic, subjects: &[&'a str]) -> Vec<std::borrow::Cow<'a, str>> {
    let mut notes: Vec<_> = diagnostic.notes.iter().map(|note| text::printable(note)).collect();
    if let [_, others @ ..] = subjects
        && !others.is_empty()
    {
        let named =
            others.iter().take(NAMED).map(|subject| format!("`{}`", text::one_line(subject)));
        let named = named.collect::<Vec<_>>().join(", ");
        let more = match others.len().saturating_sub(NAMED) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        notes.push(format!("the same holds for {named}{more}").into());
    }
    notes
}
