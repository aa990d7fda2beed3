//! Without a network: digests from files, and projects that are locked.

use insta::assert_snapshot;

use super::run;
use crate::registry::digest;
use crate::support::Folder;

const PROJECT: &str = "\
name: shop
services:
  web:
    image: nginx:1.29
  api:
    build: ./api
";

fn folder() -> Folder {
    let folder = Folder::with(PROJECT);
    folder.file("digests.txt", format!("nginx:1.29 {}\n", digest('1')));
    folder.file(
        "meta.json",
        format!(
            r#"{{"api": {{"containerimage.digest": "{}", "image.name": "ghcr.io/acme/shop-api:1"}}}}"#,
            digest('2')
        ),
    );
    folder
}

#[test]
fn a_lock_from_files_pins_what_is_converted() {
    let folder = folder();
    let line = "lock --offline --digests digests.txt --metadata meta.json";
    let done = run(&folder, line).done();
    assert_eq!((done.stdout.as_str(), done.stderr.lines().count()), ("", 1), "{}", done.stderr);
    assert_snapshot!(folder.read("compose.images.yaml"));
    for target in ["kubernetes", "swarm"] {
        let converted = run(&folder, &format!("--locked --to {target}")).done().stdout;
        for image in ["nginx:1.29", "ghcr.io/acme/shop-api:1"] {
            assert!(converted.contains(&format!("{image}@sha256:")), "{converted}");
        }
    }
    let resolved = run(&folder, "config --locked --images").done().stdout;
    assert_eq!(resolved.lines().filter(|line| line.contains("@sha256:")).count(), 2);
    run(&folder, &format!("{line} --check")).done();
}

/// Whatever a release runs is pinned: the images of containers that wait, too.
#[test]
fn images_that_the_translation_adds_are_locked() {
    let folder = Folder::with(
        "name: shop\nservices:\n  web:\n    image: nginx:1.29\n    depends_on:\n      db: {condition: service_healthy}\n      \
         migrate: {condition: service_completed_successfully}\n  two:\n    image: nginx:1.29\n    depends_on:\n      \
         migrate: {condition: service_completed_successfully}\n  db:\n    image: nginx:1.29\n    \
         healthcheck: {test: [CMD, x]}\n  migrate:\n    image: nginx:1.29\n",
    );
    folder.file("compose2k8s.toml", "[kubernetes]\nkubectl-image = \"example.com/kubectl:1\"\n");
    let digests = [("nginx:1.29", '1'), ("busybox:1.37", '2'), ("example.com/kubectl:1", '3')];
    let list = digests.map(|(image, digit)| format!("{image} {}\n", digest(digit)));
    folder.file("digests.txt", &list[0]);
    let line = "lock --offline --digests digests.txt";
    // Not every target adds them, so that a lock without them is one, too.
    let stderr = run(&folder, line).done().stderr;
    let warning = "warning[C0905]: no digest for `busybox:1.37`, which the translation adds";
    assert!(stderr.contains(warning), "{stderr}");
    assert!(!folder.read("compose.images.yaml").contains("busybox"));
    run(&folder, "--locked").errors();
    folder.file("digests.txt", list.concat());
    run(&folder, line).done();
    let lock = folder.read("compose.images.yaml");
    let (services, helpers) = lock.split_once("x-helper-images:\n").unwrap();
    for (image, digit) in &digests[1..] {
        let pinned = format!("{image}@{}", digest(*digit));
        assert!(helpers.contains(&format!("  \"{image}\": {pinned}\n")), "{lock}");
        assert!(!services.contains(image), "{lock}");
    }
    // Whether the lock is `--locked` or the last Compose file.
    for line in
        ["--locked", "-f compose.yaml -f compose.images.yaml", "--locked --format helm -o chart/"]
    {
        let done = run(&folder, line).done();
        let values = folder.path("chart").exists().then(|| folder.read("chart/values.yaml"));
        let text = values.unwrap_or(done.stdout);
        for (image, digit) in digests {
            assert!(text.contains(&digest(digit)), "{line}: {image}\n{text}");
        }
        let tags = text.lines().filter(|it| it.contains("image: ") && !it.contains("@sha256:"));
        assert_eq!(tags.collect::<Vec<_>>(), [""; 0], "{line}");
    }
    run(&folder, &format!("{line} --check")).done();
    folder.file("digests.txt", list.concat().replace(&digest('2'), &digest('4')));
    let stderr = run(&folder, &format!("{line} --check")).errors();
    assert!(stderr.contains("`busybox:1.37` has moved"), "{stderr}");
    // A lock without them is refused, and so is another image on the command line.
    let stderr = run(&folder, "--locked --wait-image busybox:2 --message-format short").errors();
    assert!(stderr.contains("error[C0901]: the image `busybox:2` of"), "{stderr}");
    folder.file("compose.images.yaml", services);
    let stderr = run(&folder, "--locked --message-format short").errors();
    assert!(stderr.contains("error[C0901]: the image `busybox:1.37` of"), "{stderr}");
    run(&folder, "--locked --to swarm").done();
}

