//! What people and programs read, as snapshots.

use compose_model::diagnostic::{Diagnostic, Diagnostics, Effect, Rule, Severity};
use compose_model::source::{FileId, SourceMap, Span};
use insta::assert_snapshot;

use super::{Counts, Paths, Report, Summary, json, message, sarif};

static UNKNOWN_KEY: Rule = Rule {
    code: "C0301",
    name: "unknown-key",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "",
    why: "",
    help: "",
    before: "",
    after: "",
};
static NOT_KEPT: Rule = Rule {
    code: "K0801",
    name: "not-kept",
    severity: Severity::Warning,
    effect: Effect::Unsupported,
    ..UNKNOWN_KEY
};
static RENAMED: Rule = Rule {
    code: "K0101",
    name: "renamed",
    severity: Severity::Note,
    effect: Effect::Advice,
    ..UNKNOWN_KEY
};

const BASE: &str = "\
services:
  web:
    image: nginx
    prots: [80]
    cpu_rt_runtime: 400ms
";
const OVERRIDE: &str = "services:\n  web:\n    cpu_rt_runtime: 200ms\n";

struct World {
    sources: SourceMap,
    base: FileId,
    over: FileId,
    diagnostics: Diagnostics,
}

impl World {
    fn new() -> Self {
        let mut sources = SourceMap::default();
        let base = sources.add("compose.yaml", BASE);
        let over = sources.add("deploy/compose.override.yaml", OVERRIDE);
        Self { sources, base, over, diagnostics: Diagnostics::default() }
    }

    fn span(&self, file: FileId, text: &str) -> Span {
        let at = self.sources.file(file).text().find(text).expect("the text is in the file");
        Span::new(file, 0, u32::MAX).part(at..at + text.len())
    }

    fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    fn report(&self) -> Report<'_> {
        let (diagnostics, sources) = (&self.diagnostics, &self.sources);
        Report { diagnostics, sources, least: Severity::Note }
    }

    fn human(&self) -> String {
        let mut out = anstream::StripStream::new(Vec::new());
        self.report().human(80, &mut out).unwrap();
        String::from_utf8(out.into_inner()).unwrap()
    }
}

fn everything() -> World {
    let mut world = World::new();
    let key = world.span(world.base, "prots");
    world.push(
        Diagnostic::new(&UNKNOWN_KEY, "unknown key `prots`")
            .at(key, "not a key of a service")
            .help("write `ports`")
            .fix(key, "ports")
            .subject("services.web.prots"),
    );
    let (new, old) = (world.span(world.over, "200ms"), world.span(world.base, "400ms"));
    world.push(
        Diagnostic::new(&NOT_KEPT, "`cpu_rt_runtime` has no place in a pod")
            .at(new, "this value counts")
            .related(old, "replaces this one")
            .note("the kubelet has no realtime scheduling")
            .subject("services.web.cpu_rt_runtime"),
    );
    for service in ["web", "db", "a", "b", "c", "d", "e", "f"] {
        let name = world.span(world.base, "image: nginx");
        world.push(
            Diagnostic::new(&RENAMED, "an image without a tag is `latest`")
                .at(name, "")
                .subject(format!("services.{service}.image")),
        );
    }
    world.push(Diagnostic::new(&NOT_KEPT, "nowhere").subject("services.web.tty"));
    world
}

#[test]
fn human() {
    assert_snapshot!(everything().human());
}

