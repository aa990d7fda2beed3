use super::project;

fn layered(base: &str, over: &str) -> super::Outcome {
    project(&[("compose.yaml", base), ("compose.override.yaml", over)])
}

#[test]
fn reset_takes_away_what_is_below_and_override_replaces_it() {
    let base =
        "services:\n  a:\n    image: i\n    ports: ['80:80']\n    environment: {A: 1, B: 2}\n";
    let outcome = layered(base, "services:\n  a:\n    ports: !reset []\n");
    assert_eq!(outcome.at("services.a.ports"), "absent");
    let outcome = layered(base, "services:\n  a:\n    environment: !override {C: 3}\n");
    assert_eq!(outcome.at("services.a.environment"), "{C: !3}");
    let outcome = layered(base, "services:\n  a:\n    environment:\n      A: !reset null\n");
    assert_eq!(outcome.at("services.a.environment"), "[B=2]");
    let outcome = layered(base, "services:\n  a: !reset null\n  b: {image: j}\n");
    assert_eq!(outcome.at("services"), "{b: {image: j}}");
}

#[test]
fn tags_act_across_the_documents_of_one_file() {
    let text =
        "services:\n  a:\n    image: i\n    user: u\n---\nservices:\n  a:\n    user: !reset x\n";
    assert_eq!(project(&[("compose.yaml", text)]).at("services.a"), "{image: i}");
}

#[test]
fn a_key_of_one_star_stands_for_all() {
    let base = "services:\n  a: {image: i, user: u}\n  b: {image: j, user: v}\n";
    let outcome = layered(base, "services:\n  '*':\n    user: !reset x\n  a: {tty: true}\n");
    assert_eq!(outcome.at("services.a"), "{image: i, tty: !true}");
    assert_eq!(outcome.at("services.b"), "{image: j}");
}

#[test]
fn items_of_lists_are_only_dropped_from_their_own_document() {
    let base = "services:\n  a:\n    image: i\n    cap_add: [X]\n";
    let outcome = layered(base, "services:\n  a:\n    cap_add: [!reset X, !override Y]\n");
    assert_eq!(outcome.at("services.a.cap_add"), "[X, Y]");
}

#[test]
fn tags_take_values_from_the_base_of_extends_and_from_includes() {
    let text = "services:\n  b: {image: i, user: u, labels: [x=1]}\n  a:\n    extends: b\n    user: !reset x\n    labels: !override [y=2]\n";
    let outcome = project(&[("compose.yaml", text)]);
    assert_eq!(outcome.at("services.a"), "{image: i, labels: [y=2]}");
    assert_eq!(outcome.at("services.b.user"), "u");
    let outcome = project(&[
        ("compose.yaml", "include: [sub.yaml]\nservices:\n  a:\n    user: !reset x\n"),
        ("sub.yaml", "services:\n  a: {image: i, user: u}\n"),
    ]);
    assert_eq!(outcome.at("services.a"), "{image: i}");
}
