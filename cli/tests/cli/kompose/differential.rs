//! What Kompose v1.38 writes for what its guide shows, compared with what we write.
//!
//! No Kompose runs here: `fixtures/kompose/examples.yaml` holds facts about its output. Each fact is
//! the same in ours, or the example says why it is not; `docs/kompose.md` has the table of them.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::Value;

use crate::support::Folder;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Example {
    title: String,
    compose: String,
    #[serde(default)]
    files: BTreeMap<String, String>,
    #[serde(default)]
    flags: String,
    /// By object, the values at pointers; no pointers where there is no object.
    kompose: BTreeMap<String, Option<BTreeMap<String, Value>>>,
    verdict: Verdict,
    #[serde(default)]
    because: String,
    #[serde(default)]
    code: String,
}

#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Verdict {
    Same,
    Fault,
    Purpose,
}

fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn examples() -> Vec<Example> {
    let text = std::fs::read_to_string(top().join("fixtures/kompose/examples.yaml")).unwrap();
    serde_yaml::from_str(&text).unwrap()
}

/// Our objects by kind and name, and what was said.
fn ours(example: &Example) -> (BTreeMap<String, Value>, String) {
    let folder = Folder::with(&example.compose);
    for (name, content) in &example.files {
        folder.file(name, content);
    }
    let run = folder.kompose(&format!("convert -v -j --stdout {}", example.flags)).done();
    let list: Value = serde_json::from_str(&run.stdout).unwrap();
    let objects = list["items"].as_array().unwrap().iter().map(|object| {
        let word = |value: &Value| value.as_str().unwrap().to_owned();
        let id = format!("{}/{}", word(&object["kind"]), word(&object["metadata"]["name"]));
        (id, object.clone())
    });
    (objects.collect(), run.stderr)
}

/// The facts that do not hold for our objects.
fn differing(example: &Example, objects: &BTreeMap<String, Value>) -> Vec<String> {
    let mut differing = Vec::new();
    for (id, facts) in &example.kompose {
        let object = objects.get(id);
        let Some(facts) = facts else {
            differing.extend(object.map(|_| format!("{id}: is there")));
            continue;
        };
        for (pointer, value) in facts {
            let found = object.and_then(|object| object.pointer(pointer)).unwrap_or(&Value::Null);
            if found != value {
                differing.push(format!("{id}{pointer}: {found}, not {value}"));
            }
        }
    }
    differing
}

#[test]
fn every_difference_to_kompose_is_known() {
    let mut wrong = Vec::new();
    for example in examples() {
        let (objects, said) = ours(&example);
        let found = differing(&example, &objects);
        let facts: usize =
            example.kompose.values().map(|facts| facts.as_ref().map_or(1, BTreeMap::len)).sum();
        let holds = match example.verdict {
            Verdict::Same => found.is_empty(),
            // Every fact that is listed for a difference is one.
            Verdict::Fault | Verdict::Purpose => {
                found.len() == facts && !example.because.is_empty()
            }
        };
        let told = example.code.is_empty() || said.contains(&format!("[{}]", example.code));
        if !holds || !told {
            let all: Vec<&String> = objects.keys().collect();
            wrong.push(format!("{}: {found:#?}\ntold {told}: {said}\n{all:?}", example.title));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The rows for the guide to migration.
fn rows(verdict: Verdict) -> String {
    let mut text = String::new();
    for example in examples().iter().filter(|example| example.verdict == verdict) {
        let (title, because) = (&example.title, &example.because);
        let code = match example.code.as_str() {
            "" => String::new(),
            code => format!("[`{code}`](diagnostics.md#{})", code.to_lowercase()),
        };
        match verdict {
            Verdict::Same if because.is_empty() => writeln!(text, "- {title}"),
            Verdict::Same => writeln!(text, "- {title}: {because}"),
            Verdict::Fault | Verdict::Purpose => writeln!(text, "| {title} | {because} | {code} |"),
        }
        .unwrap();
    }
    text
}

/// The labels with their twins.
fn labels() -> String {
    let mut text = String::new();
    let mut place = "";
    for label in translate_k8s::kompose_labels() {
        if label.place != place {
            place = label.place;
            writeln!(text, "\n| label in `{place}` | the same in |\n| --- | --- |").unwrap();
        }
        writeln!(text, "| `{}` | {} |", label.name, label.twin).unwrap();
    }
    text
}

#[test]
fn the_guide_has_every_label_and_difference() {
    let path = top().join("docs/kompose.md");
    let mut page = std::fs::read_to_string(&path).unwrap();
    let table = |verdict: Verdict| {
        let head = match verdict {
            Verdict::Same => "",
            _ => "| example | why | code |\n| --- | --- | --- |\n",
        };
        format!("\n{head}{}", rows(verdict))
    };
    for (name, made) in [
        ("labels", labels()),
        ("same", table(Verdict::Same)),
        ("fault", table(Verdict::Fault)),
        ("purpose", table(Verdict::Purpose)),
    ] {
        let (start, end) = (format!("<!-- {name} -->\n"), format!("<!-- end of {name} -->\n"));
        let from = page.find(&start).unwrap() + start.len();
        let to = page.find(&end).unwrap();
        page.replace_range(from..to, &format!("{made}\n"));
    }
    if std::env::var_os("UPDATE_DOCS").is_some_and(|value| value == "1") {
        std::fs::write(&path, &page).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap();
    assert!(
        kept == page,
        "docs/kompose.md differs: run UPDATE_DOCS=1 cargo test -p compose2k8s --test cli kompose"
    );
}
