//! What is said about files with faults.

use super::{read, show};

/// All messages for a list of small files.
fn findings(files: &[&str]) -> String {
    let blocks = files.iter().map(|text| {
        let read = read(text);
        assert!(read.diagnostics.has_errors(), "{text:?}");
        format!("{text}\n{}\n", read.findings())
    });
    blocks.collect()
}

#[test]
fn indentation() {
    insta::assert_snapshot!(findings(&[
        "a:\n\tb: 1",
        "a:\n  b: 1\n\tc: 2",
        "a: |\n\tx",
        "a:\n  b: 1\n c: 2",
        "a:\n    b: c\n  d: e",
        "a: 1\n  b: 2",
        "image: nginx\n  ports:\n    - 80",
        "a:\n  - x\n  y: 1",
        "a: |\n  x\n y",
    ]));
}

#[test]
fn quotes_and_brackets() {
    insta::assert_snapshot!(findings(&[
        "a: \"x\nb: 1\n",
        "a: 'x\nb: 1\n",
        "a: 'it's'",
        "command: \"a\" \"b\"",
        "a: \"x\", b",
        "a: \"\\q\"",
        "a: \"C:\\data\"",
        "a: [1, 2\nb: 3",
        "a: {b: 1\nc: 2",
        "a: [1",
        "a: [1}",
        "a: ]",
        "a: [b]]",
        "a: \"x\nb: \"y\"",
        "a: \"\\x\"",
        "a: {b: c d: e}",
        "a: [\"b\" \"c\"]",
        "a: [\n- b\n]",
        "a: [-]",
        "a: [b]#c",
    ]));
}

#[test]
fn colons_and_dashes() {
    insta::assert_snapshot!(findings(&[
        "a:1\nb: 2",
        "a: b: c # d",
        "command: echo it's: here",
        "a\nb: c",
        "a: b\nfoo\nc: d",
        "a: b\nfoo:bar\nc: d",
        "a:\n  b\n  c: d",
        "a: - b",
        "a: \"x\"\n b: 1",
        "a: [b: c: d]",
        "a: \"b\": c",
        "a:\n  - b\n c: d",
        "a:\n  b: c\n  - d",
        "a: b\nhttp://x\nc: d",
        "a: | x\n  foo",
        "a: <b>\nc: >b",
        "a:\n image: x\n  b: y\n  c:\n    d: e\nf: [",
    ]));
}

#[test]
fn characters_and_directives() {
    insta::assert_snapshot!(findings(&[
        "a: @x",
        "a: `x`",
        "a: %x",
        "a: *x y",
        "a: x # y\n  z",
        "cron: * * * * *",
        "a: &",
        "a: , b",
        "a: ? b",
        "a: !{x}",
        "x\n--- y\n- z: [",
        "a: \u{1}",
        "a: \"\u{7f}\"",
        "%YAML 1.2\n---\na: 1",
        "%YAML 2.0\n---\na: 1",
        "%FOO bar\n---\na: 1",
        "a: !!int x",
        "a: !!bool 1",
        "a: !x!y 1",
    ]));
}

#[test]
fn keys_and_aliases() {
    insta::assert_snapshot!(findings(&[
        "a: 1\n'a': 2",
        "1: a\n\"1\": b",
        "a: {<<: {x: 1}, <<: {y: 1}}",
        "a: {<<: 1}",
        "a: {<<: }",
        "a: {<<: [{x: 1}, 2]}",
        "~: a",
        "? a: b\n: c",
        "name: {{ value }}",
        "a: *defualts\nb: 1",
        "x: &defaults 1\na: *defualts",
        "a: &a\n  b: *a",
        "host: *.example.org",
        ": a",
    ]));
}

#[test]
fn blanks_that_are_no_spaces() {
    insta::assert_snapshot!(findings(&["a:\u{a0}1\nb: 2", "a:\n\u{3000}b: 1\n  c: 2",]));
}

#[test]
fn tabs() {
    insta::assert_snapshot!(findings(&[
        "a:\n\tb: 1\n\tc:\n\t\td: 2",
        "a: 1\n\t\nb: 2",
        "a: \"x\"\n\t# c\nb: 2",
        "- \ta",
        "-\ta: b",
        "a:\n  \tb: 1",
        "a: x\n\ty",
        "a: |\n  x\n\ty",
        "a: [1,\n\t2]\nb:\n\tc: 1",
        "a:\n\tb: [\n",
        "a:\n    b: 1\n\tc: 2\n    b: 3",
    ]));
    for text in [
        "a: [1,\n\t2\n\t]",
        "{\n\t\"a\": {\n\t\t\"b\": 1\n\t}\n}\n",
        "a: \"x\n\ty\"",
        "a:\tb",
        "a: |\n  \tx\n",
    ] {
        let read = read(text);
        assert_eq!(read.findings(), "", "{text}");
    }
    assert_eq!(show(read("a: |\n  \tx\n").root()), "{a: \"\\tx\\n\"}");
    assert_eq!(show(read("a: 'x\n\ty'").root()), "{a: \"x y\"}");
}

#[test]
fn all_faults_of_a_file_are_found_at_once() {
    let read = read(
        "services:\n  web:\n    image: \"nginx\n    command: a: b\n    ports: [80\n    user: @x\n    \
         environment:\n      A: {x: 1\n        y: 2\n      - B\n      C: 1\n      C: 2\n  db:\n   image: x\n    \
         build: .\n    deploy:\n      replicas: 1\nx: &x [1\ny: *x\nz: *zz\nvolumes:\n  data:\n",
    );
    insta::assert_snapshot!(read.findings());
    let trees: Vec<_> = read.documents.iter().map(|d| (show(&d.root), d.complete)).collect();
    insta::assert_debug_snapshot!(trees);
}

#[test]
fn what_follows_a_fault_is_read() {
    let read =
        read("a: 1\n---\nb: {c: 1\n---\nd: 2\n...\n%YAML 1.2\n---\ne: *x\nf: 1\ng: 1\ng: 2\n");
    let trees: Vec<_> = read.documents.iter().map(|d| (show(&d.root), d.complete)).collect();
    let trees: Vec<_> = trees.iter().map(|(tree, complete)| (tree.as_str(), *complete)).collect();
    assert_eq!(
        trees,
        [("{a: 1}", false), ("null", false), ("{d: 2}", false), ("{f: 1, g: 1}", false)]
    );
    assert_eq!(read.codes(), ["C0116", "C0118", "C0120", "C0124"]);
}
