//! What comes of pieces is what comes of the whole.

use proptest::prelude::*;

use super::*;
use crate::diagnostic::Diagnostics;
use crate::source::SourceMap;
use crate::workers::Serial;
use crate::yaml::parse;

fn same(a: &Node, b: &Node) -> bool {
    let children = match (&a.value, &b.value) {
        (Value::Scalar(a), Value::Scalar(b)) => a == b,
        (Value::Sequence(a), Value::Sequence(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Value::Mapping(a), Value::Mapping(b)) => {
            let entries = a.iter().zip(b);
            a.len() == b.len() && entries.into_iter().all(|(a, b)| a.0 == b.0 && same(a.1, b.1))
        }
        _ => false,
    };
    children && a.origin == b.origin && a.tag == b.tag
}

/// Whether a file can be read in pieces. What comes of it is compared with the whole.
fn is_cut(text: &str, number: usize) -> Result<bool, TestCaseError> {
    let file = SourceMap::default().add("f", text);
    let mut left = Budget::default();
    let Some(root) = read_cut(text, file, number, &Serial, &mut left) else { return Ok(false) };
    let (mut budget, mut diagnostics) = (Budget::default(), Diagnostics::default());
    let documents = parse(text, file, &mut budget, &mut diagnostics);
    prop_assert!(diagnostics.is_empty(), "{diagnostics:?}");
    prop_assert_eq!(documents.len(), 1);
    prop_assert!(documents[0].complete);
    prop_assert!(same(&documents[0].root, &root), "{:#?}\n{root:#?}", documents[0].root);
    prop_assert_eq!(left, budget);
    Ok(true)
}

#[test]
fn usual_files_are_cut() {
    let services = "\
services:
  # the first
  one:
    image: a  # why
    command: [a, \"b
      c\", d]

  two: {image: b}
  # below
  three:
    ports:
    - 80:80
    - target: 90
    script: |
      a

      b

  four:
    note: >+
      a b
      c

  five:
    note: a
      b
  six: !override
    note: 'a

     b'
  seven: []
";
    for tail in ["", "x-a: 1\n", "volumes:\n  data: {}\n  more:\n", "\n# end", "v: 1\n...\n"] {
        for head in ["", "---\nname: a\n", "# a\n\nname: b\n"] {
            for number in 2..9 {
                let text = format!("{head}{services}{tail}");
                assert!(is_cut(&text, number).unwrap(), "{number} {text}");
                let text = text.replace('\n', "\r\n");
                assert!(is_cut(&text, number).unwrap(), "{number} {text}");
            }
        }
    }
}

#[test]
fn aliases_may_name_what_stands_in_the_first_piece() {
    for text in [
        "services:\n  a: &a 1\n  b: 2\n  c: *a\n",
        "x: &a {k: 1}\nservices:\n  a: 1\n  b:\n    <<: *a\n    l: 2\n  c: {<<: [*a, {m: 3}]}\n",
        "x: &a\n  k: [1, *x]\n".replace("*x", "2").as_str(),
        "x: &a 1\ny: &a 2\nservices:\n  a: 1\n  b: [*a, *a]\n  c: 3\nz: *a\n",
        "services:\n  a: &a\n    k: &k [1]\n    l: *k\n  b: {m: *k}\n  c: *a\n",
        "services:\n  a: 1\n  b: '*'\n  c: 2\n",
    ] {
        let is_project = text.contains("services");
        assert_eq!(is_cut(text, 3).unwrap(), is_project, "{text}");
    }
}

#[test]
fn the_share_of_aliases_is_that_of_the_whole() {
    // Parts that consist of aliases nearly wholly, in a file that does so, or does not.
    let large = format!("x: &a [{}]\n", "1, ".repeat(500));
    let services = |n: usize| -> String {
        (0..n).map(|n| format!("  s{n}: *a\n")).collect::<Vec<_>>().concat()
    };
    for n in [3, 30, 900] {
        is_cut(&format!("{large}services:\n{}", services(n)), 4).unwrap();
    }
}

/// Begins with the last piece.
struct Backwards(usize);

impl Workers for Backwards {
    fn count(&self) -> usize {
        self.0
    }

    fn run(&self, tasks: Vec<Task<'_>>) {
        tasks.into_iter().rev().for_each(|task| task());
    }
}

#[test]
fn only_large_files_are_cut_and_only_for_several_workers() {
    let is_cut = |services: usize, workers| {
        let names = (0..services).map(|n| n.to_string());
        let all: String = names.map(|n| ["  s", &n, ":\n    image: a\n"].concat()).collect();
        let text = format!("services:\n{all}");
        let file = SourceMap::default().add("f", text.as_str());
        let root = read(&text, file, &Backwards(workers), &mut Budget::default());
        let whole = parse(&text, file, &mut Budget::default(), &mut Diagnostics::default());
        root.inspect(|root| assert!(same(root, &whole[0].root))).is_some()
    };
    assert_eq!([is_cut(5000, 4), is_cut(5000, 1), is_cut(50, 4)], [true, false, false]);
}

#[test]
fn what_reaches_beyond_a_piece_is_read_as_a_whole() {
    for text in [
        "services:\n  a: 1\n  b: &b 2\n  c: *b\n",
        "services:\n  a: 1\n  b: &b 2\n  c: 3\nx: *b\n",
        "x: &a 1\nservices:\n  a: 1\n  b: &a 2\n  c: *a\n",
        "&r\nx: 1\nservices:\n  a: 1\n  b: *r\n  c: 2\n",
        "services:\n  a: 1\n  b: *no\n  c: 2\n",
        "services:\n  a: &a {x: 1}\n  b: 2\n  <<: *a\n  c: 1\n",
        "services:\n  <<: {c: 2}\n  b: 2\n  c: 1\n",
        "services:\n  a: [1,\n  b: 2\n  ]\n  c: 3\n",
        "services:\n  a: \"\n  b: 2\n  c: 3\"\n",
        "services:\n  {a: 1}\n  b: 2\n  c: 3\n",
        "services:\n  a: 1\n  b: 2\n  a: 3\n",
        "services:\n  a: 1\n  b: 2\nservices:\n  c: 3\n",
        "services:\n  a: 1\n  b: 2\n---\nservices:\n  c: 3\n",
        "a: 1\n---\nservices:\n  a: 1\n  b: 2\n",
        "services:\n  a:\n  b:\n  c: 3\n",
        "services:\n  a: 1\n  b: 2: 3\n  c: 4\n",
        "services:\n  a: 1\n  b: 2\n  3: 4\n",
        "services:\n   a: 1\n  b: 2\n  c: 4\n",
        "services:\n  a: 1\n  b:\n    c: 3\n   d: 4\n  e: 5\n",
    ] {
        for number in 2..6 {
            is_cut(text, number).unwrap();
        }
        assert!(!is_cut(text, 9).unwrap(), "{text}");
    }
}

#[test]
fn the_budget_is_that_of_the_whole() {
    let text = "services:\n  a: {b: 1}\n  c: {d: 2}\nx: {y: 3}\n";
    let file = SourceMap::default().add("f", text);
    let read = |nodes, depth| {
        let limits = crate::load::Limits { nodes, depth, ..Default::default() };
        read_cut(text, file, 2, &Serial, &mut Budget::new(&limits)).is_some()
    };
    // Five maps, seven keys and three numbers.
    assert_eq!([read(15, 3), read(14, 3), read(15, 2)], [true, false, false]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn pieces_make_up_the_whole(
        head in "((---|name: a|x: \\[a|x: [\"']a|# c|)\n){0,1}services:[ ]{0,1}\n",
        services in prop::collection::vec(service_or_noise(), 2..9),
        tail in "(volumes: [{]?|y: 1|\\.\\.\\.|---|[}\"']| )?\n?",
        number in 2..6usize,
    ) {
        is_cut(&format!("{head}{}{tail}", services.concat()), number)?;
    }

    #[test]
    fn pieces_with_aliases_make_up_the_whole(
        head in "(&[rc]\n)?(x: &a \\{k: v\\}\n)(y: &[ab] \\{l: &c [w]\\}\n)?(<<: \\*a\n)?services:\n",
        services in prop::collection::vec(service_with_aliases(), 3..9),
        tail in "(volumes: \\{a: \\*[ab]\\}\n|z: &a 1\n|<<: \\*a\n)?",
        number in 2..6usize,
    ) {
        is_cut(&format!("{head}{}{tail}", services.concat()), number)?;
    }
}

/// Mostly services with aliases of what stands in the first piece, and some with others.
fn service_with_aliases() -> impl Strategy<Value = String> {
    prop_oneof![
        12 => "  [a-z0-9]{3}: (\\*a|\\[\\*a, \\*a\\]|\\{<<: \\*a\\}|\n    <<: (\\*a|\\[\\*a, \\*a\\])\n    (k|l): v|\n    k: 'a * b'\n    l: \\*a)\n",
        1 => "  [a-z0-9]{3}: (&[abd] (x|\\[v\\])|\\*[bcdr]|\n    &a k: v|\n    \\*c : v|!t \\*a)\n",
        1 => "  (<<|[a-c]{2}): (\\*a|\\{k: v\\})\n",
    ]
}

/// Mostly services in many forms, and some lines that may change what is around them.
fn service_or_noise() -> impl Strategy<Value = String> {
    prop_oneof![
        12 => "  [a-z0-9]{2}:(( !t)? (x|äöü|x\n   y|'x'|\"x\n  y\"|\\{a: 1\\}|\\[a,\n   b\\]|[|>][-+]?\n   x\n\n?)| !t|\n    k: v|\n    k:\n    - v|\n    k: [|>][-+]?\n      x\n\n?)( #c)?\n",
        2 => "(|  |  # c|# c)\n",
        1 => r#"[ ]{0,5}(a|b|c): ?(x|'y|"z|\[v|\{w: 1|\||>-|\|\+|&n|)( u|'|"|\]|\}|)\n"#,
        1 => r#"[ ]{0,5}(- v|v|\}|\]|\? k|: v|"|')\n"#,
    ]
}
