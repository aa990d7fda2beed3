//! `docs/messages.schema.json` and what is written say the same. That lines are valid by it, a foreign
//! validator says (`.ci/validate_reports.py`); here no field is missing on either side.

use std::collections::BTreeSet;

use compose_model::diagnostic::{Diagnostic, Effect, Severity};
use compose_model::rules::UNKNOWN_KEY;
use compose_model::source::SourceMap;
use serde_json::Value;

use super::super::{Finding, Summary};

fn schema() -> Value {
    serde_json::from_str(include_str!("../../../../docs/messages.schema.json")).unwrap()
}

fn names<'a>(names: impl IntoIterator<Item = &'a String>) -> BTreeSet<String> {
    names.into_iter().cloned().collect()
}

/// Compares an object with the definition of its kind, and the objects in it with theirs.
fn compare(value: &Value, kind: &str) {
    let schema = schema();
    let definition = &schema["$defs"][kind];
    let written = names(value.as_object().unwrap_or_else(|| panic!("{kind}: {value}")).keys());
    let described = names(definition["properties"].as_object().unwrap().keys());
    assert_eq!(written, described, "{kind}");
    let required: BTreeSet<String> =
        serde_json::from_value(definition["required"].clone()).unwrap();
    assert_eq!(written, required, "every field of a {kind} is always there");
}

#[test]
fn every_field_is_described_and_written() {
    let mut sources = SourceMap::default();
    let file = sources.add("compose.yaml", "services: {}\n");
    let at = compose_model::source::Span::new(file, 0, 8);
    let full = Diagnostic::new(&UNKNOWN_KEY, "m")
        .at(at, "here")
        .related(at, "there")
        .help("help")
        .note("note")
        .fix(at, "text")
        .subject("services");
    let full = Diagnostic { allowed: full.primary.clone(), ..full };
    let finding = Finding { first: &full, subjects: vec!["services"] };
    let line: Value = serde_json::from_str(&super::lines(&finding, &sources)[0]).unwrap();
    compare(&line, "diagnostic");
    compare(&line["primary"], "place");
    compare(&line["primary"]["start"], "point");
    compare(&line["fix"], "fix");
    let summary: Value = serde_json::from_str(&super::summary(&Summary::default())).unwrap();
    compare(&summary, "summary");
    compare(&summary["found"], "found");
    let bare: Value = serde_json::from_str(&super::message(Severity::Error, "m", None)).unwrap();
    compare(&bare, "diagnostic");
    assert_eq!(schema()["properties"]["version"]["const"], super::VERSION);
}

#[test]
fn every_word_is_described() {
    let words = |name: &str| -> Vec<Value> {
        let found = &schema()["$defs"]["diagnostic"]["properties"][name]["enum"];
        serde_json::from_value(found.clone()).unwrap()
    };
    let severities = [Severity::Error, Severity::Warning, Severity::Note].map(Severity::as_str);
    assert_eq!(words("severity"), severities);
    let effects = [
        Effect::Input,
        Effect::Unsupported,
        Effect::Approximated,
        Effect::Insecure,
        Effect::Advice,
    ];
    let mut effects: Vec<Value> = effects.map(|effect| effect.as_str().into()).into();
    effects.push(Value::Null);
    assert_eq!(words("effect"), effects);
}