/// Warnings that are alike are one, and errors are never put together.
#[test]
fn many_that_are_alike() {
    let mut world = World::new();
    let lines: Vec<String> = (0..10).map(|n| format!("s{n}: {{tty: true}}\n")).collect();
    let text = lines.concat();
    let file = world.sources.add("many.yaml", text);
    for n in 0..10 {
        let at = world.span(file, &format!("s{n}"));
        let warning = Diagnostic::new(&NOT_KEPT, format!("`s{n}` has no terminal"));
        world.push(warning.at(at, "").help("remove it"));
        if n < 3 {
            world.push(Diagnostic::new(&NOT_KEPT, format!("only `{n}` of these")).at(at, ""));
        }
    }
    for n in 0..4 {
        let subject = format!("services.s{n}.init");
        world.push(Diagnostic::new(&NOT_KEPT, "no init").subject(subject));
        let at = world.span(file, &format!("s{n}"));
        world.push(Diagnostic::new(&UNKNOWN_KEY, format!("unknown key `s{n}`")).at(at, ""));
    }
    let human = |least| {
        let mut out = anstream::StripStream::new(Vec::new());
        Report { least, ..world.report() }.human(80, &mut out).unwrap();
        String::from_utf8(out.into_inner()).unwrap()
    };
    assert_snapshot!(human(Severity::Warning));
    assert_eq!(human(Severity::Note).matches("has no terminal").count(), 10);
    let mut out = Vec::new();
    Report { least: Severity::Warning, ..world.report() }.short(&mut out).unwrap();
    assert_eq!(String::from_utf8(out).unwrap().lines().count(), 10 + 3 + 1 + 4);
}

#[test]
fn short() {
    let mut out = Vec::new();
    everything().report().short(&mut out).unwrap();
    assert_snapshot!(String::from_utf8(out).unwrap());
}

