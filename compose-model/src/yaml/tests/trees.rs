//! What comes of files without faults.

use super::{read, show, steps};

#[track_caller]
fn assert_tree(text: &str, want: &str) {
    assert_eq!(show(read(text).root()), want, "{text}");
}

#[test]
fn scalars_are_what_the_reference_makes_of_them() {
    assert_tree(
        "a: 0755\nb: '0755'\nc:\nd: ~\ne: \"\"\nf: |\n  x\n  y\n",
        "{a: 493, b: \"0755\", c: null, d: null, e: \"\", f: \"x\\ny\\n\"}",
    );
    assert_tree("a: |\n  x", "{a: \"x\"}");
    assert_tree("a: >\n  x\n  y\n\n  z\n", "{a: \"x y\\nz\\n\"}");
    assert_tree("- yes\n- true\n- 1_000\n- 3.10\n", "[\"yes\", true, 1000, 3.1]");
    assert_tree("{a: b, c: [d, e, ], }", "{a: \"b\", c: [\"d\", \"e\"]}");
    assert_tree("a:\tb", "{a: \"b\"}");
    assert_tree("a: 1\r\nb: 2\r\n", "{a: 1, b: 2}");
}

#[test]
fn tags_of_yaml_are_honoured_and_others_make_strings() {
    assert_tree(
        "- !!str 5\n- !!int '5'\n- !!float 5\n- !!bool 'true'\n- !!null ''\n- !!binary aGVsbG8=\n- !!timestamp '2001-01-01'\n",
        "[\"5\", 5, 5, true, null, \"hello\", 2001-01-01 00:00:00 +0000 UTC]",
    );
    assert_tree(
        "- !foo 5\n- !foo\n- ! 5\n- !foo {a: 1}\n- !!foo 5\n",
        "[\"5\", \"\", 5, {a: 1}, \"5\"]",
    );
    assert_tree(
        "a: !reset 5\nb: !override\n  - 1\nc: !reset\n",
        "{a: !reset \"5\", b: !override [1], c: !reset \"\"}",
    );
}

#[test]
fn aliases_stand_for_copies() {
    assert_tree("a: &a {b: &b [1], c: *b}\nd: *a\n", "{a: {b: [1], c: [1]}, d: {b: [1], c: [1]}}");
    assert_tree("a: &a 1\nb: &a 2\nc: *a\n", "{a: 1, b: 2, c: 2}");
    assert_tree("&k key: &v value\n*v : *k\n", "{key: \"value\", value: \"key\"}");
    assert_tree("a: &a\nb: *a\n", "{a: null, b: null}");
    assert_tree("a: &a !reset [1]\nb: *a\n", "{a: !reset [1], b: !reset [1]}");
}

#[test]
fn an_alias_tells_both_places() {
    let read = read("a: &a {x: 1}\nb: *a\n");
    let b = read.root().get("b").unwrap();
    assert_eq!(read.source(b.origin.span()), "{x: 1}");
    assert_eq!(read.source(b.origin.key_span()), "b");
    assert_eq!(steps(&read, b), ["*a"]);
}

#[test]
fn merging_is_shallow_and_own_keys_win() {
    assert_tree(
        "a: &a {x: 1, y: {p: 1, q: 2}}\nb:\n  k: 0\n  <<: *a\n  y: {p: 3}\n",
        "{a: {x: 1, y: {p: 1, q: 2}}, b: {k: 0, x: 1, y: {p: 3}}}",
    );
    assert_tree(
        "a: &a {x: 1}\nb: &b {x: 2, y: 2}\nl: &l [*a, *b]\nc: {<<: [*a, *b]}\nd: {<<: *l}\n",
        "{a: {x: 1}, b: {x: 2, y: 2}, l: [{x: 1}, {x: 2, y: 2}], c: {x: 1, y: 2}, d: {x: 1, y: 2}}",
    );
    assert_tree(
        "a: &a {x: 1}\nb: &b {<<: *a, y: 2}\nc: {<<: *b}\n",
        "{a: {x: 1}, b: {x: 1, y: 2}, c: {x: 1, y: 2}}",
    );
    assert_tree("a: {'<<': {x: 1}}\n", "{a: {<<: {x: 1}}}");
    assert_tree("a: {<<: {x: 1}}\n", "{a: {x: 1}}");
    assert_tree("a: {<<: []}\n", "{a: {}}");
}

