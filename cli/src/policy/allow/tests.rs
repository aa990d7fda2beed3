//! Comments of whole projects, and what becomes of their findings.

use std::ffi::OsString;

use compose_model::diagnostic::{Diagnostic, Severity};
use compose_model::env::MapEnv;
use compose_model::vfs::MemoryVfs;
use insta::assert_snapshot;

use crate::render::Report;
use crate::{BACKENDS, Translated, World};

fn convert(line: &str, files: &[(&str, &str)]) -> Translated {
    let files = files.iter().map(|(path, text)| (format!("/srv/shop/{path}"), *text));
    let vfs = MemoryVfs::new(files);
    let env = MapEnv::default();
    let world = World { vfs: &vfs, env: &env, working_dir: "/srv/shop".to_owned() };
    let words = std::iter::once("compose2k8s").chain(line.split_whitespace());
    crate::translate(words.map(OsString::from), BACKENDS, &world).unwrap()
}

/// Severities of the findings of `K0604`, in the order of their places, and the numbers of findings
/// about comments.
fn outcome(line: &str, compose: &str) -> (Vec<Severity>, usize, usize) {
    let translated = convert(line, &[("compose.yaml", compose)]);
    let all = || translated.diagnostics.iter();
    let mut losses: Vec<_> = all().filter(|d| d.rule.code == "K0604").collect();
    losses.sort_by_key(|d| d.primary.as_ref().map(|label| label.span));
    let count = |code: &str| all().filter(|d| d.rule.code == code).count();
    (losses.iter().map(|d| d.severity).collect(), count("C0804"), count("C0805"))
}

use Severity::{Error, Note, Warning};

const TWO: &str = "\
services:
  web:
    image: nginx:1.29
    oom_kill_disable: true # compose2k8s: allow K0604
  db:
    image: postgres:17
    oom_kill_disable: true
";

#[test]
fn a_comment_holds_for_its_line() {
    assert_eq!(outcome("", TWO), (vec![Note, Warning], 0, 0));
}

#[test]
fn a_comment_wins_over_every_level() {
    assert_eq!(outcome("--strict", TWO), (vec![Note, Error], 0, 0));
    assert_eq!(outcome("--deny K0604", TWO), (vec![Note, Error], 0, 0));
}

#[test]
fn a_comment_above_holds_for_a_block() {
    let block =
        |comment: &str| TWO.replace(" # compose2k8s: allow K0604", "").replace("  db:", comment);
    let db = block("  # compose2k8s: allow k0604 because the node sets it\n  db:");
    assert_eq!(outcome("", &db), (vec![Warning, Note], 0, 0));
    let all = format!("# compose2k8s: allow C0701, K0604\n{TWO}");
    // Only `C0701` is not found.
    assert_eq!(outcome("", &all), (vec![Note, Note], 0, 1));
}

#[test]
fn a_comment_holds_in_every_file_that_was_loaded() {
    let files = [
        ("compose.yaml", "include: [sub/db.yaml, sub/db.yaml]\nservices: {web: {image: a}}\n"),
        (
            "sub/db.yaml",
            "services:\n  db:\n    image: b\n    # compose2k8s: allow K0604 reason\n    \
             oom_kill_disable: true\n",
        ),
    ];
    let translated = convert("--strict", &files);
    let found: Vec<_> = translated.diagnostics.iter().filter(|d| d.rule.code == "K0604").collect();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].severity, Note);
    assert_eq!(found[0].allowed.as_ref().unwrap().text, "reason");
    assert_eq!(translated.summary.found.errors, 0);
}

/// What another target would find is not looked for, and after an error nothing is.
#[test]
fn only_what_could_be_found_is_missed() {
    let text = "services:\n  web:\n    image: nginx # compose2k8s: allow K0604, S0603\n";
    assert_eq!(outcome("--to kubernetes", text), (vec![], 0, 1));
    assert_eq!(outcome("--to swarm", text), (vec![], 0, 1));
    assert_eq!(outcome("check --to kubernetes,swarm", text), (vec![], 0, 2));
    assert_eq!(outcome("config", text), (vec![], 0, 0));
    let wrong = text.replace("image", "imgae");
    assert_eq!(outcome("check --to kubernetes,swarm", &wrong), (vec![], 0, 0));
}

#[test]
fn what_is_said_of_comments() {
    let compose = "\
# compose2k8s: allow C0701 left from an old file
services:
  web:
    image: nginx:1.29
    # compose2k8s: ignore K0604
    oom_kill_disable: true
    tty: true # compose2k8s: allow K0064, K0604
    # compose2k8s: allow K0604 the node has memory to spare
    mem_swappiness: 10
  # compose2k8s: allow
  db:
    image: postgres:17
";
    let translated = convert("", &[("compose.yaml", compose)]);
    let (diagnostics, sources) = (&translated.diagnostics, &translated.sources);
    let mut out = anstream::StripStream::new(Vec::new());
    Report { diagnostics, sources, least: Note }.human(100, &mut out).unwrap();
    let text = String::from_utf8(out.into_inner()).unwrap();
    let about = text.split_inclusive("\n\n").filter(|t| t.contains("K0604") || t.contains("C08"));
    assert_snapshot!(about.collect::<String>());
}

