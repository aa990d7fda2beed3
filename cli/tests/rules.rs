//! The documentation of every rule holds: the project of its first example has the finding, that of
//! its second does not.

#![allow(
    clippy::unwrap_used,
    clippy::format_collect,
    reason = "a test may fail by a panic and be slow"
)]

use std::ffi::OsString;
use std::path::Path;

use compose_model::diagnostic::{Diagnostics, Rule};
use compose_model::explain::Example;
use compose2k8s::{BACKENDS, Translated, World, all_rules};

/// Rules that no short example shows, with the test that proves them.
#[rustfmt::skip]
const PROVEN_ELSEWHERE: &[(&str, &str)] = &[
    // Limits: what exceeds them fills no page.
    ("C0105", "compose-model/src/load/tests/include.rs"),
    ("C0122", "compose-model/src/yaml/tests/hostile.rs"),
    ("C0127", "compose-model/src/yaml/tests/hostile.rs"),
    ("C0128", "compose-model/src/yaml/tests/hostile.rs"),
    ("C0129", "compose-model/src/diagnostic.rs"),
    ("C0206", "compose-model/src/dotenv/tests.rs"),
    ("C0503", "compose-model/src/load/tests/include.rs"),
    // What only `lock` and `images` find.
    ("C0904", "compose-model/tests/lock.rs"),
    ("C0905", "compose-model/tests/lock.rs"),
    ("C0906", "compose-model/tests/lock.rs"),
    ("C0907", "compose-model/tests/lock.rs"),
    ("C0908", "compose-model/tests/lock.rs"),
    ("C0909", "compose-model/tests/images.rs"),
    ("C0910", "compose-model/tests/images.rs"),
    ("C0911", "compose-model/tests/images.rs"),
    // The loader refuses such a service, but a project may be built in code.
    ("K0702", "translate-k8s/tests/rules.rs"),
    ("S0704", "translate-swarm/tests/rules.rs"),
];

fn elsewhere(rule: &Rule) -> Option<&'static str> {
    PROVEN_ELSEWHERE.iter().find(|(code, _)| *code == rule.code).map(|(_, path)| *path)
}

const FOLDER: &str = "/srv/shop";

fn target(rule: &Rule) -> &'static str {
    let owner = BACKENDS.iter().find(|backend| backend.rules().contains(&rule));
    owner.map_or("kubernetes", |backend| backend.name())
}

/// What comes of an example.
fn run(rule: &Rule, text: &str) -> Result<Translated, String> {
    let example = Example::parse(text);
    let (vfs, env) = (example.vfs(FOLDER), example.env());
    let world = World { vfs: &vfs, env: &env, working_dir: FOLDER.to_owned() };
    let mut args: Vec<OsString> = example.args().iter().map(OsString::from).collect();
    if example.command.is_none() {
        args.extend(["--to", target(rule)].map(OsString::from));
    }
    compose2k8s::translate(args, BACKENDS, &world)
}

fn list(diagnostics: &Diagnostics) -> String {
    diagnostics.iter().map(|d| format!("    {} {}\n", d.rule.code, d.message)).collect()
}

#[test]
fn examples_have_the_finding_and_lose_it() {
    let mut wrong = Vec::new();
    for rule in all_rules(BACKENDS) {
        if elsewhere(rule).is_some() {
            continue;
        }
        for (example, text, expected) in
            [("before", rule.before, true), ("after", rule.after, false)]
        {
            let found = match run(rule, text) {
                Ok(translated) => translated.diagnostics,
                Err(message) => {
                    wrong.push(format!("{} {example}: {message}", rule.code));
                    continue;
                }
            };
            let has = found.iter().any(|d| d.rule.code == rule.code);
            if has != expected || (!expected && found.has_errors()) {
                wrong.push(format!("{} {example}:\n{}", rule.code, list(&found)));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn rules_without_an_example_are_proven_where_it_is_said() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for (code, path) in PROVEN_ELSEWHERE {
        assert!(all_rules(BACKENDS).any(|rule| rule.code == *code), "{code} is no rule");
        let text = std::fs::read_to_string(root.join(path)).unwrap();
        assert!(text.contains(code), "{path} does not mention {code}");
    }
}

#[test]
fn every_rule_says_what_why_and_what_to_do() {
    for rule in all_rules(BACKENDS) {
        for text in [rule.what, rule.why, rule.help] {
            let is_sentence = text.ends_with(['.', '`']) && !text.contains("  ");
            assert!(is_sentence && !text.contains('\n'), "{}: {text}", rule.code);
        }
        assert_eq!(rule.before.is_empty(), rule.after.is_empty(), "{}", rule.code);
    }
}

#[test]
fn codes_and_names_are_unique_and_codes_sorted() {
    let mut rules: Vec<&Rule> = all_rules(BACKENDS).collect();
    assert!(rules.is_sorted_by(|a, b| a.code < b.code));
    for rule in &rules {
        let [letter, digits @ ..] = rule.code.as_bytes() else { panic!("{}", rule.code) };
        assert!(letter.is_ascii_uppercase() && digits.len() == 4, "{}", rule.code);
    }
    // Names are unique for each letter: `renamed` is found by both targets.
    rules.sort_by_key(|rule| (&rule.code[..1], rule.name));
    assert!(
        rules
            .windows(2)
            .all(|pair| pair[0].name != pair[1].name || pair[0].code[..1] != pair[1].code[..1])
    );
}
