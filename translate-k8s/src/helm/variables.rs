//! Variables of the Compose file that become values of the chart.
//!
//! A word is put in the place of a variable's value, and the project is translated again: where the
//! word arrives in a text is where the value belongs. A variable that decides anything else (a port, a
//! name, whether there is something at all) stays what it is, and a note says so.

use compose_model::Project;
use compose_model::backend::Variables;
use compose_model::diagnostic::{Diagnostic, Diagnostics};
use serde_json::Value;

use super::OpenVariable;
use crate::document::Document;
use crate::object::Object;
use crate::rules::FIXED_VARIABLE;

/// The variables of a chart, and the objects with their words.
#[derive(Clone, Debug)]
pub(crate) struct Opened {
    pub(crate) variables: Vec<OpenVariable>,
    pub(crate) objects: Vec<Object>,
}

/// Opens as many of the variables as can be values.
pub(crate) fn open(
    open: &dyn Variables,
    base: &[Object],
    translate: &mut dyn FnMut(&Project) -> Vec<Object>,
    diagnostics: &mut Diagnostics,
) -> Opened {
    let documents: Vec<Document> = base.iter().map(Document::new).collect();
    let before: Vec<Value> = documents.iter().map(canonical).collect();
    let all = before.iter().map(Value::to_string).collect::<String>();
    let mut opened = Opened { variables: Vec::new(), objects: base.to_vec() };
    let unset = open.unset().iter().filter(|name| !open.asked().contains(name));
    for (number, name) in open.asked().iter().chain(unset).enumerate() {
        let variable =
            OpenVariable { name: name.clone(), word: word(number, &all), default: String::new() };
        let mut candidates = opened.variables.clone();
        candidates.push(variable);
        let values: Vec<(String, String)> =
            candidates.iter().map(|it| (it.name.clone(), it.word.clone())).collect();
        let objects = open.load(&values).map(|project| translate(&project)).unwrap_or_default();
        let after: Vec<Value> = objects.iter().map(|it| canonical(&Document::new(it))).collect();
        match is_same_but_for_words(&before, &after, &mut candidates) {
            Fit::Values => opened = Opened { variables: candidates, objects },
            // Nothing of the chart comes from it, and nobody asked.
            Fit::Unused if !open.asked().contains(name) => {}
            Fit::Unused => {
                let message = format!("nothing in the chart comes from the variable `{name}`");
                diagnostics.push(Diagnostic::new(&FIXED_VARIABLE, message));
            }
            Fit::Structure => {
                let message = format!(
                    "the variable `{name}` is no value of the chart: more than texts depends on it"
                );
                let finding = Diagnostic::new(&FIXED_VARIABLE, message);
                diagnostics.push(finding.help(FIXED_VARIABLE.hint()));
            }
        }
    }
    opened
}

/// How a translation with words fits the one without.
enum Fit {
    /// The words stand in texts, and nowhere else is a difference.
    Values,
    /// The last word stands nowhere.
    Unused,
    /// Something else differs.
    Structure,
}

/// A word that stands nowhere else; what is written in lower case only survives all that a translation
/// does to texts.
fn word(number: usize, all: &str) -> String {
    let mut word = format!("openvariable{number}x");
    while all.contains(&word) {
        word.insert(0, 'o');
    }
    word
}

/// A document without what is derived from its contents, and with the contents of Secrets readable.
fn canonical(document: &Document) -> Value {
    let mut fields = document.fields.clone();
    if document.is_secret()
        && let Some(Value::Object(data)) = fields.get_mut("data")
    {
        for value in data.values_mut() {
            let decoded = value.as_str().and_then(compose_model::yaml::decode_base64);
            if let Some(text) = decoded.and_then(|bytes| String::from_utf8(bytes).ok()) {
                *value = Value::from(text);
            }
        }
    }
    Value::Object(fields)
}

fn is_same_but_for_words(before: &[Value], after: &[Value], variables: &mut [OpenVariable]) -> Fit {
    let jobs = |list: &[Value]| -> Vec<String> {
        let jobs = list.iter().filter(|it| it["kind"] == "Job");
        jobs.filter_map(|it| it["metadata"]["name"].as_str().map(str::to_owned)).collect()
    };
    let (old, new) = (jobs(before), jobs(after));
    if before.len() != after.len() || old.len() != new.len() {
        return Fit::Structure;
    }
    let last = variables.len() - 1;
    let mut seen = vec![false; variables.len()];
    let mut walk = Walk { jobs: old.into_iter().zip(new).collect(), variables, seen: &mut seen };
    if !before.iter().zip(after).all(|(a, b)| walk.is_same(a, b, "")) {
        return Fit::Structure;
    }
    if seen[last] { Fit::Values } else { Fit::Unused }
}

struct Walk<'a> {
    /// The names of Jobs, which end in a hash of their contents.
    jobs: Vec<(String, String)>,
    variables: &'a mut [OpenVariable],
    /// Whether the default of a variable is known.
    seen: &'a mut [bool],
}

impl Walk<'_> {
    fn is_same(&mut self, old: &Value, new: &Value, name: &str) -> bool {
        match (old, new) {
            (Value::Object(old), Value::Object(new)) => {
                old.len() == new.len()
                    && old.iter().zip(new).all(|((name, old), (other, new))| {
                        name == other && self.is_same(old, new, name)
                    })
            }
            (Value::Array(old), Value::Array(new)) => {
                old.len() == new.len()
                    && old.iter().zip(new).all(|(old, new)| self.is_same(old, new, name))
            }
            (Value::String(old), Value::String(new)) => {
                name == "checksum/config" || old == new || self.is_same_text(old, new)
            }
            _ => old == new,
        }
    }

    fn is_same_text(&mut self, old: &str, new: &str) -> bool {
        let mut new = new.to_owned();
        for (before, after) in &self.jobs {
            new = new.replace(after, before);
        }
        // What one text says of a variable holds for all: a default that differs is no value.
        for (variable, seen) in self.variables.iter_mut().zip(self.seen.iter_mut()) {
            if !*seen && let Some(default) = default(old, &new, &variable.word) {
                variable.default = default;
                *seen = true;
            }
            if *seen {
                new = new.replace(&variable.word, &variable.default);
            }
        }
        old == new
    }
}

/// What stands in the place of a word.
fn default(old: &str, new: &str, word: &str) -> Option<String> {
    let (before, after) = new.split_once(word)?;
    let rest = old.strip_prefix(before)?;
    if let Some(default) = rest.strip_suffix(after) {
        return Some(default.to_owned());
    }
    // Another word follows: what stands between both ends the value.
    let next = after.split("openvariable").next().filter(|next| !next.is_empty())?;
    rest.split_once(next).map(|(default, _)| default.to_owned())
}