/// Neither many comments nor many codes in one, nor many findings, take long.
#[test]
fn many_comments_are_no_trouble() {
    let codes = "K0604,".repeat(20_000);
    let services = (0..500).map(|n| {
        let service = "image: a, restart: always, oom_kill_disable: true";
        format!("  # compose2k8s: allow C0701\n  s{n}: {{{service}}}")
    });
    let mut lines = vec![format!("# compose2k8s: allow {codes}")];
    lines.extend(vec!["# compose2k8s: allow K0604".to_owned(); 20_000]);
    lines.push("services:".to_owned());
    lines.extend(services);
    let compose = lines.join("\n");
    let start = std::time::Instant::now();
    let (losses, ..) = outcome("--strict", &compose);
    assert_eq!(losses, vec![Note; 500]);
    assert!(start.elapsed().as_secs() < 10, "{:?}", start.elapsed());
}

#[test]
fn errors_cannot_be_allowed() {
    let compose = "\
services:
  web:
    image: nginx:1.29
    # compose2k8s: allow CODE
    x-k8s: {replicass: 2}
";
    let translated = convert("", &[("compose.yaml", compose)]);
    let error = translated.diagnostics.iter().find(|d| d.severity == Error).unwrap();
    let code = error.rule.code;
    assert!(code.starts_with('K'), "{}", error.message);
    let translated = convert("", &[("compose.yaml", &compose.replace("CODE", code))]);
    assert_eq!(translated.summary.found.errors, 1);
    let said = translated.diagnostics.iter().find(|d| d.rule.code == "C0805").unwrap();
    assert_eq!(said.message, format!("`{code}` is an error, which cannot be allowed"));
}

#[test]
fn the_documented_example_holds() {
    let page = include_str!("../../../../docs/policy.md");
    let (_, rest) = page.split_once("```yaml\n").expect("the page has an example");
    let (example, _) = rest.split_once("```").expect("the example ends");
    let (losses, wrong, unused) = outcome("--strict", example);
    assert_eq!((losses, wrong, unused), (vec![Note, Note], 0, 0));
}

#[test]
fn what_stands_for_several_is_allowed_at_each_of_them() {
    let text = |web: &str, db: &str| {
        format!(
            "services:\n  web:\n    image: a\n    environment:\n      TOKEN:{web}\n  \
             db:\n    image: b\n    environment:\n      TOKEN:{db}\n"
        )
    };
    let allow = " # compose2k8s: allow K0507 set by the cluster";
    let outcome = |web: &str, db: &str| {
        let translated = convert("--deny K0507", &[("compose.yaml", &text(web, db))]);
        let code = |code: &'static str| move |d: &&_| rule(d) == code;
        let found = translated.diagnostics.iter().find(code("K0507")).unwrap();
        assert_eq!(found.subjects().count(), 2);
        (found.severity, translated.diagnostics.iter().filter(code("C0805")).count())
    };
    assert_eq!(outcome("", ""), (Error, 0));
    assert_eq!(outcome(allow, ""), (Error, 0));
    assert_eq!(outcome("", allow), (Error, 0));
    assert_eq!(outcome(allow, allow), (Note, 0));
}

fn rule(finding: &Diagnostic) -> &'static str {
    finding.rule.code
}

#[test]
fn env_files_carry_comments_too() {
    let compose = "services: {web: {image: 'a:1', environment: {A: '$A'}}}\n";
    let outcome = |env: &str, line: &str| {
        let files = [("compose.yaml", compose), (".env", env)];
        let translated = convert(line, &files);
        let found = translated.diagnostics.iter().find(|d| rule(d) == "C0203").unwrap();
        let path = found.primary.as_ref().map(|label| translated.sources.locate(label.span).0);
        assert_eq!(path, Some(".env"));
        (found.severity, translated.diagnostics.iter().filter(|d| rule(d) == "C0805").count())
    };
    let commented = "# compose2k8s: allow C0203 set by the pipeline\nA=${NOPE}\n";
    assert_eq!(outcome("A=${NOPE}\n", ""), (Warning, 0));
    assert_eq!(outcome(commented, ""), (Note, 0));
    assert_eq!(outcome(&format!("{commented}# compose2k8s: allow C0203\nB=1\n"), ""), (Note, 1));
    // A level of the policy reaches every finding, wherever it is.
    assert_eq!(outcome("A=${NOPE}\n", "--allow C0203"), (Note, 0));
}
