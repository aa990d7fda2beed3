//! Input that means harm: each file ends in a located finding, soon and in little memory.

use proptest::prelude::*;

use super::{read, read_with};
use crate::load::Limits;
use crate::yaml::Budget;

#[track_caller]
fn assert_refused(text: &str, code: &str) {
    let read = read(text);
    assert!(read.codes().contains(&code), "{}", read.findings());
    assert!(read.diagnostics.iter().all(|diagnostic| diagnostic.primary.is_some()));
}

fn lines(end: usize, line: impl Fn(usize) -> String) -> String {
    (1..end).map(line).collect()
}

#[test]
fn nesting() {
    assert_refused(&"[".repeat(100_000), "C0128");
    assert_refused(&"{a: ".repeat(100_000), "C0128");
    assert_refused(&"- ".repeat(100_000), "C0128");
    assert_refused(&"? ".repeat(100_000), "C0128");
    let nested: String = (0..3_000).flat_map(|n| [" ".repeat(n), "a:\n".to_owned()]).collect();
    assert_refused(&nested, "C0128");
    let mixed = format!("{}{}{}", "- ".repeat(200), "[".repeat(200), "]".repeat(200));
    assert_refused(&mixed, "C0128");
}

#[test]
fn aliases() {
    let bomb = lines(20, |n| format!("a{n}: &a{n} [{}]\n", format!("*a{},", n - 1).repeat(9)));
    assert_refused(&format!("a0: &a0 x\n{bomb}"), "C0122");
    let deep = lines(400, |n| format!("a{n}: &a{n} [*a{}]\n", n - 1));
    assert_refused(&format!("a0: &a0 x\n{deep}"), "C0128");
    let merges =
        lines(40, |n| format!("a{n}: &a{n}\n  <<: [*a{0}, *a{0}]\n  k{n}: *a{0}\n", n - 1));
    assert_refused(&format!("a0: &a0 {{x: 1}}\n{merges}"), "C0122");
}

#[test]
fn anchors_inside_anchors_are_not_kept_again_and_again() {
    let mut budget = Budget::new(&Limits { nodes: 10_000, ..Limits::default() });
    let anchors = format!("&a0 [{}", lines(100, |n| format!("&a{n} [")));
    let read =
        read_with(&format!("{anchors}{}{}, *a0", "x, ".repeat(1_000), "]".repeat(99)), &mut budget);
    assert!(read.codes().contains(&"C0127"), "{}", read.findings());
}

#[test]
fn the_budget_is_shared_by_all_files() {
    let mut budget = Budget::new(&Limits { nodes: 10, ..Limits::default() });
    assert!(read_with("[1, 2, 3, 4]", &mut budget).diagnostics.is_empty());
    let second = read_with("[1, 2, 3, 4, 5]", &mut budget);
    assert_eq!(second.codes(), ["C0127"]);
    assert!(!second.documents[0].complete);
}

proptest! {
    #[test]
    fn no_text_makes_reading_fail(text in "[ \\-\\?:,\\[\\]{}#&*!|>'\"%@`a-c0-2\n\t<~.\\\\é\u{1}]{0,60}") {
        let read = read(&text);
        for diagnostic in &read.diagnostics {
            let place = diagnostic.primary.as_ref().expect("every finding has a place");
            prop_assert!(text.get(place.span.range()).is_some(), "{diagnostic:?}");
        }
    }
}