#[test]
fn json() {
    let mut out = Vec::new();
    everything().report().json(&mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    for line in text.lines() {
        let value: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(value["version"], 1);
    }
    let summary =
        Summary { services: 2, found: Counts::of(&everything().diagnostics), ..Summary::default() };
    assert_snapshot!(format!(
        "{text}{}\n{}\n",
        json::message(Severity::Error, "cannot write", Some("try again")),
        json::summary(&summary)
    ));
}

#[test]
fn github() {
    let mut out = Vec::new();
    everything().report().github(&paths(), &mut out).unwrap();
    assert_snapshot!(String::from_utf8(out).unwrap());
}

#[test]
fn azure() {
    let mut out = Vec::new();
    everything().report().azure(&paths(), &mut out).unwrap();
    assert_snapshot!(String::from_utf8(out).unwrap());
}

#[test]
fn sarif() {
    assert_snapshot!(sarif_of(&everything()));
}

/// A fingerprint names a finding after lines were added above it.
#[test]
fn fingerprints_outlive_changes_elsewhere() {
    let fingerprints = |text: String| {
        let mut world = World::new();
        let file = world.sources.add("compose.yaml", text);
        for key in ["image", "prots", "prots"] {
            let at = world.span(file, key);
            world.push(Diagnostic::new(&UNKNOWN_KEY, format!("unknown key `{key}`")).at(at, ""));
            world.push(Diagnostic::new(&NOT_KEPT, "another word").at(at, ""));
        }
        let sarif: serde_json::Value = serde_json::from_str(&sarif_of(&world)).unwrap();
        let results = sarif["runs"][0]["results"].as_array().unwrap().clone();
        let all = results.iter().map(|r| r["partialFingerprints"]["finding/v1"].to_string());
        all.collect::<Vec<_>>()
    };
    let before = fingerprints(BASE.to_owned());
    assert_eq!(before, fingerprints(format!("# a line\n\n{BASE}")));
    let different: std::collections::BTreeSet<&String> = before.iter().collect();
    assert_eq!(different.len(), before.len());
}

fn sarif_of(world: &World) -> String {
    let mut log = sarif::Log::default();
    world.report().sarif(&paths(), &mut log);
    log.notify(Severity::Error, "cannot write `k8s/`", Some("make room"));
    log.finish(1, &paths())
}

/// The current folder is `/src/shop`, and `/src` is the repository.
fn paths() -> Paths {
    let vfs = compose_model::vfs::MemoryVfs::new([("/src/.git", "")]);
    let env = compose_model::env::MapEnv::default();
    let working_dir = "/src/shop".to_owned();
    Paths::of(&crate::World { vfs: &vfs, env: &env, working_dir })
}

#[test]
fn summaries() {
    let world = everything();
    let found = Counts { errors: 0, ..Counts::of(&world.diagnostics) };
    let summary = Summary {
        services: 3,
        disabled_services: 1,
        documents: 9,
        noun: "object",
        side_files: 2,
        destination: Some("k8s/".to_owned()),
        removed: 1,
        found,
    };
    let failed = Summary { found: Counts::of(&world.diagnostics), ..Summary::default() };
    let clean = Summary {
        services: 1,
        documents: 1,
        noun: "document",
        destination: Some("-".to_owned()),
        ..Summary::default()
    };
    let checked = Summary { services: 1, ..Summary::default() };
    let texts = [
        summary.text("converted", false),
        summary.text("converted", true),
        failed.text("converted", false),
        clean.text("converted", false),
        checked.text("checked", false),
        failed.text("checked", false),
    ];
    assert_snapshot!(texts.join("\n"));
}

#[test]
fn hostile_text_cannot_reach_the_terminal() {
    let mut world = World::new();
    let text = "services:\n  web:\n    image: \"\u{1b}]0;title\u{7}\u{9b}31m\u{202e}evil\"\n";
    let file = world.sources.add("\u{1b}[2Jcompose.yaml", text);
    let at = world.span(file, "image");
    world.push(
        Diagnostic::new(&NOT_KEPT, "`\u{1b}[31m\nerror: fake`")
            .at(at, "\u{1b}[0m\u{7}")
            .note("\u{1b}[1mnote")
            .help("\u{9b}2Jhelp")
            .subject("services.\u{1b}web"),
    );
    world.push(Diagnostic::new(&RENAMED, "m").subject("\u{1b}[5mblink"));
    let mut styled = Vec::new();
    world.report().human(80, &mut styled).unwrap();
    let styled = String::from_utf8(styled).unwrap();
    // The renderer's own colours end in `m`; nothing else may follow an escape.
    for after in styled.split('\u{1b}').skip(1) {
        let code = after.strip_prefix('[').and_then(|rest| rest.split_once('m'));
        assert!(
            code.is_some_and(|(code, _)| code.bytes().all(|b| b.is_ascii_digit() || b == b';')),
            "{after:?}"
        );
    }
    assert!(!styled.contains(['\u{7}', '\u{9b}', '\u{202e}']));
    let mut short = Vec::new();
    world.report().short(&mut short).unwrap();
    assert!(!String::from_utf8(short).unwrap().contains(['\u{1b}', '\u{9b}']));
    assert_snapshot!(world.human());
}

#[test]
fn places_at_the_edges_of_a_file() {
    let mut world = World::new();
    let file = world.sources.add("edges.yaml", "a: [\r\nüb: \"x\r\n");
    for (start, end) in [(0, 1), (3, 15), (6, 8), (14, 15), (15, 15)] {
        world.push(
            Diagnostic::new(&NOT_KEPT, format!("{start}..{end}"))
                .at(Span::new(file, start, end), "here"),
        );
    }
    let empty = world.sources.add("empty.yaml", "");
    world.push(Diagnostic::new(&NOT_KEPT, "empty").at(Span::new(empty, 0, 0), "nothing"));
    assert_snapshot!(world.human());
}

#[test]
fn a_long_line_is_shown_in_part() {
    let mut world = World::new();
    let text =
        format!("{}\"prots\": 1{}", "\"a\": \"ü\", ".repeat(30_000), ", \"z\": 2".repeat(30_000));
    let file = world.sources.add("generated.json", text);
    let at = world.span(file, "\"prots\"");
    for n in 0..200 {
        world.push(
            Diagnostic::new(&UNKNOWN_KEY, format!("unknown key `prots` ({n})")).at(at, "here"),
        );
    }
    let human = world.human();
    assert!(human.len() < 200 * 1000, "{} bytes", human.len());
    assert_snapshot!(human.split("\n\n").next().unwrap());
}

#[test]
fn messages_without_a_code() {
    assert_snapshot!(anstream::adapter::strip_str(&message(
        Severity::Error,
        "cannot write `k8s/`: no space left on device",
        Some("make room"),
        80
    )));
}
