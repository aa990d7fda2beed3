//! `images`: what is built and pushed.

use std::process::Command;

use insta::assert_snapshot;

use crate::support::Folder;

const PROJECT: &str = "\
name: shop
services:
  web:
    image: acme/web:1
    build:
      context: ./web
      dockerfile: Dockerfile.prod
      target: release
      platforms: [linux/amd64, linux/arm64]
  api:
    build: .
  db:
    image: postgres:17
";

#[test]
fn a_table_and_json() {
    let folder = Folder::with(PROJECT);
    let mut all = String::new();
    for line in [
        "images",
        "images --registry ghcr.io/acme --tag 1.2 --tag latest",
        "images --registry ghcr.io/acme --tag 1.2 --format json",
        "images --registry ghcr.io/acme --format bake",
    ] {
        let run = folder.run(line).done();
        all.push_str("$ compose2k8s ");
        all.push_str(line);
        all.push('\n');
        all.push_str(&run.stdout);
        all.push_str(&run.stderr);
    }
    assert_snapshot!(all);
}

#[test]
fn names_are_those_that_the_targets_run() {
    let folder = Folder::with(PROJECT);
    for naming in ["", "--registry ghcr.io/acme", "--registry r.lan:5000 --tag 1.2"] {
        let plan = folder.run(&format!("images {naming} --format json")).done().stdout;
        for target in ["kubernetes", "swarm"] {
            let run = folder.run(&format!("--to {target} {naming}")).done();
            let images = run
                .stdout
                .lines()
                .filter_map(|line| line.trim_start_matches([' ', '-']).strip_prefix("image: "));
            let built = images.filter(|image| !image.starts_with("postgres"));
            let mut found = 0;
            for image in built {
                let name = image.trim_matches(['\'', '"']);
                assert!(plan.contains(&format!("\"{name}\"")), "{naming} {target} {name}\n{plan}");
                found += 1;
            }
            assert_eq!(found, 2, "{}", run.stdout);
        }
    }
}

#[test]
fn tags_come_from_git() {
    let folder = Folder::with(PROJECT);
    let git = |line: &str| {
        let mut command = Command::new("git");
        command.current_dir(folder.path("")).args(line.split(' ')).env("HOME", folder.path(""));
        command.env("GIT_CONFIG_NOSYSTEM", "1");
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    };
    let wanted = |what: &str| format!("images --registry r.io --tag-from-git {what} --format json");
    let stderr = folder.run(&wanted("commit")).errors();
    assert!(stderr.contains("`git rev-parse --short HEAD` failed"), "{stderr}");
    git("init -q -b feature/new");
    git("-c user.name=t -c user.email=t@t commit -q --allow-empty -m x");
    git("tag v1.0");
    let commit = git("rev-parse --short HEAD");
    for (what, want) in
        [("commit", commit.as_str()), ("describe", "v1.0"), ("branch", "feature-new")]
    {
        let plan = folder.run(&wanted(what)).done().stdout;
        assert!(plan.contains(&format!("\"r.io/shop-api:{want}\"")), "{plan}");
        assert!(plan.contains(&format!("\"acme/web:{want}\"")), "{plan}");
    }
    git("checkout -q --detach");
    let stderr = folder.run(&wanted("branch")).errors();
    assert!(stderr.contains("name the tag with `--tag`"), "{stderr}");
}

#[test]
fn a_project_that_builds_nothing_has_no_plan() {
    let folder = Folder::with("services: {db: {image: 'postgres:17'}}");
    let run = folder.run("images").done();
    assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("", "no service is built\n"));
    assert_eq!(folder.run("images -q").done().stderr, "");
    folder.run("images --format bake -o bake.json").done();
    assert!(folder.read("bake.json").contains("\"targets\": []"));
}

#[test]
fn wrong_names_are_refused() {
    let folder = Folder::with("services: {a: {image: 'A B', build: .}}");
    assert!(folder.run("images").errors().contains("error[C0909]"));
    assert!(folder.run("images --tag a:b").usage().contains("is not a tag"));
}

#[test]
fn comments_for_other_commands_are_not_left_over() {
    let folder = Folder::with(
        "services:\n  web:\n    image: example/web:1 # compose2k8s: allow C0907, C0911\n    \
         build: .\n",
    );
    let of = |line: &str| {
        let run = folder.run(line).done();
        ["C0907", "C0911"].map(|code| run.stderr.contains(&format!("`{code}` is allowed here")))
    };
    assert_eq!(of("images -v"), [false, false]);
    assert_eq!(of("images --format bake -v"), [false, true]);
    assert_eq!(of("config -v"), [false, false]);
}
