//! The pages that are made from the code are as they are made.

#![allow(
    clippy::unwrap_used,
    clippy::format_collect,
    reason = "a test may fail by a panic and be slow"
)]

use std::path::Path;

use compose2k8s::{BACKENDS, docs};

fn check(name: &str, page: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs").join(name);
    if std::env::var_os("UPDATE_DOCS").is_some_and(|value| value == "1") {
        std::fs::write(&path, page).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    let mut lines = kept.lines().zip(page.lines()).zip(1..);
    let differing = lines.find(|((kept, made), _)| kept != made);
    let line = differing.map_or(kept.lines().count().min(page.lines().count()), |(_, line)| line);
    assert!(
        kept == page,
        "docs/{name} differs from line {line} on: run UPDATE_DOCS=1 cargo test -p compose2k8s --test docs"
    );
}

#[test]
fn diagnostics() {
    check("diagnostics.md", &docs::diagnostics(BACKENDS));
}

#[test]
fn coverage() {
    check("coverage.md", &docs::coverage(BACKENDS));
}
