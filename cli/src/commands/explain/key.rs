//! Where a value of the project comes from, and what became of it.

use compose_model::backend::FieldOrigin;
use compose_model::coverage::fate;
use compose_model::diagnostic::Diagnostic;
use compose_model::did_you_mean;
use compose_model::explain::path::{self, Found, Missing};
use compose_model::explain::{self, Outcome};
use compose_model::schema::{self, Key};
use compose_model::yaml::Node;
use serde::Serialize;

use super::case::{Case, Made};
use super::page::Page;
use super::reference::{self, FateContent};
use super::{Answers, value};
use crate::args::Target;
use crate::failure::Failure;
use crate::render::{self, JsonPlace};

/// More fields than this are listed without what stands below them.
const SHOWN_WHOLE: usize = 3;

/// Shows a value of the project.
pub(super) fn show(
    question: &str,
    case: &Case,
    targets: &[Target],
    answers: &mut Answers,
) -> Result<(), Failure> {
    let found = match path::find(&case.tree, question) {
        Ok(found) => found,
        Err(missing) => return absent(question, &missing, case, targets, answers),
    };
    let key = schema::key_of(&found.path);
    let page = &mut answers.page;
    page.heading(&found.path, &equals(found.node));
    if !value::is_short(found.node) {
        value::show(found.node, page);
    }
    origin(found.node, case, page);
    for diagnostic in about(&found, case) {
        page.item(&finding(diagnostic));
    }
    for made in &case.results {
        let outcome = made.outcome(&found.path);
        section(&outcome, key, made, page);
    }
    answers.lines += &json(&found, key, case);
    Ok(())
}

fn equals(node: &Node) -> String {
    format!("= {}", value::short(node))
}

/// Where the value was written, and what brought it here.
pub(super) fn origin(node: &Node, case: &Case, page: &mut Page) {
    let journey = explain::journey(&node.origin);
    if journey.is_empty() {
        let by = node.origin.generated_by().map_or("no file says it", explain::cause);
        page.item(by);
    }
    page.places(&journey, &case.sources);
    for name in variables(node) {
        let from = match case.project.environment.get(&name) {
            Some(_) => "comes from the environment",
            None => "is set nowhere",
        };
        page.item(&format!("`{name}` {from}"));
    }
}

/// The variables in the value that no file sets.
fn variables(node: &Node) -> Vec<String> {
    let steps = node.origin.steps().filter_map(|step| match step {
        compose_model::origin::Step::Variable { name, defined: None, .. } => Some(name.to_string()),
        _ => None,
    });
    steps.collect()
}

/// What the loader found about the value itself.
fn about<'a>(found: &Found<'_>, case: &'a Case) -> impl Iterator<Item = &'a Diagnostic> {
    let path = found.path.clone();
    case.diagnostics.iter().filter(move |d| d.subjects().any(|subject| subject == path))
}

impl Made {
    /// What became of a key.
    pub(super) fn outcome(&self, key: &str) -> Outcome<'_> {
        explain::outcome(key, &self.translation, &self.diagnostics)
    }

    /// The value of a field.
    pub(super) fn value(&self, field: &FieldOrigin) -> Option<&Node> {
        self.output.field(&field.object, &field.field).ok().map(|found| found.node)
    }
}

fn section(outcome: &Outcome<'_>, key: Option<&Key>, made: &Made, page: &mut Page) {
    page.gap();
    page.line(&format!("To {}:", made.backend.name()));
    let whole = outcome.fields.len() <= SHOWN_WHOLE;
    for field in &outcome.fields {
        let name = name(field);
        match made.value(field) {
            Some(node) if whole && !value::is_short(node) => {
                page.item(&name);
                value::show(node, page);
            }
            Some(node) => page.item(&format!("{name} = {}", value::short(node))),
            None => page.item(&name),
        }
    }
    for diagnostic in &outcome.findings {
        page.item(&finding(diagnostic));
    }
    if outcome.fields.is_empty() && outcome.findings.is_empty() {
        let fate = key.and_then(|key| fate(made.backend.coverage(), &key.path));
        page.item(&reference::sentence(fate));
    }
}

