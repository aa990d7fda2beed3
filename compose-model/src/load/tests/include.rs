use super::{Options, project, with};

#[test]
fn an_included_model_has_its_own_folder_and_variables() {
    let outcome = with(
        &[
            ("compose.yaml", "include: [sub/compose.yaml]\nservices:\n  a: {image: 'a:$TAG'}\n"),
            (
                "sub/compose.yaml",
                "services:\n  b:\n    image: 'b:$TAG-$OWN'\n    volumes: ['./d:/d']\n",
            ),
            (".env", "TAG=1\n"),
            ("sub/.env", "TAG=2\nOWN=3\n"),
        ],
        &[],
        Options::default(),
    );
    assert_eq!(outcome.findings(), "");
    assert_eq!(outcome.at("services.b.image"), "b:1-3");
    assert_eq!(outcome.at("services.a.image"), "a:1");
    assert!(outcome.at("services.b.volumes").contains("source: /app/sub/d"));
}

#[test]
fn env_files_and_folders_can_be_named() {
    let files = [
        (
            "compose.yaml",
            "include:\n  - path: [sub/one.yaml, over.yaml]\n    env_file: my.env\n    project_directory: other\n",
        ),
        ("sub/one.yaml", "services:\n  b:\n    image: 'b:$TAG'\n    build: .\n"),
        ("over.yaml", "services:\n  b: {user: u}\n"),
        ("my.env", "TAG=mine\n"),
        ("other/.env", "TAG=other\n"),
    ];
    let outcome = project(&files);
    assert_eq!(outcome.findings(), "");
    assert_eq!(outcome.at("services.b.image"), "b:mine");
    assert_eq!(outcome.at("services.b.build.context"), "/app/other");
    assert_eq!(outcome.at("services.b.user"), "u");
}

#[test]
fn the_including_document_wins_and_then_the_earlier_include() {
    let outcome = project(&[
        ("compose.yaml", "include: [one.yaml, two.yaml]\nservices:\n  a: {image: local}\n"),
        (
            "one.yaml",
            "name: ignored\nx-a: 1\nservices:\n  a: {image: one, user: one}\n  b: {image: one}\n",
        ),
        ("two.yaml", "services:\n  b: {image: two, user: two}\n"),
    ]);
    assert_eq!(outcome.findings(), "");
    assert_eq!(outcome.at("services.a"), "{image: local, user: one}");
    assert_eq!(outcome.at("services.b"), "{image: one, user: two}");
    assert_eq!((outcome.at("name"), outcome.at("x-a")), ("absent".to_owned(), "absent".to_owned()));
}

#[test]
fn included_services_can_be_extended() {
    let outcome = project(&[
        ("compose.yaml", "include: [sub.yaml]\nservices:\n  a: {extends: b}\n"),
        ("sub.yaml", "services:\n  b: {image: i}\n"),
    ]);
    assert_eq!(outcome.at("services.a"), "{image: i}");
}

#[test]
fn cycles_end_in_one_finding() {
    let outcome = project(&[
        ("compose.yaml", "include: [a.yaml]\nservices:\n  x: {image: i}\n"),
        ("a.yaml", "include:\n  - b.yaml\nservices:\n  a: {image: i}\n"),
        ("b.yaml", "include: [compose.yaml]\nservices:\n  b: {image: i}\n"),
    ]);
    assert_eq!(outcome.findings(), "C0502 b.yaml:1:11 `compose.yaml` includes itself");
    assert_eq!(outcome.at("services.b.image"), "i");
}

#[test]
fn what_cannot_be_included_is_reported_and_the_rest_loads() {
    let outcome = project(&[
        (
            "compose.yaml",
            "include:\n  - compsoe.yml\n  - [x]\n  - {env_file: x}\n  - path: ok.yaml\n    env_files: x\n  - oci://x/y\nservices:\n  x: {image: i}\n",
        ),
        ("compose.yml.d/keep", ""),
        ("ok.yaml", "services:\n  y: {image: j}\n"),
    ]);
    assert_eq!(
        outcome.findings(),
        "C0101 compose.yaml:2:5 cannot read `compsoe.yml`: no such file or directory\n\
         C0501 compose.yaml:3:5 `include[1]` must be a path or a map, not a list\n\
         C0512 compose.yaml:4:5 an include names no file\n\
         C0511 compose.yaml:6:5 `env_files` means nothing in an include\n\
         C0104 compose.yaml:7:5 remote files are not supported: `oci://x/y`"
    );
    assert_eq!(outcome.at("services"), "{x: {image: i}, y: {image: j}}");
    let outcome = project(&[("compose.yaml", "include: sub.yaml\nservices:\n  x: {image: i}\n")]);
    assert_eq!(
        outcome.findings(),
        "C0501 compose.yaml:1:10 `include` must be a list, not a string"
    );
}

#[test]
fn doubling_includes_are_loaded_once_each() {
    let mut files: Vec<(String, String)> = (0..40)
        .map(|n| {
            let next = n + 1;
            (format!("f{n}.yaml"), format!("include: [f{next}.yaml, f{next}.yaml]\n"))
        })
        .collect();
    files.push((
        "f40.yaml".to_owned(),
        "services:\n  z: {image: i, post_start: [{command: x}]}\n".to_owned(),
    ));
    files.push(("compose.yaml".to_owned(), "include: [f0.yaml]\n".to_owned()));
    let files: Vec<(&str, &str)> = files.iter().map(|(p, t)| (p.as_str(), t.as_str())).collect();
    let options = Options {
        limits: crate::load::Limits { nodes: 50_000, ..Default::default() },
        ..Options::default()
    };
    let outcome = with(&files, &[], options);
    // The lists double with each level, which the budget ends.
    assert!(outcome.findings().contains("C0105"), "{}", outcome.findings());
}

#[test]
fn chains_of_includes_have_a_limit() {
    let mut files: Vec<(String, String)> = (0..300)
        .map(|n| {
            let text = format!("include: [f{}.yaml]\nservices: {{s{n}: {{image: i}}}}\n", n + 1);
            (format!("f{n}.yaml"), text)
        })
        .collect();
    files.push(("compose.yaml".to_owned(), "include: [f0.yaml]\n".to_owned()));
    let files: Vec<(&str, &str)> = files.iter().map(|(p, t)| (p.as_str(), t.as_str())).collect();
    let outcome = project(&files);
    assert_eq!(outcome.findings(), "C0503 f249.yaml:1:11 includes are nested more than 250 deep");
    assert_eq!(outcome.at("services.s249"), "{image: i}");
}
