//! The tables against the reference, and what is said about trees that do not fit them.

mod reference;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use super::{ListShape, MapShape, NumberShape, Rest, Shape, StringShape, TOP, keys, validate};
use crate::diagnostic::Diagnostics;
use crate::source::SourceMap;
use crate::yaml::{Budget, Node, parse};

/// A tree after validation, with the findings as text.
fn validated(text: &str) -> (Node, Diagnostics, String) {
    let (mut sources, mut diagnostics) = (SourceMap::default(), Diagnostics::default());
    let file = sources.add("compose.yaml", text);
    let mut documents = parse(text, file, &mut Budget::default(), &mut diagnostics);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let mut root = documents.pop().unwrap().root;
    validate(&mut root, &mut diagnostics);
    let mut findings = String::new();
    for found in &diagnostics {
        let subject = found.subject.as_deref().unwrap_or_default();
        let _ = writeln!(findings, "{} [{subject}] {}", found.rule.code, found.message);
        for label in found.primary.iter().chain(&found.related) {
            let (_, place) = sources.locate(label.span);
            let source = sources.text(label.span);
            let _ =
                writeln!(findings, "  {}:{} {source:?} {}", place.line, place.column, label.text);
        }
        for help in &found.help {
            let _ = writeln!(findings, "  help: {help}");
        }
        if let Some(fix) = &found.fix {
            let _ = writeln!(findings, "  fix: {:?}", fix.replacement);
        }
    }
    (root, diagnostics, findings)
}

/// Each attribute in a service `web`, with all that is said about it.
fn findings(attributes: &[&str]) -> String {
    let blocks = attributes.iter().map(|attribute| {
        let indented = attribute.replace('\n', "\n    ");
        let (_, diagnostics, findings) = validated(&format!("services:\n  web:\n    {indented}\n"));
        assert!(diagnostics.has_errors(), "{attribute}");
        format!("{attribute}\n{findings}\n")
    });
    blocks.collect()
}

#[test]
fn what_fits_is_left_alone() {
    let text = include_str!("tests/accepted.yaml");
    let (root, _, findings) = validated(text);
    assert_eq!(findings, "");
    let (sources, mut diagnostics) = (&mut SourceMap::default(), Diagnostics::default());
    let file = sources.add("compose.yaml", text);
    let before = parse(text, file, &mut Budget::default(), &mut diagnostics).pop().unwrap().root;
    assert_eq!(root, before);
}

#[test]
fn unknown_keys() {
    insta::assert_snapshot!(findings(&[
        "enviroment: {A: b}",
        "environments: {A: b}",
        "foo: 1",
        "replicas: 2",
        "context: .",
        "deploy: {ports: ['80'], Replicas: 2}",
        "ports: [{target: 80, publish: 80}]",
        "healthcheck: {cmd: x, retry: 3}",
        "build: {context: ., argss: {A: b}}",
        "extends: {service: x, x-y: 1}",
        "depends_on: {'a b': {condition: service_started}}",
        "environment: {'': x}",
        "post_start: [{command: x, image: y}]",
        "\u{a0}user: x",
    ]));
}

#[test]
fn unknown_keys_of_the_top_level() {
    let (_, _, findings) = validated(
        "service:\n  web: {image: x}\ncommand: x\nweb:\n  image: nginx\ndepends_on: [a]\n'a b': 1\nservices:\n  a b: {image: x}\n",
    );
    insta::assert_snapshot!(findings);
}

#[test]
fn wrong_types() {
    insta::assert_snapshot!(findings(&[
        "image: 1.10",
        "user: 1000",
        "command: 5",
        "command: [sleep, 5]",
        "environment: A=b",
        "environment:\n  - A: b",
        "environment:\n  A: {b: c}",
        "depends_on: db",
        "depends_on: {db: }",
        "ports: 80",
        "ports: [true]",
        "ports: {80: 80}".replace("80:", "'80':").as_str(),
        "build:",
        "healthcheck: [CMD, true]",
        "use_api_socket: 'true'",
        "privileged: 1",
        "volumes: [{type: tmpfs, target: /x, tmpfs: {size: 1.5}}]",
        "stop_grace_period: 10",
        "deploy: {resources: {limits: {memory: 512}}}",
        "restart: no\nlogging: {options: {a: true}}",
        "cgroup: 2001-01-01",
        "networks: [a, ]\nprofiles: [~]",
    ]));
}

