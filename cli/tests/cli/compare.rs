//! `compare` as users run it.

use insta::assert_snapshot;

use crate::support::Folder;

const LOSSY: &str = "\
services:
  web:
    image: nginx:1.29
    restart: always
    oom_kill_disable: true
";

#[test]
fn the_table_is_the_result() {
    let folder = Folder::with(LOSSY);
    let run = folder.run("compare --to kubernetes,swarm").done();
    assert_eq!(run.stderr, "");
    assert_snapshot!(run.stdout);
    assert_eq!(folder.run("compare").done().stdout, run.stdout);
    let one = folder.run("compare --to swarm").done().stdout;
    assert!(one.contains("lost S0608") && !one.contains("K0604"), "{one}");
    let numbers = folder.run("-q compare").done().stdout;
    assert!(!numbers.contains("oom_kill_disable") && numbers.contains("insecure"), "{numbers}");
    let json = folder.run("compare --message-format json").done().stdout;
    assert!(json.starts_with("{\"version\":1,\"type\":\"comparison\","), "{json}");
}

#[test]
fn errors_are_told_and_the_rest_is_in_the_report() {
    let folder = Folder::with(LOSSY);
    let run = folder.run("compare --strict --output-report report.json");
    assert_eq!(run.status, 1);
    assert!(run.stdout.contains("lost K0604") && run.stderr.contains("error[K0604]"));
    assert!(!run.stderr.contains("note"), "{}", run.stderr);
    assert!(folder.read("report.json").contains("\"severity\":\"note\""));
    let folder = Folder::with("services: {web: {imgae: a}}\n");
    let stderr = folder.run("compare").errors();
    assert!(stderr.contains("error[C0301]"), "{stderr}");
}
