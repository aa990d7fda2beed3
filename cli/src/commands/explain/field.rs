//! What a field of the result comes from.

use compose_model::backend::FieldOrigin;
use compose_model::did_you_mean;
use compose_model::explain::path::{Found, Missing};
use compose_model::explain::{self, path};
use compose_model::words::listed;
use compose_model::yaml::Node;
use indexmap::IndexSet;
use serde::Serialize;

use super::case::{Case, Made};
use super::{Answers, key, value};
use crate::failure::Failure;
use crate::render::{self, JsonPlace};

/// Shows a field of the result, for each target that has it.
pub(super) fn show(
    object: &str,
    field: &str,
    case: &Case,
    answers: &mut Answers,
) -> Result<(), Failure> {
    if case.is_nowhere() {
        return Err(Failure::error("there is no project here, so there is no result")
            .help("name the Compose file with `-f`"));
    }
    if case.has_errors() {
        return Err(Failure::error("the project has errors, so there is no result")
            .help("correct what `compose2k8s check` finds"));
    }
    let mut nearest: Option<Missing> = None;
    let mut is_found = false;
    for made in &case.results {
        match made.output.field(object, field) {
            Ok(found) => {
                is_found = true;
                let document = made.output.document(object).map_or(object, |it| it.name.as_str());
                section(document, &found, made, case, answers);
            }
            Err(missing) if !missing.path.is_empty() || nearest.is_none() => {
                nearest = Some(missing);
            }
            Err(_) => {}
        }
    }
    match nearest {
        Some(missing) if !is_found => Err(unknown(object, &missing, case)),
        _ => Ok(()),
    }
}

fn section(object: &str, found: &Found<'_>, made: &Made, case: &Case, answers: &mut Answers) {
    let page = &mut answers.page;
    let title =
        if found.path.is_empty() { object.to_owned() } else { format!("{object}:{}", found.path) };
    page.heading(&title, &format!("= {}", value::short(found.node)));
    if !value::is_short(found.node) {
        value::show(found.node, page);
    }
    if let Some(span) = found.node.origin.place() {
        let (path, line) = made.output.line(span);
        page.item(&format!("in {path}, line {line}, of the result for {}", made.backend.name()));
    }
    let sources = explain::sources(object, &found.path, &made.translation);
    let mut shown: Vec<&str> = Vec::new();
    for source in &sources {
        if shown.contains(&&*source.key) {
            continue;
        }
        shown.push(&source.key);
        page.gap();
        if let Ok(value) = path::find(&case.tree, &source.key) {
            page.line(&format!("from {} = {}", value.path, value::short(value.node)));
            key::origin(value.node, case, page);
        } else {
            page.line(&format!("from {}", source.key));
            page.places(&explain::journey(&source.origin), &case.sources);
        }
    }
    let own = made.own(object, &found.path);
    if sources.is_empty() {
        page.item(own.unwrap_or("compose2k8s adds it; no key asks for it"));
    }
    answers.lines += &json(object, found, &sources, own, made, case);
}

impl Made {
    /// Why a field is there that no key asks for.
    fn own(&self, object: &str, field: &str) -> Option<&'static str> {
        let own = self.backend.own_fields().iter().find(|own| own.covers(object, field));
        own.map(|own| own.why)
    }
}

fn unknown(object: &str, missing: &Missing, case: &Case) -> Failure {
    if missing.rest == object && missing.path.is_empty() {
        return unknown_object(object, case);
    }
    let place = if missing.path.is_empty() { object } else { &missing.path };
    let failure = Failure::usage(format!("`{place}` has no `{}`", missing.rest));
    let known = || missing.known.iter().map(String::as_str);
    match did_you_mean::closest(&missing.rest, known()) {
        Some(closest) => failure.help(format!("did you mean `{closest}`?")),
        None if missing.known.is_empty() => failure,
        None => failure.help(choice(known(), "field")),
    }
}

/// Suggests an object of the same kind, or the same object of a kind with nearly that name.
fn unknown_object(object: &str, case: &Case) -> Failure {
    let failure = Failure::usage(format!("the result has no `{object}`"));
    let documents = || case.results.iter().flat_map(|made| made.output.documents());
    let names: IndexSet<&str> = documents().map(|document| document.name.as_str()).collect();
    let Some((kind, name)) = object.rsplit_once('/') else {
        return failure.help(choice(names, "object"));
    };
    let is_of_kind =
        |known: &&str| known.rsplit_once('/').is_some_and(|(it, _)| it.eq_ignore_ascii_case(kind));
    let of_kind: Vec<&str> = names.iter().copied().filter(is_of_kind).collect();
    if of_kind.is_empty() {
        let same_name = names.iter().copied().filter(|known| {
            known.rsplit_once('/').is_some_and(|(_, it)| it.eq_ignore_ascii_case(name))
        });
        return match did_you_mean::closest(object, same_name) {
            Some(near) => failure.help(format!("did you mean `{near}`?")),
            None => failure.help(choice(names, "object")),
        };
    }
    // The kind makes any two names look alike.
    let own = of_kind.iter().filter_map(|known| Some(known.rsplit_once('/')?.1));
    match did_you_mean::closest(name, own) {
        Some(near) => failure.help(format!("did you mean `{kind}/{near}`?")),
        None => failure.help(choice(of_kind, "object")),
    }
}

/// What there is to ask for.
fn choice<'n>(names: impl IntoIterator<Item = &'n str>, noun: &str) -> String {
    format!("choose among {}", listed(names, noun))
}

#[derive(Serialize)]
struct Content<'a> {
    target: &'static str,
    object: &'a str,
    field: &'a str,
    value: &'a Node,
    sources: Vec<SourceContent<'a>>,
    why: Option<&'static str>,
}

#[derive(Serialize)]
struct SourceContent<'a> {
    key: &'a str,
    origin: Vec<JsonPlace<'a>>,
}

fn json(
    object: &str,
    found: &Found<'_>,
    sources: &[&FieldOrigin],
    own: Option<&'static str>,
    made: &Made,
    case: &Case,
) -> String {
    let journeys: Vec<_> =
        sources.iter().map(|source| (&*source.key, explain::journey(&source.origin))).collect();
    let sources = journeys.iter().map(|(key, journey)| SourceContent {
        key,
        origin: journey.iter().map(|label| render::json_place(label, &case.sources)).collect(),
    });
    let content = Content {
        target: made.backend.name(),
        object,
        field: &found.path,
        value: found.node,
        sources: sources.collect(),
        why: own.filter(|_| journeys.is_empty()),
    };
    render::json_line("field", content) + "\n"
}