#[test]
fn conditions() {
    insta::assert_snapshot!(findings(&[
        "volumes: [{target: /x}]",
        "volumes: [{type: bnd, target: /x}]",
        "ulimits: {nofile: {soft: 1}}",
        "develop: {watch: [{}]}",
        "depends_on: {db: {condition: healthy}}",
        "pull_policy: sometimes",
        "container_name: a",
        "oom_score_adj: 1001",
        "cpu_percent: -1",
        "security_opt: [a, b, a]",
        "group_add: [1, '1', 1.0]",
        "environment: {A: .inf}",
        "x-foo: {a: [.nan]}",
        "gpus: some",
    ]));
}

#[test]
fn faulty_nodes_are_taken_out() {
    let (root, ..) = validated(
        "services:\n  web: {image: 1, foo: 2, ports: [true, 80, 80], volumes: [{target: /x}, {type: bnd}, a]}\n  null:\nx-y: [.nan, 1]\n"
            .replace("null", "db")
            .as_str(),
    );
    let json = serde_json::to_string(&root).unwrap();
    assert_eq!(
        json,
        r#"{"services":{"web":{"image":"1","ports":[80],"volumes":["a"]}},"x-y":[1]}"#
    );
    assert_eq!(serde_json::to_string(&validated("- 1").0).unwrap(), "{}");
}

#[test]
fn fields_are_sorted_and_required_keys_exist() {
    fn check(map: &MapShape) {
        assert!(map.fields.is_sorted_by_key(|(name, _)| *name), "{map:?}");
        assert!(map.required.iter().all(|key| map.field(key).is_some()), "{map:?}");
        for (_, shape) in map.fields {
            visit(shape);
        }
    }
    fn visit(shape: &Shape) {
        shape.map.into_iter().for_each(check);
        if let Some(ListShape { items, .. }) = shape.list {
            visit(items);
        }
    }
    check(&TOP);
}

/// A shape in one line: its kinds with their conditions.
fn describe(shape: &Shape) -> Vec<String> {
    let mut kinds = Vec::new();
    if shape.null {
        kinds.push("null".to_owned());
    }
    if shape.boolean {
        kinds.push("boolean".to_owned());
    }
    if let Some(NumberShape { integer, min, max }) = shape.number {
        let mut text = if integer { "integer" } else { "number" }.to_owned();
        if let Some(min) = min {
            let _ = write!(text, " minimum={min}");
        }
        if let Some(max) = max {
            let _ = write!(text, " maximum={max}");
        }
        kinds.push(text);
    }
    match shape.string {
        None => {}
        Some(StringShape::Any) => kinds.push("string".to_owned()),
        Some(StringShape::OneOf(words)) => {
            kinds.push(format!("string enum={words:?}").replace('"', "'"));
        }
        Some(StringShape::Form(form)) => kinds.push(format!("string pattern={}", form.pattern)),
    }
    if let Some(list) = shape.list {
        kinds.push(if list.unique { "array unique" } else { "array" }.to_owned());
    }
    if let Some(map) = shape.map {
        let rest = match map.rest {
            Rest::Closed => "closed",
            Rest::Extensions => "x-",
            Rest::Open => "open",
        };
        let mut required = map.required.to_vec();
        required.sort_unstable();
        kinds.push(format!("object {rest} {required:?}").replace('"', "'").replace(" []", ""));
    }
    kinds.sort();
    kinds
}

/// All places of the tables, items of lists included, with what may stand there.
fn table() -> BTreeMap<String, Vec<String>> {
    let mut table = BTreeMap::new();
    for key in keys() {
        let (mut path, mut shape) = (key.path.clone(), key.shape);
        loop {
            table.insert(path.clone(), describe(shape));
            let Some(list) = shape.list else { break };
            (path, shape) = (format!("{path}[]"), &list.items);
        }
    }
    table
}

#[test]
fn the_table_of_keys() {
    let lines = table().into_iter().map(|(path, kinds)| format!("{path}: {}\n", kinds.join(" | ")));
    insta::assert_snapshot!(lines.collect::<String>());
}

/// The tables say what the reference's JSON schema says.
#[test]
fn the_table_is_that_of_the_reference() {
    let file = "../../shared/reference/compose-schema-keys.txt";
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    #[expect(clippy::disallowed_methods, reason = "tests may read files")]
    let Ok(text) = std::fs::read_to_string(&file) else {
        #[expect(clippy::print_stderr, reason = "a test that does not run says why")]
        {
            eprintln!("not compared: {} is not there", file.display());
        }
        return;
    };
    let (ours, theirs) = (table(), reference::read(&text));
    let differences: Vec<_> = ours
        .keys()
        .chain(theirs.keys())
        .filter(|path| ours.get(*path) != theirs.get(*path))
        .map(|path| {
            format!("{path}: {:?}, but in the reference {:?}", ours.get(path), theirs.get(path))
        })
        .collect();
    assert!(differences.is_empty(), "{differences:#?}");
}
