use crate::env::MapEnv;
use crate::load::{Loaded, Options, load};
use crate::vfs::{MemoryVfs, VfsError};

fn loaded(files: &[(&str, &str)], options: Options) -> Loaded {
    let vfs = MemoryVfs::new(files.iter().map(|(path, text)| (format!("/app/{path}"), *text)));
    let options = Options { working_dir: "/app".to_owned(), ..options };
    load(&vfs, &MapEnv::default(), &options)
}

fn findings(loaded: &Loaded) -> String {
    let lines = loaded.diagnostics.iter().map(|d| super::describe(d, &loaded.sources));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_fault_is_reported_once_however_many_stages_mind_it() {
    let text = "services:\n  a:\n    image: i\n    deploy: {replicas: x y}\n";
    let loaded = loaded(&[("compose.yaml", text)], Options::default());
    assert_eq!(findings(&loaded), "C0204 compose.yaml:4:24 `x y` is not an integer");
}

#[test]
fn what_a_missing_base_would_say_is_not_missed() {
    let text = "services:\n  a: {extends: bse}\n  base: {image: i}\n  c: {tty: true}\n";
    let loaded = loaded(&[("compose.yaml", text)], Options::default());
    assert_eq!(
        findings(&loaded),
        "C0505 compose.yaml:2:16 service `a` extends `bse`, which does not exist\n\
         C0603 compose.yaml:4:3 the service `c` has neither an image nor a build"
    );
    let finding = loaded.diagnostics.iter().next().unwrap();
    assert_eq!(finding.help, ["did you mean `base`?"]);
    assert_eq!(loaded.sources.text(finding.related[0].span), "base");
}

#[test]
fn a_misspelt_image_is_not_missing_as_well() {
    let text = "services:\n  a: {imag: i}\n  b: {image: 5}\n  c: {usr: u}\n";
    let loaded = loaded(&[("compose.yaml", text)], Options::default());
    assert_eq!(
        findings(&loaded),
        "C0301 compose.yaml:2:7 unknown key `imag` in `services.a`\n\
         C0302 compose.yaml:3:14 `image` must be a string, not an integer\n\
         C0301 compose.yaml:4:7 unknown key `usr` in `services.c`\n\
         C0603 compose.yaml:4:3 the service `c` has neither an image nor a build"
    );
}

#[test]
fn what_stands_in_a_missing_file_is_not_missed() {
    let text = "include: [db.yaml]\nservices:\n  a: {image: i, depends_on: [db]}\n";
    let loaded = loaded(&[("compose.yaml", text)], Options::default());
    assert_eq!(
        findings(&loaded),
        "C0101 compose.yaml:1:11 cannot read `db.yaml`: no such file or directory"
    );
    assert!(loaded.project.unwrap().services.contains_key("a"));
}

#[test]
fn refusals_of_the_system_are_located() {
    let mut vfs = MemoryVfs::new([(
        "/app/compose.yaml",
        "include: [pipe, secret.yaml, sub]\nservices: {a: {image: i}}\n",
    )]);
    vfs.insert("/app/sub/x", "");
    vfs.refuse("/app/pipe", VfsError::NotRegular);
    vfs.refuse("/app/secret.yaml", VfsError::PermissionDenied);
    let options = Options { working_dir: "/app".to_owned(), ..Options::default() };
    let loaded = load(&vfs, &MapEnv::default(), &options);
    assert_eq!(
        findings(&loaded),
        "C0101 compose.yaml:1:11 cannot read `pipe`: not a regular file\n\
         C0101 compose.yaml:1:17 cannot read `secret.yaml`: permission denied\n\
         C0101 compose.yaml:1:30 cannot read `sub`: is a directory"
    );
}

#[test]
fn the_obsolete_version_is_a_warning() {
    let loaded = loaded(
        &[("compose.yaml", "version: '3'\nservices: {a: {image: i}}\n")],
        Options::default(),
    );
    assert_eq!(
        findings(&loaded),
        "C0701 compose.yaml:1:1 the attribute `version` is obsolete and will be ignored"
    );
    assert!(!loaded.diagnostics.has_errors());
}

#[test]
fn files_that_say_nothing_are_an_error() {
    for text in ["", "# only a comment\n", "version: '3'\n"] {
        let loaded = loaded(&[("compose.yaml", text)], Options::default());
        assert!(findings(&loaded).contains("C0106 compose.yaml:1:1"), "{text:?}");
        assert!(loaded.project.is_none());
    }
}

#[test]
fn the_standard_input_is_a_file_among_others() {
    let mut vfs = MemoryVfs::new([("/app/sub/compose.yaml", "services: {a: {image: i}}\n")]);
    vfs.insert("-", "services: {a: {user: u}, b: {build: .}}\n");
    let files = vec!["-".to_owned(), "sub/compose.yaml".to_owned()];
    let options = Options { working_dir: "/app".to_owned(), files, ..Options::default() };
    let loaded = load(&vfs, &MapEnv::default(), &options);
    assert_eq!(findings(&loaded), "");
    assert_eq!(loaded.files, ["-", "/app/sub/compose.yaml"]);
    let project = loaded.project.unwrap();
    assert_eq!(project.working_dir, "/app/sub");
    assert_eq!(project.services["a"].user.as_deref().unwrap(), "u");
}

#[test]
fn declared_profiles_are_known_whether_active_or_not() {
    let text = "services:\n  a: {image: i, profiles: [z, b]}\n  b: {image: i, profiles: [b]}\n";
    let options = Options { profiles: vec!["b".to_owned()], ..Options::default() };
    let loaded = loaded(&[("compose.yaml", text)], options);
    assert_eq!(loaded.declared_profiles, ["b", "z"]);
    assert_eq!(loaded.project.unwrap().profiles, ["b"]);
}