/// A field as people ask for it.
pub(super) fn name(field: &FieldOrigin) -> String {
    match &*field.field {
        "" => field.object.clone(),
        path => format!("{}:{path}", field.object),
    }
}

/// A finding in one line.
pub(super) fn finding(diagnostic: &Diagnostic) -> String {
    let (severity, code) = (diagnostic.severity.as_str(), diagnostic.rule.code);
    format!("{severity}[{code}]: {}", diagnostic.message)
}

/// A key that the project does not set.
fn absent(
    question: &str,
    missing: &Missing,
    case: &Case,
    targets: &[Target],
    answers: &mut Answers,
) -> Result<(), Failure> {
    if case.has_errors() {
        return Err(Failure::error(format!(
            "the project has errors, so `{question}` is not known"
        ))
        .help("correct what `compose2k8s check` finds"));
    }
    // The named thing must be there; what it does not set may be asked for.
    if let Some(key) = schema::key_of(question).filter(|_| missing.path.contains('.')) {
        answers.page.heading(question, "is not set in this project");
        for target in targets {
            reference::target_section(key, target.backend, &mut answers.page);
        }
        answers.lines += &render::json_line("value", Absent { key: question, value: None });
        answers.lines += "\n";
        return Ok(());
    }
    let place = if missing.path.is_empty() { "the project" } else { &missing.path };
    let rest = missing.rest.trim_start_matches('.');
    let part = rest.split(['.', '[']).next().filter(|part| !part.is_empty()).unwrap_or(rest);
    let of_schema = schema::key_of(&missing.path).into_iter().flat_map(|above| {
        let below = schema::keys().iter().map(|key| key.path.as_str());
        below.filter_map(|path| path.strip_prefix(above.path.as_str())?.strip_prefix('.'))
    });
    let known = missing.known.iter().map(String::as_str).chain(of_schema);
    let failure = Failure::usage(format!("`{place}` has no `{part}`"));
    Err(match did_you_mean::closest(part, known) {
        Some(closest) => failure.help(format!("did you mean `{closest}`?")),
        None if missing.known.is_empty() => failure,
        None => failure.help(format!("there are `{}`", missing.known.join("`, `"))),
    })
}

#[derive(Serialize)]
struct Absent<'a> {
    key: &'a str,
    value: Option<&'a str>,
}

#[derive(Serialize)]
struct Content<'a> {
    key: &'a str,
    value: &'a Node,
    generated_by: Option<&'static str>,
    origin: Vec<JsonPlace<'a>>,
    targets: Vec<TargetContent<'a>>,
}

#[derive(Serialize)]
struct TargetContent<'a> {
    target: &'static str,
    fields: Vec<FieldContent<'a>>,
    findings: Vec<FindingContent<'a>>,
    #[serde(flatten)]
    fate: FateContent,
}

#[derive(Serialize)]
struct FieldContent<'a> {
    object: &'a str,
    field: &'a str,
    value: Option<&'a Node>,
}

#[derive(Serialize)]
struct FindingContent<'a> {
    code: &'static str,
    severity: &'static str,
    message: &'a str,
}

fn json(found: &Found<'_>, key: Option<&Key>, case: &Case) -> String {
    let journey = explain::journey(&found.node.origin);
    let targets = case.results.iter().map(|made| {
        let Outcome { fields, findings } = made.outcome(&found.path);
        TargetContent {
            target: made.backend.name(),
            fate: FateContent::new(key.and_then(|key| fate(made.backend.coverage(), &key.path))),
            fields: fields
                .into_iter()
                .map(|field| FieldContent {
                    object: &field.object,
                    field: &field.field,
                    value: made.value(field),
                })
                .collect(),
            findings: findings
                .into_iter()
                .map(|found| FindingContent {
                    code: found.rule.code,
                    severity: found.severity.as_str(),
                    message: &found.message,
                })
                .collect(),
        }
    });
    let content = Content {
        key: &found.path,
        value: found.node,
        generated_by: found.node.origin.generated_by(),
        origin: journey.iter().map(|label| render::json_place(label, &case.sources)).collect(),
        targets: targets.collect(),
    };
    render::json_line("value", content) + "\n"
}
