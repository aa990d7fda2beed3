//! What the rules say of themselves is true.

mod support;

use compose_model::backend::Backend;
use support::translated;
use translate_swarm::rules::RULES;
use translate_swarm::{Options, Swarm};

/// Rules that no Compose file breaks: an option does, or the loader finds it first.
const NOT_SHOWN: [&str; 2] = ["S0704", "S0802"];

#[test]
fn rules_are_listed_by_code_each_once() {
    assert!(RULES.is_sorted_by(|a, b| a.code < b.code));
    let mut names: Vec<_> = RULES.iter().map(|rule| rule.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), RULES.len());
    assert_eq!(Swarm.rules(), RULES);
}

#[test]
fn every_rule_explains_itself() {
    for rule in RULES {
        let texts = [rule.what, rule.why, rule.help];
        assert!(texts.iter().all(|text| text.ends_with(['.', '`'])), "{}", rule.code);
    }
}

#[test]
fn examples_have_the_finding_and_their_corrections_do_not() {
    for rule in RULES.iter().filter(|rule| !NOT_SHOWN.contains(&rule.code)) {
        let mut options = Options::default();
        if rule.code == "S0209" {
            options.docker_version = "23.0".parse().unwrap();
        }
        let before = translated(rule.before, &options);
        assert!(before.has(rule.code), "{} {}:\n{}", rule.code, rule.name, before.errors());
        let after = translated(rule.after, &options);
        assert!(!after.has(rule.code), "{} {}", rule.code, rule.name);
        assert_eq!(after.errors(), "", "{} {}", rule.code, rule.name);
    }
}
