use super::project;

/// What two documents give at a path.
fn merged(path: &str, base: &str, over: &str) -> String {
    let text =
        format!("services:\n  a:\n    image: i\n    {base}\n---\nservices:\n  a:\n    {over}\n");
    let outcome = project(&[("compose.yaml", &text)]);
    let faults: Vec<_> = outcome.findings.iter().filter(|f| !f.starts_with("C07")).collect();
    assert!(faults.is_empty(), "{faults:?}");
    outcome.at(&format!("services.a.{path}"))
}

#[test]
fn single_values_are_replaced_and_null_keeps_them() {
    assert_eq!(merged("user", "user: a", "user: b"), "b");
    assert_eq!(merged("user", "user: a", "user:"), "a");
    assert_eq!(merged("deploy", "deploy: {replicas: 2}", "deploy:"), "{replicas: !2}");
}

#[test]
fn commands_are_replaced_even_by_null() {
    assert_eq!(merged("command", "command: [a, b]", "command: [c]"), "[c]");
    assert_eq!(merged("command", "command: [a, b]", "command:"), "null");
    assert_eq!(merged("entrypoint", "entrypoint: a", "entrypoint: [b]"), "[b]");
    let test =
        merged("healthcheck", "healthcheck: {test: a, retries: 1}", "healthcheck: {test: [b]}");
    assert_eq!(test, "{test: [b], retries: !1}");
}

#[test]
fn maps_and_lists_of_variables_go_together() {
    let both = merged("environment", "environment: {B: 1, A: x, C:}", "environment: [A=y, D]");
    assert_eq!(both, "[A=y, B=1, C, D]");
    let numbers = merged("environment", "environment: {N: 1e3, T: yes, F: 1.0}", "environment: []");
    assert_eq!(numbers, "[F=1, N=1000, T=yes]");
}

#[test]
fn items_for_the_same_target_replace_earlier_ones_in_their_place() {
    let volumes = merged("volumes", "volumes: [/x, v1:/data]", "volumes: [v2:/data/, /y]");
    assert!(volumes.starts_with("[{type: volume, target: /x"), "{volumes}");
    assert!(!volumes.contains("v1") && volumes.contains("v2"), "{volumes}");
    assert_eq!(merged("dns", "dns: 1.1.1.1", "dns: [8.8.8.8, 1.1.1.1]"), "[1.1.1.1, 8.8.8.8]");
    assert_eq!(merged("expose", "expose: [80, '81']", "expose: ['80']"), "[80, 81]");
}

#[test]
fn lists_of_dependencies_become_maps() {
    let depends_on = merged(
        "depends_on",
        "depends_on: {db: {condition: service_healthy}}",
        "depends_on: [db, cache]",
    );
    assert_eq!(
        depends_on,
        "{db: {condition: service_started, required: !true}, \
         cache: {condition: service_started, required: !true}}"
    );
    assert_eq!(
        merged("networks", "networks: [a]", "networks: {b: {aliases: [x]}}"),
        "{a: null, b: {aliases: [x]}}"
    );
}

#[test]
fn build_texts_are_contexts() {
    assert_eq!(merged("build.context", "build: ./a", "build: {target: t}"), "/app/a",);
    assert_eq!(merged("build.target", "build: {target: t}", "build: ./b"), "t");
}

#[test]
fn logging_options_belong_to_their_driver() {
    let base = "logging: {driver: json-file, options: {a: '1'}}";
    let same = merged("logging.options", base, "logging: {options: {b: '2'}}");
    assert_eq!(same, "{a: 1, b: 2}");
    let other = merged("logging", base, "logging: {driver: syslog}");
    assert_eq!(other, "{driver: syslog}");
}

#[test]
fn ulimits_are_replaced_whole() {
    let ulimits = merged(
        "ulimits",
        "ulimits: {nofile: {soft: 1, hard: 2}, nproc: 3}",
        "ulimits: {nofile: 4}",
    );
    assert_eq!(ulimits, "{nofile: !4, nproc: !3}");
}

#[test]
fn shapes_that_do_not_go_together_are_reported_at_the_override() {
    let outcome = project(&[
        ("compose.yaml", "services:\n  a:\n    image: i\n    cap_add: [X]\n"),
        ("compose.override.yaml", "services:\n  a:\n    cap_add: {Y: 1}\n"),
    ]);
    assert_eq!(
        outcome.findings(),
        "C0507 compose.override.yaml:3:14 cannot override `services.a.cap_add`: a map over a list"
    );
    assert_eq!(outcome.at("services.a.cap_add"), "[X]");
}

#[test]
fn documents_that_are_no_maps_are_reported_and_left_out() {
    let outcome = project(&[("compose.yaml", "services:\n  a:\n    image: i\n---\n- x\n")]);
    assert_eq!(
        outcome.findings(),
        "C0510 compose.yaml:5:1 the top level of a Compose file must be a map, not a list"
    );
    assert_eq!(outcome.at("services.a.image"), "i");
}

#[test]
fn overrides_that_say_nothing_are_warned_of() {
    let text = "services:\n  a: {image: i, user: u, tty: true, networks: {n: {aliases: [x]}}}\n\
                networks: {n: }\n---\nservices:\n  a:\n    user:\n    command:\n    init:\n    \
                networks: {n: }\n";
    let outcome = project(&[("compose.yaml", text)]);
    assert_eq!(
        outcome.findings(),
        "C0714 compose.yaml:7:5 `services.a.user` has no value here, which leaves the earlier \
         one as it is\n\
         C0302 compose.yaml:9:5 `init` is empty, but must be a string or a boolean"
    );
}

#[test]
fn items_that_stand_twice_in_one_list_are_warned_of() {
    let base = "services:\n  a:\n    image: i\n    environment: [A=1, B=2, A=3]\n";
    let over = "services:\n  a:\n    environment: [B=4]\n";
    let outcome = project(&[("compose.yaml", base), ("compose.override.yaml", over)]);
    assert_eq!(outcome.findings(), "C0712 compose.yaml:4:29 `A=3` replaces `A=1`");
    assert_eq!(outcome.at("services.a.environment"), "[A=3, B=4]");
}

#[test]
fn ports_as_numbers_and_as_texts_are_kept_and_warned_of() {
    let text = "services:\n  a:\n    image: i\n    ports:\n      - '80:80'\n      - {target: 80, \
                published: 80}\n      - {target: 80, published: 80, protocol: udp}\n";
    let outcome = project(&[("compose.yaml", text)]);
    assert_eq!(
        outcome.findings(),
        "C0713 compose.yaml:6:9 port 80 is published twice, as a number and as text"
    );
    let ports = outcome.tree.get("services").and_then(|s| s.get("a")?.get("ports")).unwrap();
    assert_eq!(ports.as_sequence().unwrap().len(), 3);
}

#[test]
fn documents_that_change_a_large_service_again_and_again_have_a_limit() {
    let labels = (0..500).map(|n| format!("l{n}")).collect::<Vec<_>>().join(", ");
    let mut text = format!("services: {{a: {{image: i, labels: [{labels}]}}}}\n");
    text.extend((0..2_000).map(|n| format!("---\nservices: {{a: {{user: u{n}}}}}\n")));
    let options = crate::load::Options {
        limits: crate::load::Limits { nodes: 20_000, ..Default::default() },
        ..Default::default()
    };
    let outcome = super::with(&[("compose.yaml", &text)], &[], options);
    assert_eq!(outcome.findings(), "C0105 the project has more than 20000 values");
}
