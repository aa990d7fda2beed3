//! `config`: what `docker compose config` prints.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use insta::assert_snapshot;

use crate::support::{Folder, SMALL};

const PROJECT: &str = "\
name: shop
services:
  web:
    image: nginx:${TAG:-1.29}
    ports: [\"8080:80\"]
    depends_on: [db]
    networks: [front, default]
    environment:
      GREETING: \"costs $$5 <&>\"
      LEVEL: ${LEVEL-info}
  db:
    build: ./db
    volumes: [data:/data]
  tool:
    image: tool:${TOOL_TAG:?}
    profiles: [tools]
volumes:
  data:
  unused:
networks:
  front:
    internal: true
  unused:
";

fn folder() -> Folder {
    let folder = Folder::with(PROJECT);
    folder.file(".env", "TOOL_TAG=3\nLEVEL=debug\n");
    folder
}

#[test]
fn projects() {
    let folder = folder();
    let mut all = String::new();
    for line in [
        "config",
        "config --format json",
        "config db",
        "config --no-interpolate --no-normalize --no-consistency --no-path-resolution",
        "config --no-env-resolution --profile tools tool",
    ] {
        let run = folder.run(line).done();
        let _ = writeln!(all, "$ compose2k8s {line}\n{}{}", run.stdout, run.stderr);
    }
    assert_snapshot!(all);
}

#[test]
fn lists() {
    let folder = folder();
    let mut all = String::new();
    for line in [
        "config --services",
        "config --services --profile *",
        "config --images",
        "config --volumes",
        "config --networks",
        "config --profiles",
        "config --models",
        "config --variables",
        "config --variables --format json",
        "config --hash *",
        "config --hash db",
    ] {
        let run = folder.run(line).done();
        let _ = writeln!(all, "$ compose2k8s {line}\n{}{}", run.stdout, run.stderr);
    }
    assert_snapshot!(all);
    let environment = folder.run("config --environment").done().stdout;
    assert!(environment.lines().any(|line| line == "LEVEL=debug"), "{environment}");
    assert!(environment.lines().is_sorted());
    assert!(folder.run("config --hash nope").errors().contains("there is no service `nope`"));
}

#[test]
fn quiet_prints_nothing() {
    let folder = folder();
    let run = folder.run("config -q").done();
    assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("", ""));
    folder.file("compose.yaml", "services: [web]\n");
    assert!(folder.run("config -q").errors().contains("error["));
}

#[test]
fn to_a_file() {
    let folder = folder();
    folder.run("config -o resolved.yaml").done();
    assert_eq!(folder.read("resolved.yaml"), folder.run("config").stdout);
    let stderr = folder.run("config -o compose.yaml").usage();
    assert!(stderr.contains("is a file of the project"), "{stderr}");
    assert!(folder.read("compose.yaml").contains("${TAG"));
}

#[test]
fn what_is_printed_loads_again_to_the_same() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/cases");
    let (mut tried, mut failed) = (0, Vec::new());
    for entry in fs::read_dir(cases).unwrap() {
        let case = entry.unwrap().path();
        let folder = Folder::empty();
        let inside = |line: &str, input: &[u8]| {
            folder.run_on(
                &format!("{line} --project-directory {} --profile *", case.display()),
                input,
            )
        };
        let first = inside("config", b"");
        // The cases of wrong projects have nothing to print.
        if first.status != 0 {
            continue;
        }
        tried += 1;
        let again = inside("config -f -", first.stdout.as_bytes());
        if again.stdout != first.stdout {
            failed.push(format!("{}: {}", case.display(), again.stderr));
        }
    }
    assert!(tried > 20, "only {tried} cases could be printed");
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn services_are_listed_after_those_they_need() {
    let mut services = String::from("services:\n  s0:\n    image: x\n");
    for n in 1..2000 {
        let _ = write!(services, "  s{n}:\n    image: x\n    depends_on: [s{}]\n", n - 1);
    }
    let listed = Folder::with(services).run("config --services").done().stdout;
    let wanted: String = (0..2000).map(|n| format!("s{n}\n")).collect();
    assert_eq!(listed, wanted);
}

#[test]
fn a_symbolic_link_gives_its_name() {
    let folder = Folder::with(SMALL);
    assert!(folder.run("config").done().stdout.starts_with("name: project\n"));
    #[cfg(unix)]
    {
        let link = folder.path("../linked");
        std::os::unix::fs::symlink(folder.path(""), &link).unwrap();
        let run = folder.run_with("config", |command| {
            command.current_dir(&link).env("PWD", &link);
        });
        assert!(run.done().stdout.starts_with("name: linked\n"));
    }
}

#[test]
fn texts_that_need_their_variables_do_not_hide_them() {
    let folder = Folder::with(
        "services: {web: {image: nginx, ports: ['${PORT:-80}:80'], mem_limit: '${MEMORY:?size}'}}",
    );
    let listed = folder.run("config --variables").done();
    let words: Vec<Vec<&str>> =
        listed.stdout.lines().skip(1).map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(words, [vec!["MEMORY", "true"], vec!["PORT", "false", "80"]]);
    assert_eq!(listed.stderr, "");
}

#[test]
fn variables_stay_as_they_are_written() {
    let folder = Folder::with(
        "\
name: shop
services:
  web:
    image: nginx:${TAG:-1}
    command: serve ${ROOT} '$$x'
    environment: [TOKEN, MODE=$MODE]
    env_file: [{path: '/${ENV_FILE:-web.env}', required: '${NEEDED:-false}'}]
    ports: ['8080:80', '${PORT:-81}:81']
    volumes: ['/a:/a', '${DATA:-./data}:/data', '$CACHE']
    devices: ['${DEVICE:-/dev/a}:/dev/b:${RIGHTS:-rw}']
    extra_hosts: ['${HOST:-a}']
    mem_limit: ${MEMORY:-1g}
    stop_grace_period: ${GRACE:-10s}
    privileged: ${PRIVILEGED:-false}
    healthcheck: {test: 'curl ${URL}', interval: '${INTERVAL:-5s}', retries: '${RETRIES:-3}'}
    deploy: {replicas: '${COUNT:-2}', resources: {limits: {cpus: '${CPUS:-1}'}}}
    configs: [{source: '${CONFIG:-c}', mode: '${MODE:-0440}'}]
    depends_on: ['${DATABASE:-db}']
  db:
    image: postgres
    profiles: ['${PROFILE:-data}']
secrets:
  token: {environment: TOKEN}
x-note: [b: $B, a: 012]
",
    );
    folder.file(".env", "TOKEN=do-not-print\n");
    let run = folder.run("config --no-interpolate").done();
    assert_eq!(run.stderr, "");
    assert!(!run.stdout.contains("do-not-print"), "{}", run.stdout);
    let json = folder.run("config --no-interpolate --format json").done().stdout;
    let read_as_yaml: serde_json::Value = serde_yaml::from_str(&run.stdout).unwrap();
    assert_eq!(read_as_yaml, serde_json::from_str::<serde_json::Value>(&json).unwrap());
    assert_eq!(folder.run("config --no-interpolate --services").done().stdout, "db\nweb\n");
    assert_snapshot!(run.stdout);
}
