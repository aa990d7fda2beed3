//! `explain`: what a finding means, where values come from and what becomes of them.

use insta::assert_snapshot;
use serde_json::Value;

use crate::support::{Folder, Run};

fn run(line: &str) -> Run {
    Folder::empty().run(line)
}

fn transcript(question: &str, answer: &str) -> String {
    format!("$ compose2k8s explain {question}\n{answer}\n")
}

#[test]
fn codes() {
    assert_snapshot!("code", run("explain k0322 unknown-env-file-format").done().stdout);
    assert_snapshot!("unknown_code", run("explain K0322 K0398").usage());
    let none = run("explain Q9").usage();
    assert!(none.contains("there is no code `Q9`") && none.contains("for all codes"), "{none}");
}

#[test]
fn all_codes() {
    let list = run("explain").done().stdout;
    assert!(
        list.starts_with("Loading: files and YAML\n  C0101  error    input         cannot-read\n")
    );
    for rule in compose2k8s::all_rules(compose2k8s::BACKENDS) {
        assert!(list.contains(&format!("\n  {}  ", rule.code)), "{}", rule.code);
    }
    let lines = run("explain --message-format json").done().stdout;
    assert_eq!(lines.lines().count(), compose2k8s::all_rules(compose2k8s::BACKENDS).count());
}

#[test]
fn codes_for_programs() {
    let line = run("explain C0301 --message-format json").done().stdout;
    let rule: Value = serde_json::from_str(&line).unwrap();
    assert_eq!((&rule["version"], &rule["type"]), (&1.into(), &"rule".into()));
    assert_eq!((&rule["code"], &rule["severity"]), (&"C0301".into(), &"error".into()));
    assert!(rule["before"].as_str().unwrap().starts_with("services:"));
}

/// A project in which values come to their places in every way there is.
fn shop() -> Folder {
    let folder = Folder::with(
        "name: shop\n\
         x-common: &common\n\
         \x20 restart: always\n\
         \x20 init: true\n\
         services:\n\
         \x20 web:\n\
         \x20   <<: *common\n\
         \x20   image: nginx:${TAG}\n\
         \x20   ports: [\"8080:80\"]\n\
         \x20   env_file: web.env\n\
         \x20   environment: {LEVEL: info, COLOUR: \"${COLOUR}\"}\n\
         \x20 api:\n\
         \x20   extends: {file: base.yaml, service: api}\n\
         \x20   depends_on: [web]\n",
    );
    folder.file("compose.override.yaml", "services: {web: {environment: {LEVEL: debug}}}\n");
    folder.file("base.yaml", "services: {api: {image: \"acme/api:1\", command: [serve]}}\n");
    folder.file("web.env", "MODE=fast\n");
    folder.file(".env", "TAG=1.29\n");
    folder
}

#[test]
fn values() {
    let folder = shop();
    let mut text = String::new();
    for key in [
        "services.web.image",
        "services.web.ports[0].published",
        "services.web.environment.LEVEL",
        "services.web.environment.MODE",
        "services.web.environment.COLOUR",
        "services.web.init",
        "services.api.command",
        "services.web.ulimits",
        "networks.default.name",
    ] {
        let run = folder.run_with(&format!("explain {key}"), |command| {
            command.env("COLOUR", "red");
        });
        text += &transcript(key, &run.done().stdout);
    }
    assert_snapshot!("values", text);
}

#[test]
fn fields() {
    let folder = shop();
    let mut text = String::new();
    for field in [
        "deployment/web:spec.template.spec.containers[0].env[LEVEL]",
        "Deployment/web:spec.template.spec.containers.web.image",
        "Deployment/web:spec.selector",
        "stack.yaml:services.web.image",
    ] {
        let run = folder.run(&format!("explain {field}"));
        text += &transcript(field, &run.done().stdout);
    }
    assert_snapshot!("fields", text);
}

#[test]
fn questions_without_an_answer() {
    let folder = shop();
    let mut text = String::new();
    for question in [
        "services.web.imgae",
        "services.wbe.image",
        "services.*.imgae",
        "Deployment/wbe:spec",
        "Deployment/web:spec.replica",
        "Deployment/nope",
        "deploymnt/web",
        "Deployment/web:spec.nope",
        "Stateful/web",
        "nonsense",
    ] {
        let usage = folder.run(&format!("explain K0101 {question}")).usage();
        text += &transcript(question, &usage);
    }
    assert_snapshot!("no_answer", text);
    let broken = Folder::with("services: {web: {imgae: a}}\n");
    assert_eq!(broken.run("explain services.web.image").status, 1);
    assert_eq!(broken.run("explain Deployment/web").status, 1);
}

#[test]
fn keys_of_every_project() {
    let reference = run("explain services.*.healthcheck --to kubernetes").done().stdout;
    assert_snapshot!("reference", reference);
    // Without a project, the question is about all of them.
    assert_eq!(run("explain services.web.healthcheck --to kubernetes").done().stdout, reference);
    let line =
        run("explain services.*.ulimits --message-format json --to kubernetes").done().stdout;
    let key: Value = serde_json::from_str(&line).unwrap();
    assert_eq!((&key["type"], &key["fate"]), (&"key".into(), &"reported".into()));
    assert_eq!((&key["key"], &key["code"]), (&"services.*.ulimits".into(), &"K0604".into()));
}

#[test]
fn values_and_fields_for_programs() {
    let folder = shop();
    let run =
        folder.run("explain services.web.image Deployment/web:spec.replicas --message-format json");
    let text = run.done().stdout;
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let value = &lines[0];
    assert_eq!((&value["type"], &value["value"]), (&"value".into(), &"nginx:1.29".into()));
    assert_eq!(value["origin"][0]["path"], "compose.yaml");
    let targets: Vec<&Value> = value["targets"].as_array().unwrap().iter().collect();
    let names: Vec<&Value> = targets.iter().map(|target| &target["target"]).collect();
    assert_eq!(names, ["kubernetes", "swarm"]);
    assert_eq!(targets[0]["fields"][0]["object"], "Deployment/web");
    assert_eq!(targets[0]["fields"][0]["value"], "nginx:1.29");
    assert_eq!(lines[1]["type"], "field");
}
