//! `convert --check` and `diff`.

use insta::assert_snapshot;

use crate::support::{Folder, SMALL};

const SHOP: &str = "\
services:
  web:
    image: nginx:1.28
    ports: [\"8080:80\"]
    environment: {LOG_LEVEL: info, API_TOKEN: first}
  db:
    image: postgres:17
";

const PROD: &str = "\
services:
  web:
    image: nginx:1.29
    environment: {LOG_LEVEL: warn, API_TOKEN: $TOKEN}
    deploy: {replicas: 3}
  db: !reset null
  cache: {image: redis:8}
";

fn shop() -> Folder {
    let folder = Folder::with(SHOP);
    folder.file("compose.prod.yaml", PROD);
    folder.file("prod.env", "TOKEN=second\n");
    folder
}

#[test]
fn a_folder_that_is_up_to_date_passes() {
    let folder = Folder::with(SMALL);
    for destination in ["k8s/", "all.yaml"] {
        folder.run(&format!("-o {destination}")).done();
        let run = folder.run(&format!("-o {destination} --check")).done();
        let wanted = format!("`{destination}` is up to date\n");
        assert_eq!((run.stdout, run.stderr), (String::new(), wanted));
        let run = folder.run(&format!("-q -o {destination} --check")).done();
        assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("", ""));
    }
}

#[test]
fn a_folder_that_is_not_is_described_and_left_alone() {
    let folder = shop();
    folder.run("-o k8s/").done();
    folder.file("k8s/notes.txt", "mine");
    folder.file("compose.yaml", SHOP.replace("1.28", "1.29").replace("first", "second"));
    folder.file("k8s/db-service.yaml", "edited: true\n");
    std::fs::remove_file(folder.path("k8s/web-service.yaml")).unwrap();
    let before = folder.names();
    let run = folder.run("-f compose.yaml -o k8s/ --check");
    assert_eq!(run.status, 1);
    let said = "`k8s/` is not up to date: 3 files differ, 1 file is missing";
    assert!(run.stderr.contains(said), "{}", run.stderr);
    let difference = run.stdout;
    assert_eq!(
        (folder.names(), folder.read("k8s/db-service.yaml")),
        (before, "edited: true\n".into())
    );
    assert!(
        !difference.contains("c2Vjb25k") && !difference.contains("Zmlyc3Q="),
        "a secret is shown"
    );
    assert_snapshot!("check", difference);

    folder.file("compose.yaml", SMALL);
    let run = folder.run("-o k8s/ --check");
    assert!(run.status == 1 && run.stderr.contains("left over"), "{}", run.stderr);
    folder.run("--check").usage();
    folder.run("--check --force -o k8s/").usage();
}

#[test]
fn results_are_compared_by_object() {
    let folder = shop();
    let run = folder.run("-q diff compose.yaml compose.yaml,compose.prod.yaml,prod.env");
    assert_eq!(run.status, 1, "{}", run.stderr);
    assert_snapshot!("diff", run.stdout);
    let run = folder.run("-q diff compose.yaml compose.yaml,compose.prod.yaml,prod.env --to swarm");
    assert_eq!(run.status, 1);
    assert_snapshot!("diff_swarm", run.stdout);
}

#[test]
fn manifests_are_a_side_too() {
    let folder = shop();
    folder.run("-o k8s/").done();
    folder.run("-o all.yaml").done();
    for sides in ["k8s .", "all.yaml k8s/", ". compose.yaml", "compose.yaml all.yaml"] {
        let run = folder.run(&format!("-q diff {sides}"));
        assert_eq!((run.status, run.stdout.as_str()), (0, ""), "{sides}: {}", run.stderr);
    }
    let run = folder.run("-q diff k8s compose.yaml --namespace other");
    assert_eq!(run.status, 1);
    folder.run("--format kustomize -o kustomized/").done();
    for sides in ["k8s", "k8s missing", "k8s kustomized", "compose.yaml prod.env", "k8s k8s -f x"] {
        folder.run(&format!("-q diff {sides}")).usage();
    }
}

#[test]
fn what_both_sides_have_is_told_once() {
    let folder = Folder::with(
        "services: {web: {image: 'a:1', oom_kill_disable: true, environment: {TOKEN: one}}}\n",
    );
    folder.file(
        "prod.yaml",
        "services: {web: {image: 'a:2', pids_limit: 9, environment: {TOKEN: two}}}\n",
    );
    let run = folder.run("diff compose.yaml compose.yaml,prod.yaml --message-format short");
    assert_eq!(run.stderr.matches("`oom_kill_disable`").count(), 1, "{}", run.stderr);
    assert_eq!(run.stderr.matches("number of processes").count(), 1, "{}", run.stderr);
    // Two folders may have the same fault in files of one name.
    for side in ["one", "two"] {
        folder.file(&format!("{side}/compose.yaml"), folder.read("compose.yaml"));
    }
    let run = folder.run("diff one two -p shop --message-format short").done();
    assert_eq!(run.stderr.matches("`oom_kill_disable`").count(), 2, "{}", run.stderr);
}

#[test]
fn a_difference_for_programs() {
    let folder = shop();
    let run = folder
        .run("diff compose.yaml compose.yaml,compose.prod.yaml,prod.env --message-format json -q");
    assert_eq!(run.status, 1, "{}", run.stderr);
    assert!(!run.stdout.contains("c2Vjb25k") && !run.stdout.contains("second"), "{}", run.stdout);
    let line: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let schema = include_str!("../../../docs/messages.schema.json");
    let schema: serde_json::Value = serde_json::from_str(schema).unwrap();
    let (object, field) = (&line["objects"][0], &line["objects"][0]["fields"][0]);
    for (value, kind) in [(&line, "difference"), (object, "changed"), (field, "field")] {
        let written: Vec<&String> = value.as_object().unwrap().keys().collect();
        let described = schema["$defs"][kind]["properties"].as_object().unwrap();
        assert_eq!(written, described.keys().collect::<Vec<_>>(), "{kind}");
    }
    assert_snapshot!(serde_json::to_string_pretty(&line["objects"]).unwrap());
    let same = folder.run("diff compose.yaml compose.yaml --message-format json -q").done();
    assert!(same.stdout.ends_with("\"objects\":[]}\n"), "{}", same.stdout);
}
