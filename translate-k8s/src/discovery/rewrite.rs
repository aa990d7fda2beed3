//! Hosts that have another name in the cluster: written anew where a text can only mean the host.

use std::ops::Range;

use compose_model::diagnostic::{Diagnostic, Diagnostics, Severity};
use compose_model::model::Service;
use compose_model::{Origin, Project};
use indexmap::IndexMap;

use super::hosts::{self, Hosts};
use super::reading::{ReadText, Reading, ServiceTexts};
use super::scan::{self, Around, Context};
use super::texts::{Field, FileText, Text};
use crate::rules::{HOST_LEFT, HOST_RENAMED};

/// The project with the hosts of renamed services, aliases and container names rewritten in other services'
/// environment, command, entry point and healthcheck, each with a note (`K0102`); other places that name
/// them are reported (`K0103`). `None` where nothing changes.
pub(crate) fn rewrite_hosts(
    project: &Project,
    reading: &Reading<'_>,
    files: &[FileText<'_>],
    diagnostics: &mut Diagnostics,
) -> Option<Project> {
    for file in files {
        report_file(file, &reading.hosts, diagnostics);
    }
    let mut changes = Vec::new();
    let mut renamed = Renamed::new();
    for ServiceTexts { key, texts, .. } in &reading.services {
        for text in texts {
            if let Some(value) = rewrite(key, text, &reading.hosts, &mut renamed, diagnostics) {
                changes.push(Change { service: key, field: text.text.field, value });
            }
        }
    }
    report_renamed(renamed, diagnostics);
    if changes.is_empty() {
        return None;
    }
    let mut rewritten = project.clone();
    for change in changes {
        if let Some(service) = rewritten.services.get_mut(change.service) {
            apply(service, change.field, change.value);
        }
    }
    Some(rewritten)
}

/// The places where hosts were rewritten, by the host and what it became.
type Renamed<'p> = IndexMap<(String, String), Vec<Rewritten<'p>>>;

/// One of them.
struct Rewritten<'p> {
    origin: &'p Origin,
    subject: String,
    /// Where it is, for a message: "`DB_HOST` of `web`".
    place: String,
}

struct Change<'p> {
    service: &'p str,
    field: Field<'p>,
    value: String,
}

/// The text with its renamed hosts, `None` where there are none.
fn rewrite<'p>(
    key: &'p str,
    ReadText { text, candidates }: &ReadText<'p>,
    hosts: &Hosts<'p>,
    renamed: &mut Renamed<'p>,
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    let mut edits: Vec<(Range<usize>, &str)> = Vec::new();
    for candidate in candidates {
        let found = hosts::best(hosts.find(key, candidate.host), candidate.host);
        let replacement = found.and_then(|host| host.replacement.as_deref());
        let Some(replacement) = replacement.filter(|it| *it != candidate.host) else { continue };
        let subject = text.field.subject(key);
        if candidate.context == Context::Word {
            // Only the exact word can be meant: `APP` and `app` are different words.
            if found.is_some_and(|host| host.name == candidate.host) {
                diagnostics.push(left(candidate.host, replacement, text, subject));
            }
            continue;
        }
        let host = (candidate.host.to_owned(), replacement.to_owned());
        let place = format!("{} of `{key}`", text.field.describe());
        let rewritten = Rewritten { origin: text.origin, subject, place };
        renamed.entry(host).or_default().push(rewritten);
        edits.push((candidate.range.clone(), replacement));
    }
    if edits.is_empty() {
        return None;
    }
    let mut value = String::with_capacity(text.value.len());
    let mut at = 0;
    for (range, replacement) in edits {
        value.push_str(&text.value[at..range.start]);
        value.push_str(replacement);
        at = range.end;
    }
    value.push_str(&text.value[at..]);
    Some(value)
}

/// Reports each host that was rewritten, with all its places.
fn report_renamed(renamed: Renamed<'_>, diagnostics: &mut Diagnostics) {
    for ((host, replacement), places) in renamed {
        let message = match places.as_slice() {
            [one] => format!("the host `{host}` becomes `{replacement}` in {}", one.place),
            some => format!("the host `{host}` becomes `{replacement}` in {} places", some.len()),
        };
        let finding = Diagnostic::new(&HOST_RENAMED, message)
            .at_all(places.into_iter().map(|place| (place.origin, place.subject)));
        diagnostics.push(finding);
    }
}

fn left(word: &str, replacement: &str, text: &Text<'_>, subject: String) -> Diagnostic {
    let message = format!(
        "`{word}` stays in {}, though the host is `{replacement}` now",
        text.field.describe()
    );
    let mut diagnostic = Diagnostic::new(&HOST_LEFT, message).at(text.origin, "").subject(subject);
    diagnostic.severity = Severity::Note;
    diagnostic
}

/// Reports the hosts of a file that have other names now, each once: a file stays as it is.
fn report_file<'p>(file: &'p FileText<'p>, hosts: &Hosts<'p>, diagnostics: &mut Diagnostics) {
    let mut found: IndexMap<&str, (&str, bool)> = IndexMap::new();
    for candidate in scan::candidates(&file.text, Around::default()) {
        let host = hosts.find(file.service, candidate.host).iter();
        let Some(host) = host.into_iter().find(|host| host.name == candidate.host) else {
            continue;
        };
        let Some(replacement) = host.replacement.as_deref() else { continue };
        let (_, sure) = found.entry(candidate.host).or_insert((replacement, false));
        *sure |= candidate.context != Context::Word;
    }
    for (name, (replacement, sure)) in found {
        let message = format!(
            "the file `{}` of `{}` names `{name}`, which is `{replacement}` now",
            file.name, file.service
        );
        let mut diagnostic =
            Diagnostic::new(&HOST_LEFT, message).at(file.origin, "").subject(file.subject.clone());
        if !sure {
            diagnostic.severity = Severity::Note;
        }
        diagnostics.push(diagnostic);
    }
}

fn apply(service: &mut Service, field: Field<'_>, value: String) {
    let word = match field {
        Field::Environment(key) => {
            if let Some(entry) = service.environment.get_mut(key) {
                entry.value = Some(value);
            }
            return;
        }
        Field::Entrypoint(index) => service.entrypoint.as_mut().and_then(|it| it.get_mut(index)),
        Field::Command(index) => service.command.as_mut().and_then(|it| it.get_mut(index)),
        Field::Healthcheck(index) => service
            .healthcheck
            .as_mut()
            .and_then(|check| check.test.as_mut())
            .and_then(|test| test.get_mut(index)),
    };
    if let Some(word) = word {
        *word = value;
    }
}
