//! The forms of messages, and the file of `--output-report`.

use insta::assert_snapshot;
use serde_json::Value;

use crate::support::{Folder, SMALL};

const LOSSY: &str = "\
services:
  web:
    image: nginx:1.29
    oom_kill_disable: true
";

const WRONG: &str = "services:\n  web:\n    imgae: nginx\n";

#[test]
fn each_form_has_its_own_messages() {
    let folder = Folder::with(LOSSY);
    folder.file(".git/HEAD", "");
    for format in ["short", "json", "github", "azure"] {
        let told = folder.run(&format!("-q --deny K0604 --message-format {format}")).errors();
        assert_snapshot!(format!("{format}_error"), told);
        let told = folder.run(&format!("check --message-format {format}")).done().stderr;
        assert_snapshot!(format!("{format}_warning"), told);
    }
    let sarif = folder.run("-q --deny K0604 --message-format sarif").errors();
    assert_snapshot!("sarif_error", sarif);
}

#[test]
fn a_report_is_written_beside_what_the_terminal_shows() {
    let folder = Folder::with(LOSSY);
    let shown = folder.run("").done();
    for (file, beginning) in [
        ("report.sarif", "{\n  \"$schema\""),
        ("report.json", "[\n{\"version\":1,"),
        ("report.jsonl", "{\"version\":1,"),
        ("report.txt", "note["),
    ] {
        let run = folder.run(&format!("--output-report {file}")).done();
        assert_eq!((&run.stdout, &run.stderr), (&shown.stdout, &shown.stderr));
        let report = folder.read(file);
        assert!(report.starts_with(beginning), "{report}");
        assert!(report.contains("K0604"), "{report}");
        assert!(!report.contains('\u{1b}'));
    }
    let list: Vec<Value> = serde_json::from_str(&folder.read("report.json")).unwrap();
    let lines = folder.read("report.jsonl");
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(list, lines);
    folder.run("completions bash --output-report none.json").usage();
    folder.run("config -q --output-report clean.json").done();
    assert_eq!(
        serde_json::from_str::<Value>(&folder.read("clean.json")).unwrap(),
        Value::Array(vec![])
    );
    let told = "--output-report out.log --report-format github";
    folder.run(told).done();
    assert!(folder.read("out.log").contains("::warning file=compose.yaml,line=4"));
}

#[test]
fn a_report_is_written_when_the_conversion_fails() {
    let folder = Folder::with(WRONG);
    folder.run("--output-report report.sarif").errors();
    let report: Value = serde_json::from_str(&folder.read("report.sarif")).unwrap();
    let run = &report["runs"][0];
    assert_eq!(run["results"][0]["ruleId"], "C0301");
    assert_eq!(run["invocations"][0]["exitCode"], 1);

    folder.file("compose.yaml", SMALL);
    folder.file("k8s/web-service.yaml", "mine");
    folder.run("-o k8s/ --output-report report.sarif").errors();
    let report: Value = serde_json::from_str(&folder.read("report.sarif")).unwrap();
    let said = &report["runs"][0]["invocations"][0]["toolExecutionNotifications"][0];
    let said = said["message"]["text"].as_str().unwrap();
    assert!(said.contains("web-service.yaml"), "{said}");
}

#[test]
fn a_report_replaces_no_file_of_the_project() {
    let folder = Folder::with(SMALL);
    let line = "check --output-report compose.yaml --report-format json";
    let stderr = folder.run(line).usage();
    assert!(stderr.contains("`compose.yaml` is a file of the project"), "{stderr}");
    assert_eq!(folder.read("compose.yaml"), SMALL);
    let stderr = folder.run("check --output-report missing/report.json").errors();
    assert!(stderr.contains("the folder `"), "{stderr}");
}

/// What the shell or the editor that reads standard error sees is one document, and nothing else.
#[test]
fn sarif_is_the_only_thing_said() {
    for (compose, line) in [(WRONG, ""), (LOSSY, "check -v"), (SMALL, "config -q")] {
        let folder = Folder::with(compose);
        let run = folder.run(&format!("{line} --message-format sarif"));
        let report: Value = serde_json::from_str(&run.stderr).unwrap();
        assert_eq!(report["version"], "2.1.0");
    }
}
