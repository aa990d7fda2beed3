//! Every key of a Compose file is translated, approximated or reported: nothing is dropped silently.

mod support;

use std::collections::HashSet;

use compose_model::coverage::{Fate, fate};
use compose_model::schema;
use support::Translated;
use support::examples::EXAMPLES;
use translate_k8s::coverage::COVERAGE;
use translate_k8s::{Options, render};

#[test]
fn every_key_has_a_fate() {
    let missing: Vec<&str> = schema::keys()
        .iter()
        .map(|key| key.path.as_str())
        .filter(|path| fate(COVERAGE, path).is_none())
        .collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn the_table_is_sorted_and_names_keys_only() {
    assert!(COVERAGE.windows(2).all(|pair| pair[0].0 < pair[1].0));
    let keys: HashSet<&str> = schema::keys().iter().map(|key| key.path.as_str()).collect();
    let unknown: Vec<&str> =
        COVERAGE.iter().map(|(key, _)| *key).filter(|key| !keys.contains(key)).collect();
    assert!(unknown.is_empty(), "{unknown:#?}");
}

#[test]
fn every_fate_is_what_happens() {
    let mut wrong = Vec::new();
    for (key, fate) in COVERAGE {
        let (rule, changes) = match fate {
            Fate::Loading | Fate::Needless(_) => continue,
            Fate::Translated => (None, true),
            Fate::Approximated(rule) | Fate::Reported(rule) => (Some(rule), false),
        };
        let Some((_, without, with)) = EXAMPLES.iter().find(|(path, ..)| path == key) else {
            wrong.push(format!("{key}: no example"));
            continue;
        };
        let (without, with) = (example(without), example(with));
        let (before, after) = (documents(&without), documents(&with));
        if changes && before == after {
            wrong.push(format!("{key}: the output is the same\n{}", with.findings()));
        }
        if let Some(rule) = rule {
            let count =
                |it: &Translated| it.codes().iter().filter(|code| **code == rule.code).count();
            if count(&with) <= count(&without) {
                wrong.push(format!("{key}: no {}\n{}", rule.code, with.findings()));
            }
        }
        if with.diagnostics.has_errors() {
            wrong.push(format!("{key}: {}", with.findings()));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

fn example(text: &str) -> Translated {
    let compose = if text.starts_with("services") {
        text.to_owned()
    } else {
        format!("services: {{web: {text}}}\n")
    };
    let files = [("c.txt", "first"), ("d.txt", "second"), (".env", "FROM=env")];
    support::with(&compose, &Options::default(), &files)
}

fn documents(translated: &Translated) -> Vec<u8> {
    render(&translated.output.objects).into_iter().flat_map(|file| file.bytes).collect()
}