#[test]
fn what_no_file_tells_is_an_error_where_it_stands() {
    let folder = folder();
    let stderr = run(&folder, "lock --offline --message-format short").errors();
    assert!(
        stderr.contains("compose.yaml:4:12: error[C0905]: no digest for `nginx:1.29`"),
        "{stderr}"
    );
    assert!(!folder.path("compose.images.yaml").exists());
    let stderr = run(&folder, "--locked --message-format short").errors();
    assert!(stderr.contains("compose.yaml:4:12: error[C0901]"), "{stderr}");
    assert!(stderr.contains("compose.yaml:6:5: error[C0901]"), "{stderr}");
}

#[test]
fn services_that_are_only_built_are_noted() {
    let folder = folder();
    let run = run(&folder, "lock -v --offline --digests digests.txt").done();
    assert!(run.stderr.contains("note[C0906]"), "{}", run.stderr);
    assert!(run.stderr.contains("`api` is only built"), "{}", run.stderr);
    assert!(run.stderr.contains("1 image locked in"), "{}", run.stderr);
}

#[test]
fn a_changed_tag_makes_the_lock_stale() {
    let folder = folder();
    run(&folder, "lock --offline --digests digests.txt --metadata meta.json").done();
    folder.file("compose.yaml", PROJECT.replace("1.29", "1.30"));
    let stderr = run(&folder, "--locked --message-format short").errors();
    assert!(stderr.contains("compose.yaml:4:12: error[C0902]"), "{stderr}");
    folder.file("compose.yaml", PROJECT.replace("api:", "backend:"));
    let stderr = run(&folder, "check --locked --message-format short").errors();
    assert!(stderr.contains("the project has no service `api`"), "{stderr}");
}

#[test]
fn the_lock_goes_where_it_is_wanted_and_replaces_nothing_else() {
    let folder = folder();
    let sources = "--offline --digests digests.txt --metadata meta.json";
    let printed = run(&folder, &format!("lock {sources} -o -")).done().stdout;
    run(&folder, &format!("lock {sources} -o prod.yaml")).done();
    assert_eq!(folder.read("prod.yaml"), printed);
    run(&folder, "--locked=prod.yaml").done();
    assert_eq!(run(&folder, "--locked=none.yaml").status, 1);

    folder.file("compose.images.yaml", "services: {web: {ports: ['80:80']}}\n");
    let stderr = run(&folder, &format!("lock {sources}")).errors();
    assert!(stderr.contains("is there and is no lock"), "{stderr}");
    let stderr = run(&folder, &format!("lock {sources} -o compose.yaml")).errors();
    assert!(stderr.contains("is there and is no lock"), "{stderr}");
}

#[test]
fn wrong_usage_is_explained() {
    let folder = folder();
    for (line, want) in [
        ("lock --locked", "unexpected argument '--locked'"),
        ("--locked lock", "`lock` takes no `--locked`"),
        ("lock --tag a/b", "`--tag a/b` is not a tag"),
        ("lock --registry A_B", "is not a registry"),
        ("lock --platform linux", "expected a platform such as"),
        ("lock --timeout 0", "0 is not in 1..=600"),
    ] {
        let stderr = run(&folder, line).usage();
        assert!(stderr.contains(want), "{line}: {stderr}");
    }
    let stderr = run(&folder, "lock --check --offline --digests digests.txt").errors();
    assert!(stderr.contains("there is no lock"), "{stderr}");
    assert!(run(&folder, "lock --digests none.txt").errors().contains("cannot read `none.txt`"));
    folder.file("wrong.txt", "nginx\n");
    let stderr = run(&folder, "lock --digests wrong.txt --message-format short").errors();
    assert!(stderr.contains("wrong.txt:1:1: error[C0908]: expected `IMAGE DIGEST`"), "{stderr}");
}

#[test]
fn an_image_that_two_services_use_is_one() {
    let folder = Folder::with("services: {a: {image: 'x:1'}, b: {image: 'x:1'}}\n");
    let stderr = run(&folder, "lock --offline").errors();
    assert_eq!(stderr.matches("no digest for `x:1`").count(), 1, "{stderr}");
    assert!(stderr.contains("and here") && stderr.ends_with("1 error: nothing was locked\n"));
    folder.file("digests.txt", format!("x:1 {}\n", digest('1')));
    let done = run(&folder, "lock --offline --digests digests.txt").done();
    assert!(done.stderr.starts_with("1 image locked"), "{}", done.stderr);
    folder.file("digests.txt", format!("x:1 {}\n", digest('2')));
    let stderr = run(&folder, "lock --offline --digests digests.txt --check").errors();
    assert_eq!(stderr.matches("`x:1` has moved").count(), 1, "{stderr}");
}
