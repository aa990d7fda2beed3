//! Interpolates documents and looks at values, origins and messages.

use std::fmt::Write as _;

use super::interpolate_tree;
use crate::diagnostic::Diagnostics;
use crate::env::MapEnv;
use crate::load::{LoadContext, Options, Skip};
use crate::origin::Step;
use crate::source::SourceMap;
use crate::vfs::MemoryVfs;
use crate::yaml::{Budget, Node, Number, Resolved, Scalar, Value, parse};

/// A document after interpolation.
struct Interpolated {
    root: Node,
    sources: SourceMap,
    diagnostics: Diagnostics,
}

fn interpolate(text: &str) -> Interpolated {
    interpolate_with(text, Skip::default())
}

fn interpolate_with(text: &str, skip: Skip) -> Interpolated {
    let vfs = MemoryVfs::default();
    let env = MapEnv::new([("A", "va"), ("N", "5"), ("T", "true"), ("EMPTY", ""), ("NAME", "x")]);
    let options = Options { skip, ..Options::default() };
    let mut context = LoadContext::new(&vfs, &env, &options);
    let file = context.sources.add("compose.yaml", text);
    let documents = parse(text, file, &mut Budget::default(), &mut context.diagnostics);
    let mut root = documents.into_iter().next().expect("a document").root;
    interpolate_tree(&mut root, &mut context);
    context.report_unset_variables();
    Interpolated { root, sources: context.sources, diagnostics: context.diagnostics }
}

impl Interpolated {
    fn at(&self, path: &str) -> &Node {
        path.split('.').fold(&self.root, |node, key| match key.parse::<usize>() {
            Ok(index) => &node.as_sequence().expect(path)[index],
            Err(_) => node.get(key).expect(path),
        })
    }

    fn scalar(&self, path: &str) -> &Scalar {
        self.at(path).as_scalar().expect(path)
    }

    fn text(&self, path: &str) -> &str {
        match self.scalar(path).resolve() {
            Resolved::String(text) => text,
            other => panic!("{path}: {other:?}"),
        }
    }

    fn findings(&self) -> String {
        let mut text = String::new();
        for diagnostic in &self.diagnostics {
            let (code, message) = (diagnostic.rule.code, &diagnostic.message);
            let _ = writeln!(
                text,
                "{code} {}: {message}",
                diagnostic.subject.as_deref().unwrap_or("-")
            );
            for label in diagnostic.primary.iter().chain(&diagnostic.related) {
                let (_, at) = self.sources.locate(label.span);
                let source = self.sources.text(label.span);
                let _ = writeln!(text, "  {}:{} {source:?} {}", at.line, at.column, label.text);
            }
            for line in diagnostic.help.iter().chain(&diagnostic.notes) {
                let _ = writeln!(text, "  = {line}");
            }
        }
        text
    }
}

#[test]
fn values_are_replaced_and_keys_are_not() {
    let result = interpolate("name: $A\nx-list: ['${N}', plain, 7]\n$A: {a: \"b$$\"}\n");
    assert_eq!(result.text("name"), "va");
    assert_eq!(result.text("x-list.0"), "5");
    assert_eq!(result.text("$A.a"), "b$");
    assert_eq!(result.scalar("x-list.2").resolve(), Resolved::Number(Number::Int(7)));
    assert_eq!(result.findings(), "");
}

#[test]
fn a_replaced_value_is_a_string_unless_its_place_asks_for_more() {
    let result = interpolate(
        "services:\n  a:\n    scale: ${N}\n    cpu_shares: \"010\"\n    tty: $T\n    environment:\n      \
         N: ${N}\n    ulimits: {nofile: {soft: $N, hard: 0x10}}\n    cpus: .5\n",
    );
    assert_eq!(result.scalar("services.a.scale"), &Scalar::Number(Number::Int(5)));
    assert_eq!(result.scalar("services.a.cpu_shares"), &Scalar::Number(Number::Int(10)));
    assert_eq!(result.scalar("services.a.tty"), &Scalar::Bool(true));
    assert_eq!(result.text("services.a.environment.N"), "5");
    let soft = "services.a.ulimits.nofile.soft";
    assert_eq!(result.scalar(soft), &Scalar::Number(Number::Int(5)));
    // What YAML itself reads as a number is not cast: this one is hexadecimal.
    let hard = result.scalar("services.a.ulimits.nofile.hard");
    assert_eq!(hard.resolve(), Resolved::Number(Number::Int(16)));
    assert_eq!(result.findings(), "");
}

#[test]
fn origins_know_the_variables() {
    let result = interpolate("a: \"x \\t ${A}-${NOPE:-d}\"\n");
    let steps: Vec<&Step> = result.at("a").origin.steps().collect();
    let [Step::Variable { name, at, defined: None }] = steps.as_slice() else {
        panic!("{steps:?}")
    };
    assert_eq!((&**name, result.sources.text(*at)), ("A", "${A}"));
}

#[test]
fn faults_point_into_values_of_every_style() {
    let result = interpolate(
        "plain: a ${B C}\nquoted: \"\\\"é ${N} ${:}\"\nfolded: >\n  text\n  ${X:?needed} and\n  \
         more\nliteral: |\n  one\n  ${\nlong: '${NOPE:=x}'\n",
    );
    insta::assert_snapshot!(result.findings());
}

#[test]
fn variables_that_are_not_set_are_reported_once() {
    let result = interpolate("a: &a [$NAMED, '${NAMED}']\nb: *a\nc: $NAMED pa$$word\nd: $OTHER\n");
    insta::assert_snapshot!(result.findings());
}

#[test]
fn casts_that_fail_say_why() {
    let result = interpolate(
        "services:\n  a:\n    scale: ${A}\n    cpu_shares: \"1_000\"\n    privileged: ${EMPTY}\n    \
         read_only: yes\n    ports: [{target: \"http\"}]\n    tty: ${NAMED:?}\n    cpus: 1,5\n    pids_limit: ${GONE}0x\n",
    );
    insta::assert_snapshot!(result.findings());
    assert_eq!(result.scalar("services.a.read_only"), &Scalar::Bool(true));
}

#[test]
fn without_interpolation_nothing_is_cast() {
    let skip = Skip { interpolation: true, ..Skip::default() };
    let result = interpolate_with("services: {a: {scale: \"5\", image: $A}}\n", skip);
    assert_eq!(result.text("services.a.scale"), "5");
    assert_eq!(result.text("services.a.image"), "$A");
}

#[test]
fn shared_values_are_reported_once() {
    let result = interpolate("x-a: &a {b: '${!}'}\nc: *a\nd: *a\n");
    assert_eq!(result.diagnostics.len(), 1, "{}", result.findings());
    assert!(matches!(result.at("d.b").value, Value::Scalar(_)));
}

#[test]
fn nothing_more_is_said_of_values_that_cannot_be_read() {
    let text = "services:\n  a:\n    image: i\n    mem_limit: ${M:?}\n    ports: ['${P:?}', 'x']\n    \
                volumes: [{type: '${T:?}', target: /x}]\n    networks: ['${N:?}']\n";
    let vfs = MemoryVfs::new([("/app/compose.yaml", text)]);
    let options = Options { working_dir: "/app".to_owned(), ..Options::default() };
    let loaded = crate::load::load(&vfs, &MapEnv::default(), &options);
    let codes: Vec<_> = loaded.diagnostics.iter().map(|d| d.rule.code).collect();
    assert_eq!(codes, ["C0202", "C0202", "C0202", "C0202", "C0407"]);
}
