//! The documentation of every rule holds: its first example has the finding, its second does not.

use compose_model::env::MapEnv;
use compose_model::load::{Options, load};
use compose_model::rules::RULES;
use compose_model::vfs::MemoryVfs;

/// The findings of a file, as their codes.
fn codes(rule: &str, text: &str) -> Vec<&'static str> {
    let files = MemoryVfs::new([
        ("/app/compose.yaml", text),
        ("/app/broken.env", "MY NAME=web\n"),
        ("/app/web.env", "MY_NAME=web\n"),
        ("/app/base.yaml", "services: {web: {image: nginx}}\n"),
        ("/app/db.yaml", "services: {db: {image: postgres}}\n"),
        ("/app/db.env", ""),
        ("/app/stack/compose.yaml", "services: {web: {image: nginx}}\n"),
    ]);
    let env = MapEnv::new([("HOME", "/home/tester")]);
    let mut options = Options { working_dir: "/app".to_owned(), ..Options::default() };
    if rule == "C0611" {
        options.services.push("web".to_owned());
    }
    load(&files, &env, &options).diagnostics.iter().map(|d| d.rule.code).collect()
}

#[test]
fn examples_have_the_finding_and_lose_it() {
    let mut wrong = Vec::new();
    // Rules about files that cannot be shown in a few lines have no examples.
    for rule in RULES.iter().filter(|rule| !rule.before.is_empty()) {
        let (before, after) = (codes(rule.code, rule.before), codes(rule.code, rule.after));
        if !before.contains(&rule.code) || !after.is_empty() {
            wrong.push(format!("{} before {before:?} after {after:?}", rule.code));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_says_what_why_and_what_to_do() {
    for rule in RULES {
        for text in [rule.what, rule.why, rule.help] {
            assert!(text.ends_with('.') && !text.contains("  "), "{}: {text}", rule.code);
        }
        assert_eq!(rule.before.is_empty(), rule.after.is_empty(), "{}", rule.code);
    }
}

#[test]
fn codes_are_sorted_and_unique() {
    assert!(RULES.is_sorted_by(|a, b| a.code < b.code));
}
