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
///
/// All are tried together, and where that does not fit, each half alone: a hundred variables without a
/// fault among them cost one translation.
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
    let names: Vec<&String> = open.asked().iter().chain(unset).collect();
    let mut pending = Vec::new();
    pending.push(0..names.len());
    while let Some(group) = pending.pop().filter(|group| !group.is_empty()) {
        let mut candidates: Vec<Candidate> =
            opened.variables.iter().map(Candidate::known).collect();
        candidates
            .extend(group.clone().map(|number| Candidate::new(names[number], word(number, &all))));
        let values: Vec<(String, String)> =
            candidates.iter().map(|it| (it.name.clone(), it.word.clone())).collect();
        let objects = open.load(&values).map(|project| translate(&project)).unwrap_or_default();
        let after: Vec<Value> = objects.iter().map(|it| canonical(&Document::new(it))).collect();
        if is_same_but_for_words(&before, &after, &mut candidates) {
            let unused = candidates.iter().filter(|it| it.default.is_none());
            for candidate in unused.filter(|it| open.asked().contains(&it.name)) {
                let name = &candidate.name;
                let message = format!("nothing in the chart comes from the variable `{name}`");
                diagnostics.push(Diagnostic::new(&FIXED_VARIABLE, message));
            }
            let variables = candidates.into_iter().filter_map(Candidate::opened).collect();
            opened = Opened { variables, objects };
        } else if group.len() > 1 {
            let middle = group.start + group.len() / 2;
            pending.extend([middle..group.end, group.start..middle]);
        } else {
            let message = format!(
                "the variable `{}` is no value of the chart: more than texts depends on it",
                names[group.start]
            );
            let finding = Diagnostic::new(&FIXED_VARIABLE, message);
            diagnostics.push(finding.help(FIXED_VARIABLE.hint()));
        }
    }
    opened
}

/// A variable that is tried.
struct Candidate {
    name: String,
    word: String,
    /// The text in whose place the word stands, as soon as one place has told it.
    default: Option<String>,
}

impl Candidate {
    fn new(name: &str, word: String) -> Self {
        Self { name: name.to_owned(), word, default: None }
    }

    fn known(variable: &OpenVariable) -> Self {
        let OpenVariable { name, word, default } = variable.clone();
        Self { name, word, default: Some(default) }
    }

    /// `None` where the word stands nowhere.
    fn opened(self) -> Option<OpenVariable> {
        let Self { name, word, default } = self;
        default.map(|default| OpenVariable { name, word, default })
    }
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

/// Whether two translations differ in nothing but the words of variables, and what follows from them.
fn is_same_but_for_words(before: &[Value], after: &[Value], variables: &mut [Candidate]) -> bool {
    let jobs = |list: &[Value]| -> Vec<String> {
        let jobs = list.iter().filter(|it| it["kind"] == "Job");
        jobs.filter_map(|it| it["metadata"]["name"].as_str().map(str::to_owned)).collect()
    };
    let (old, new) = (jobs(before), jobs(after));
    if before.len() != after.len() || old.len() != new.len() {
        return false;
    }
    let mut walk = Walk { jobs: old.into_iter().zip(new).collect(), variables };
    before.iter().zip(after).all(|(old, new)| walk.is_same(old, new, ""))
}

struct Walk<'a> {
    /// The names of Jobs, which end in a hash of their contents.
    jobs: Vec<(String, String)>,
    variables: &'a mut [Candidate],
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
        // What one text says of a variable holds for all: where another text has another default,
        // there is no one value.
        for variable in self.variables.iter_mut().filter(|it| it.default.is_some()) {
            new = new.replace(&variable.word, variable.default.as_deref().unwrap_or_default());
        }
        for variable in self.variables.iter_mut().filter(|it| it.default.is_none()) {
            if let Some(default) = default(old, &new, &variable.word) {
                new = new.replace(&variable.word, &default);
                variable.default = Some(default);
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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn candidates() -> Vec<Candidate> {
        (0..2).map(|number| Candidate::new(&format!("V{number}"), word(number, ""))).collect()
    }

    fn defaults(before: &Value, after: &Value) -> Option<[Option<String>; 2]> {
        let mut tried = candidates();
        let list = |value: &Value| [value.clone()];
        is_same_but_for_words(&list(before), &list(after), &mut tried).then(|| {
            let [first, second] = [0, 1].map(|index| tried[index].default.clone());
            [first, second]
        })
    }

    #[test]
    fn words_stand_for_what_was_in_their_places() {
        let (a, b) = (word(0, ""), word(1, ""));
        let found = |before: Value, after: Value| {
            let found = defaults(&before, &after);
            found.map(|it| it.map(|default| default.unwrap_or_else(|| "unused".to_owned())))
        };
        let both = |a: &str, b: &str| Some([a.to_owned(), b.to_owned()]);
        assert_eq!(
            found(
                json!({"x": "http://h:80/", "y": "h"}),
                json!({"x": format!("http://{a}:{b}/"), "y": a})
            ),
            both("h", "80")
        );
        assert_eq!(found(json!({"x": ""}), json!({"x": a})), both("", "unused"));
        assert_eq!(found(json!({"x": 1}), json!({"x": 1})), both("unused", "unused"));
        // Another default elsewhere, another structure, two words without anything between.
        assert_eq!(found(json!({"x": "1", "y": "2"}), json!({"x": a, "y": a})), None);
        assert_eq!(found(json!({"x": ["1"]}), json!({"x": [a, "2"]})), None);
        assert_eq!(found(json!({"x": "12"}), json!({"x": format!("{a}{b}")})), None);
    }

    #[test]
    fn what_follows_from_contents_may_differ() {
        let a = word(0, "");
        let job = |hash: &str, image: &str| {
            json!({"kind": "Job", "metadata": {"name": format!("job-{hash}")}, "image": image,
                "checksum/config": hash, "waits": format!("job/job-{hash}")})
        };
        let found = defaults(&job("11111111", "1"), &job("22222222", &a));
        assert_eq!(found, Some([Some("1".to_owned()), None]));
    }
}
