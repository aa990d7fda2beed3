//! The documentation of every rule holds: its first example has the finding, its second does not.

mod support;

use compose_model::vfs::{MemoryVfs, VfsError};
use translate_k8s::Options;
use translate_k8s::options::{Binds, Expose};
use translate_k8s::rules::RULES;

/// The pass over finished objects (`K09…`) is the last line: what its examples do wrong is mended or
/// left out before.
fn is_last_line(code: &str) -> bool {
    code.starts_with("K09")
}

#[test]
fn examples_have_the_finding_and_lose_it() {
    let mut wrong = Vec::new();
    for rule in RULES {
        for (example, text, expected) in
            [("before", rule.before, true), ("after", rule.after, false)]
        {
            if text.is_empty() || (expected && is_last_line(rule.code)) {
                continue;
            }
            let mut options = Options::default();
            let mut vfs = MemoryVfs::default();
            match rule.code {
                "K0316" => options.exposure.way = Expose::NodePort,
                "K0325" => options.exposure.way = Expose::Ingress,
                "K0402" => vfs.insert("/shop/nginx.conf", "events {}"),
                "K0405" => vfs.refuse("/shop/control.fifo", VfsError::NotRegular),
                "K0406" => vfs.insert("/shop/model.bin", "x".repeat(300 << 10)),
                "K0407" => options.binds = Binds::Error,
                _ => {}
            }
            let translated = support::with_vfs(text, &options, vfs);
            if translated.codes().contains(&rule.code) != expected {
                wrong.push(format!("{} {example}:\n{text}{}", rule.code, translated.findings()));
            }
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
