//! `explain`: what a finding means.

use insta::assert_snapshot;
use serde_json::Value;

use crate::support::{Folder, Run};

fn run(line: &str) -> Run {
    Folder::empty().run(line)
}

#[test]
fn codes() {
    assert_snapshot!("code", run("explain k0322 unknown-env-file-format").done().stdout);
    assert_snapshot!("unknown_code", run("explain K0322 K0398").usage());
    let none = run("explain Q9").usage();
    assert!(none.contains("there is no code `Q9`") && none.contains("for all codes"), "{none}");
}

#[test]
fn all_codes() {
    let list = run("explain").done().stdout;
    assert!(
        list.starts_with("Loading: files and YAML\n  C0101  error    input         cannot-read\n")
    );
    for rule in compose2k8s::all_rules(compose2k8s::BACKENDS) {
        assert!(list.contains(&format!("\n  {}  ", rule.code)), "{}", rule.code);
    }
    let lines = run("explain --message-format json").done().stdout;
    assert_eq!(lines.lines().count(), compose2k8s::all_rules(compose2k8s::BACKENDS).count());
}

#[test]
fn codes_for_programs() {
    let line = run("explain C0301 --message-format json").done().stdout;
    let rule: Value = serde_json::from_str(&line).unwrap();
    assert_eq!((&rule["version"], &rule["type"]), (&1.into(), &"rule".into()));
    assert_eq!((&rule["code"], &rule["severity"]), (&"C0301".into(), &"error".into()));
    assert!(rule["before"].as_str().unwrap().starts_with("services:"));
}