#[test]
fn merged_entries_tell_the_merge_key_and_keep_their_own_places() {
    let read = read("a: &a {x: 1}\nb:\n  <<: *a\n");
    let x = read.root().get("b").unwrap().get("x").unwrap();
    assert_eq!(read.source(x.origin.key_span()), "x");
    assert_eq!(steps(&read, x), ["<<"]);
}

#[test]
fn tags_reach_the_stage_that_merges_files_through_merge_keys() {
    // Directly below `<<` the paths lead through, in a list they do not.
    assert_tree(
        "a: &a {x: !reset 1}\nb: {<<: *a}\n",
        "{a: {x: !reset \"1\"}, b: {x: !reset \"1\"}}",
    );
    assert_tree(
        "a: &a {x: !reset 1}\nb: {<<: *a, x: 2}\n",
        "{a: {x: !reset \"1\"}, b: {x: !override 2}}",
    );
    assert_tree(
        "a: &a {x: !reset 1, y: !override 2}\nb: {<<: [*a, {x: 3}]}\n",
        "{a: {x: !reset \"1\", y: !override \"2\"}, b: {y: \"2\", x: 3}}",
    );
    assert_tree("b: {<<: !reset {x: 1}, y: 2}\n", "{b: !override {y: 2}}");
    assert_tree("b: {<<: !override {x: 1}, y: 2}\n", "{b: !override {x: 1, y: 2}}");
}

#[test]
fn a_file_has_any_number_of_documents() {
    let documents = |text| {
        let read = read(text);
        assert!(read.diagnostics.is_empty(), "{}", read.findings());
        read.documents.iter().map(|document| show(&document.root)).collect::<Vec<_>>()
    };
    assert_eq!(documents(""), Vec::<String>::new());
    assert_eq!(documents("# nothing\n\n"), Vec::<String>::new());
    assert_eq!(documents("---\n"), ["null"]);
    assert_eq!(documents("a: 1\n---\n"), ["{a: 1}", "null"]);
    assert_eq!(documents("a: 1\n---\n# end\n---\nb: 2\n...\n"), ["{a: 1}", "null", "{b: 2}"]);
    assert_eq!(documents("%YAML 1.1\n---\na: 1\n"), ["{a: 1}"]);
    assert_eq!(documents("%TAG !x! tag:example.org,2000:\n---\na: !x!y 1\n"), ["{a: \"1\"}"]);
}

#[test]
fn spans_are_exact() {
    let text = "ä: \"quoted\" # c\nmap:\n  key: |\n    text\n\n  other: [1, 2]  \nlist:\n- plain text\n-\n\nend:";
    let read = read(text);
    let root = read.root();
    let value = |path: &[&str]| {
        let node = path.iter().fold(root, |node, key| node.get(key).unwrap());
        (read.source(node.origin.key_span()), read.source(node.origin.span()))
    };
    assert_eq!(value(&["ä"]), ("ä", "\"quoted\""));
    assert_eq!(value(&["map"]), ("map", "key: |\n    text\n\n  other: [1, 2]"));
    assert_eq!(value(&["map", "key"]), ("key", "text"));
    assert_eq!(value(&["map", "other"]), ("other", "[1, 2]"));
    assert_eq!(value(&["list"]), ("list", "- plain text\n-"));
    assert_eq!(value(&["end"]), ("end", ""));
    let items = root.get("list").unwrap().as_sequence().unwrap();
    assert_eq!(read.source(items[0].origin.span()), "plain text");
    assert_eq!(items[0].origin.key_span(), None);
}
