use super::{Outcome, project};

fn single(text: &str) -> Outcome {
    project(&[("compose.yaml", text)])
}

#[test]
fn a_service_begins_with_what_its_base_says() {
    let outcome = single(
        "services:\n  c:\n    extends: {service: b}\n    tty: true\n  b:\n    extends: a\n    user: u\n  a:\n    image: i\n    user: v\n",
    );
    assert_eq!(outcome.findings(), "");
    assert_eq!(outcome.at("services.c"), "{image: i, user: u, tty: !true}");
    assert_eq!(outcome.at("services.b"), "{image: i, user: u}");
}

#[test]
fn paths_of_a_base_are_relative_to_its_file() {
    let outcome = project(&[
        ("compose.yaml", "services:\n  a:\n    extends: {file: sub/base.yaml, service: b}\n"),
        (
            "sub/base.yaml",
            "services:\n  b:\n    extends: {file: deep/base.yaml, service: c}\n    env_file: b.env\n",
        ),
        ("sub/deep/base.yaml", "services:\n  c:\n    image: i\n    volumes: ['./d:/d']\n"),
    ]);
    assert_eq!(outcome.findings(), "");
    assert_eq!(outcome.at("services.a.env_file"), "[{path: /app/sub/b.env, required: !true}]");
    assert!(outcome.at("services.a.volumes").contains("source: /app/sub/deep/d"));
}

#[test]
fn services_of_the_same_name_in_other_files_are_no_cycle() {
    let outcome = project(&[
        ("compose.yaml", "services:\n  a:\n    extends: {file: base.yaml, service: a}\n"),
        ("base.yaml", "services:\n  a: {image: i}\n"),
    ]);
    assert_eq!(
        (outcome.findings().as_str(), outcome.at("services.a").as_str()),
        ("", "{image: i}")
    );
}

#[test]
fn cycles_end_in_one_finding() {
    let outcome = single(
        "services:\n  a:\n    extends: b\n    image: i\n  b:\n    extends: c\n  c:\n    extends: a\n",
    );
    assert_eq!(
        outcome.findings(),
        "C0506 compose.yaml:8:5 services extend one another: `a` → `b` → `c` → `a`"
    );
    let outcome = single("services:\n  a:\n    image: i\n    extends: a\n");
    assert_eq!(outcome.findings(), "C0506 compose.yaml:4:5 services extend one another: `a` → `a`");
    let outcome = project(&[
        ("compose.yaml", "services:\n  a:\n    extends: {file: x.yaml, service: b}\n"),
        ("x.yaml", "services:\n  b:\n    image: i\n    extends: {file: y.yaml, service: c}\n"),
        ("y.yaml", "services:\n  c:\n    extends: {file: x.yaml, service: b}\n"),
    ]);
    assert_eq!(outcome.findings(), "C0506 y.yaml:3:5 services extend one another: `b` → `c` → `b`");
    assert_eq!(outcome.at("services.a"), "{image: i}");
}

#[test]
fn missing_bases_are_reported_where_they_are_named() {
    let outcome = single("services:\n  web: {extends: bse, image: i}\n  base: {image: j}\n");
    assert_eq!(
        outcome.findings(),
        "C0505 compose.yaml:2:18 service `web` extends `bse`, which does not exist"
    );
    let outcome = project(&[
        (
            "compose.yaml",
            "services:\n  a:\n    image: i\n    extends:\n      file: b.yml\n      service: x\n  b:\n    image: i\n    extends:\n      file: missing.yml\n      service: x\n",
        ),
        ("b.yml", "services:\n  y: {image: j}\n"),
    ]);
    assert_eq!(
        outcome.findings(),
        "C0505 compose.yaml:6:16 service `a` extends `x`, which does not exist in `b.yml`\n\
         C0101 compose.yaml:10:13 cannot read `missing.yml`: no such file or directory"
    );
}

#[test]
fn malformed_extends_are_reported_and_left_out() {
    let outcome = single("services:\n  a:\n    image: i\n    extends: {file: x.yaml}\n");
    assert_eq!(
        outcome.findings(),
        "C0504 compose.yaml:4:14 `services.a.extends` does not name a service"
    );
    assert_eq!(outcome.at("services.a"), "{image: i}");
}

#[test]
fn later_documents_do_not_change_what_was_inherited() {
    let outcome =
        single("services:\n  a: {extends: b}\n  b: {image: i}\n---\nservices:\n  b: {image: j}\n");
    assert_eq!(outcome.at("services.a.image"), "i");
    let outcome = project(&[
        ("compose.yaml", "services:\n  b: {image: i}\n"),
        ("compose.override.yaml", "services:\n  a: {image: k, extends: b}\n"),
    ]);
    assert_eq!(
        outcome.findings(),
        "C0505 compose.override.yaml:2:26 service `a` extends `b`, which does not exist"
    );
}

#[test]
fn long_chains_and_many_services_are_followed_without_recursion() {
    use std::fmt::Write as _;
    let mut text = "services:\n  s0: {image: i}\n".to_owned();
    for n in 1..2_000 {
        writeln!(text, "  s{n}: {{extends: s{}}}", n - 1).unwrap();
    }
    let outcome = single(&text);
    assert_eq!(
        (outcome.findings().as_str(), outcome.at("services.s1999").as_str()),
        ("", "{image: i}")
    );
}

#[test]
fn services_without_a_value_are_reported_in_every_document() {
    for text in ["services:\n", "services: {a: {image: i}}\n---\nservices:\n"] {
        assert!(single(text).findings().contains("C0510"), "{text}");
    }
}

#[test]
fn bases_that_are_no_maps_are_reported_at_the_base() {
    let outcome = project(&[
        (
            "compose.yaml",
            "services:\n  a: {image: i, extends: {file: x.yaml, service: b}}\n  \
             c: {image: i, extends: {file: x.yaml, service: d}}\n",
        ),
        ("x.yaml", "services:\n  b:\n  d: [1]\n"),
    ]);
    assert_eq!(
        outcome.findings(),
        "C0510 x.yaml:2:3 service `a` extends `b`, which is null\n\
         C0510 x.yaml:3:3 service `c` extends `d`, which is a list"
    );
    assert_eq!(outcome.at("services.a"), "{image: i}");
}

#[test]
fn wrong_types_of_a_base_are_ignored_or_refused_as_by_the_reference() {
    let outcome = |attribute: &str, over: &str| {
        let compose = format!(
            "services:\n  a:\n    extends: {{file: base.yaml, service: b}}\n    {over}\n  db: {{image: d}}\n"
        );
        let base = format!("services:\n  b:\n    image: i\n    {attribute}\n");
        project(&[("compose.yaml", &compose), ("base.yaml", &base)])
    };
    let ignored = outcome("environment: 420", "environment: {Z: z}");
    assert_eq!(ignored.at("services.a.environment"), "[Z=z]");
    assert_eq!(
        ignored.findings(),
        "C0716 base.yaml:4:18 `services.a.environment` is ignored here: it is an integer"
    );
    assert_eq!(outcome("dns: 5", "dns: [1.1.1.1]").at("services.a.dns"), "[1.1.1.1]");
    for (attribute, over) in [
        ("ports: 80", "ports: ['1:1']"),
        ("depends_on: db", "depends_on: [db]"),
        ("networks: n", "networks: []"),
        ("build: 5", "build: ."),
    ] {
        let refused = outcome(attribute, over).findings();
        assert!(refused.contains("C0302 base.yaml:4:"), "{attribute}: {refused}");
    }
}
