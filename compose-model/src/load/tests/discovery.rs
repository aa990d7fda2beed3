use super::{Options, with};

fn strings(list: &[&str]) -> Vec<String> {
    list.iter().map(|text| (*text).to_owned()).collect()
}

#[test]
fn env_files_fill_gaps_in_the_environment() {
    let files = [
        ("compose.yaml", "services:\n  a: {image: '$A-$B-$C-$PWD'}\n"),
        (".env", "A=file\nB=file\nC=${A}x\n"),
        ("other.env", "B=other\n"),
        ("more.env", "B=more\nA=more\n"),
    ];
    let image = |options| with(&files, &[("A", "process")], options).at("services.a.image");
    assert_eq!(image(Options::default()), "process-file-processx-/app");
    let options =
        Options { env_files: strings(&["other.env", "/app/more.env"]), ..Options::default() };
    assert_eq!(image(options), "process-more--/app");
}

#[test]
fn the_env_file_beside_the_project_is_found_twice() {
    let files = [
        ("sub/.env", "COMPOSE_FILE=../main/c.yaml\nA=sub\n"),
        ("main/c.yaml", "services:\n  a: {image: '$A-$B'}\n"),
        ("main/.env", "A=main\nB=main\n"),
    ];
    let vfs = files;
    let outcome = with(&vfs, &[("COMPOSE_FILE", "main/c.yaml")], Options::default());
    assert_eq!(outcome.at("services.a.image"), "main-main");
}

#[test]
fn missing_files_are_named() {
    let options = Options { files: strings(&["compsoe.yaml"]), ..Options::default() };
    let files = [("compose.yaml", "services:\n  a: {image: i}\n")];
    let outcome = with(&files, &[], options);
    assert_eq!(outcome.findings(), "C0101 cannot read `compsoe.yaml`: no such file or directory");
    let options = Options { env_files: strings(&["no.env"]), ..Options::default() };
    let outcome = with(&files, &[], options);
    assert_eq!(outcome.findings(), "C0101 cannot read `no.env`: no such file or directory");
    assert_eq!(outcome.at("services.a.image"), "i");
}

#[test]
fn settings_that_are_no_booleans_are_reported() {
    let files = [("compose.yaml", "services:\n  a: {image: 'i$A'}\n"), (".env", "A=1\n")];
    let image = |value| {
        let outcome = with(&files, &[("COMPOSE_DISABLE_ENV_FILE", value)], Options::default());
        (outcome.at("services.a.image"), outcome.findings.iter().any(|f| f.starts_with("C0107")))
    };
    assert_eq!(image("true"), ("i".to_owned(), false));
    assert_eq!(image("0"), ("i1".to_owned(), false));
    assert_eq!(image("yes"), ("i1".to_owned(), true));
}

#[test]
fn project_names_have_their_precedence() {
    let name = |text: &str, variables: &[(&str, &str)], given: Option<&str>| {
        let options = Options { project_name: given.map(str::to_owned), ..Options::default() };
        let outcome = with(&[("compose.yaml", text)], variables, options);
        (outcome.at("services.a.image"), outcome.findings())
    };
    let image = "services:\n  a: {image: '${COMPOSE_PROJECT_NAME}'}\n";
    let named = format!("name: My-${{N:-x}}!\n{image}");
    let none = String::new();
    assert_eq!(name(image, &[], None), ("app".to_owned(), none.clone()));
    assert_eq!(name(&named, &[("N", "y")], None), ("my-y".to_owned(), none.clone()));
    let env = [("COMPOSE_PROJECT_NAME", "env")];
    assert_eq!(name(&named, &env, None), ("env".to_owned(), none.clone()));
    assert_eq!(name(&named, &env, Some("flag")), ("flag".to_owned(), none));
    let wrong = name(image, &[], Some("Flag"));
    assert_eq!(wrong.1, "C0509 invalid project name `Flag`");
    let wrong = name("name: '!!'\nservices: {a: {image: i}}\n", &[], None);
    assert_eq!(wrong.1, "C0509 compose.yaml:1:7 invalid project name `!!`");
}
