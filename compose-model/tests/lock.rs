//! Locks: written, read back, applied, and refused where they do not fit.

#![allow(clippy::unwrap_used, reason = "a test may fail by a panic")]

use std::collections::BTreeMap;
use std::fmt::Write;

use compose_model::diagnostic::Diagnostics;
use compose_model::env::MapEnv;
use compose_model::images::Naming;
use compose_model::load::{Loaded, Locked, Options, load};
use compose_model::lock::{DigestResolver, Digests, Lock, ResolveError, Wanted};
use compose_model::source::SourceMap;
use compose_model::vfs::MemoryVfs;
use insta::assert_snapshot;

const SHOP: &str = "\
services:
  web:
    image: nginx:1.29
    volumes:
      - {type: image, source: assets:3, target: /a$$b, read_only: true}
      - data:/data
  cache:
    image: redis
  api:
    build: ./api
  tool:
    image: tool:1
    profiles: [tools]
volumes:
  data:
";

/// A registry of some tags; the digest is made of one digit.
struct Registry(BTreeMap<&'static str, char>);

impl DigestResolver for Registry {
    fn resolve(&self, wanted: &Wanted<'_>) -> Result<String, ResolveError> {
        let digit = self.0.get(wanted.reference.full().as_str()).ok_or(ResolveError::NotFound)?;
        Ok(digest(*digit))
    }
}

fn registry() -> Registry {
    Registry(BTreeMap::from([
        ("docker.io/library/nginx:1.29", '1'),
        ("docker.io/library/redis:latest", '2'),
        ("docker.io/library/assets:3", '3'),
        ("ghcr.io/acme/shop-api:7", '4'),
    ]))
}

fn digest(digit: char) -> String {
    format!("sha256:{}", digit.to_string().repeat(64))
}

fn loaded(files: &[(&str, &str)], locked: Locked) -> Loaded {
    let vfs = MemoryVfs::new(files.iter().copied());
    let options = Options { working_dir: "/shop".to_owned(), locked, ..Options::default() };
    load(&vfs, &MapEnv::default(), &options)
}

fn shop() -> Loaded {
    loaded(&[("/shop/compose.yaml", SHOP)], Locked::No)
}

fn told(diagnostics: &Diagnostics, sources: &SourceMap) -> String {
    diagnostics.iter().fold(String::new(), |mut text, d| {
        let place = d.primary.as_ref().map(|label| sources.locate(label.span));
        let place = place
            .map_or_else(String::new, |(path, at)| format!(" at {path}:{}:{}", at.line, at.column));
        let _ = writeln!(text, "{}{place}: {}", d.rule.code, d.message);
        text
    })
}

fn codes(diagnostics: &Diagnostics) -> Vec<&'static str> {
    diagnostics.iter().map(|finding| finding.rule.code).collect()
}

fn locked(naming: &Naming, resolver: &dyn DigestResolver) -> (Lock, Loaded, Diagnostics) {
    let shop = shop();
    let mut diagnostics = Diagnostics::default();
    let lock = Lock::resolve(shop.project.as_ref().unwrap(), naming, resolver, &mut diagnostics);
    (lock, shop, diagnostics)
}

fn named() -> Naming {
    Naming { registry: Some("ghcr.io/acme".to_owned()), tag: Some("7".to_owned()) }
}

#[test]
fn a_lock_is_an_override_of_the_images() {
    let (lock, shop, diagnostics) = locked(&Naming::default(), &registry());
    assert_snapshot!(format!("{}\n{}", lock.to_yaml(), told(&diagnostics, &shop.sources)));
    assert_eq!(codes(&diagnostics), ["C0906"]);
    assert_eq!(lock.len(), 3);
}

#[test]
fn built_images_are_locked_under_the_name_that_they_were_pushed_as() {
    let (lock, _, diagnostics) = locked(&named(), &registry());
    assert!(diagnostics.is_empty());
    assert_eq!(lock.image("api").unwrap(), format!("ghcr.io/acme/shop-api:7@{}", digest('4')));
}

#[test]
fn what_is_missing_is_named_with_its_place() {
    let (lock, shop, diagnostics) = locked(&named(), &Registry(BTreeMap::new()));
    assert!(lock.is_empty());
    assert_eq!(codes(&diagnostics), ["C0905"; 4]);
    assert_snapshot!(told(&diagnostics, &shop.sources));
}

#[test]
fn a_locked_project_is_the_one_that_the_override_gives() {
    let text = locked(&named(), &registry()).0.to_yaml();
    let files = [("/shop/compose.yaml", SHOP), ("/shop/compose.images.yaml", text.as_str())];
    let by_flag = loaded(&files, Locked::Beside);
    assert_eq!(told(&by_flag.diagnostics, &by_flag.sources), "");

    let vfs = MemoryVfs::new(files);
    let names = ["compose.yaml", "compose.images.yaml"].map(str::to_owned).to_vec();
    let options = Options { working_dir: "/shop".into(), files: names, ..Options::default() };
    let by_merge = load(&vfs, &MapEnv::default(), &options);
    assert_eq!(told(&by_merge.diagnostics, &by_merge.sources), "");
    assert_eq!(by_flag.project, by_merge.project);

    let image = by_flag.project.as_ref().unwrap().services["web"].image.clone().unwrap();
    let (path, at) = by_flag.sources.locate(image.span().unwrap());
    assert_eq!((path, at.line), ("compose.images.yaml", 8));
    assert_eq!(image.origin.steps().count(), 1);
}

#[test]
fn without_a_lock_the_files_must_pin_all() {
    let unpinned = loaded(&[("/shop/compose.yaml", SHOP)], Locked::Beside);
    assert_snapshot!(told(&unpinned.diagnostics, &unpinned.sources));
    let named = loaded(&[("/shop/compose.yaml", SHOP)], Locked::By("my.yaml".to_owned()));
    assert!(told(&named.diagnostics, &named.sources).starts_with("C0101: cannot read `my.yaml`"));
}

#[test]
fn hooks_must_be_pinned_in_the_files() {
    let text = "services: {web: {image: a, pre_start: [{command: x, image: migrate:1}]}}";
    let files = [("/shop/compose.yaml", text)];
    let shop = loaded(&files, Locked::No);
    let mut diagnostics = Diagnostics::default();
    let all = Registry(BTreeMap::from([("docker.io/library/a:latest", '1')]));
    let project = shop.project.as_ref().unwrap();
    Lock::resolve(project, &Naming::default(), &all, &mut diagnostics);
    assert!(told(&diagnostics, &shop.sources).starts_with("C0907 at compose.yaml:1:"));
    let refused = loaded(&files, Locked::Beside);
    let told = told(&refused.diagnostics, &refused.sources);
    assert!(told.contains("the image `migrate:1` of `web` is not pinned"), "{told}");
}

#[test]
fn a_lock_that_does_not_fit_is_refused() {
    let lock = format!(
        "services:
  web:
    image: nginx:1.28@{0}
    volumes:
      - {{type: image, source: 'x@{0}', target: /gone}}
  api: {{image: 'shop-api@{0}'}}
  gone: {{image: 'x@{0}'}}
  cache: {{image: 'redis@{0}', ports: ['80:80']}}
networks: {{x: {{}}}}
x-made: by hand
",
        digest('1')
    );
    let files = [("/shop/compose.yaml", SHOP), ("/shop/compose.images.yaml", lock.as_str())];
    let refused = loaded(&files, Locked::Beside);
    assert_snapshot!(told(&refused.diagnostics, &refused.sources));
}

#[test]
fn wrong_shapes_of_a_lock_are_named() {
    for lock in ["[]", "services: []", "services: {web: [x]}", "services: {web: {image: [x]}}"] {
        let files = [("/shop/compose.yaml", SHOP), ("/shop/compose.images.yaml", lock)];
        let refused = loaded(&files, Locked::Beside);
        let told = told(&refused.diagnostics, &refused.sources);
        assert!(told.contains("C0903 at compose.images.yaml:1:"), "{lock}: {told}");
    }
}

#[test]
fn a_moved_tag_is_told_at_the_image() {
    let (old, shop, _) = locked(&named(), &registry());
    let mut moved = registry();
    moved.0.insert("docker.io/library/nginx:1.29", '9');
    moved.0.insert("docker.io/library/assets:3", '8');
    let project = shop.project.as_ref().unwrap();
    let mut diagnostics = Diagnostics::default();
    let new = Lock::resolve(project, &named(), &moved, &mut diagnostics);
    old.compare(&new, project, &named(), &mut diagnostics);
    assert_eq!(codes(&diagnostics), ["C0904"; 2]);
    assert_snapshot!(told(&diagnostics, &shop.sources));

    let mut diagnostics = Diagnostics::default();
    Lock::default().compare(&new, project, &named(), &mut diagnostics);
    assert_eq!(diagnostics.len(), 4, "all images are missing in an empty lock");
    let mut diagnostics = Diagnostics::default();
    new.compare(&new, project, &named(), &mut diagnostics);
    assert!(diagnostics.is_empty());
}

#[test]
fn digests_come_from_lists_and_metadata() {
    let (mut sources, mut diagnostics) = (SourceMap::default(), Diagnostics::default());
    let mut digests = Digests::default();
    let lines = format!(
        "# by hand\nnginx:1.29  {}\n\n  docker.io/library/redis:latest@{} # comment\n",
        digest('1'),
        digest('2')
    );
    let file = sources.add("digests.txt", lines.as_str());
    digests.add_list(&lines, file, &mut diagnostics);
    let object = format!("{{\"assets:3\": \"{}\"}}", digest('3'));
    digests.add_list(&object, sources.add("digests.json", object.as_str()), &mut diagnostics);
    let metadata = format!(
        r#"{{"api": {{"containerimage.digest": "{}", "image.name": "ghcr.io/acme/shop-api:7,ghcr.io/acme/shop-api:latest"}},
            "cached": {{"buildx.build.ref": "x"}}, "buildx.build.warnings": []}}"#,
        digest('4')
    );
    digests.add_metadata(&metadata, sources.add("meta.json", metadata.as_str()), &mut diagnostics);
    assert_eq!(told(&diagnostics, &sources), "");

    // Without a name from the command line, the metadata knows the one of the built image.
    let (lock, _, found) = locked(&Naming::default(), &digests);
    assert_eq!((lock.len(), found.len()), (4, 0));
    assert_eq!(lock, locked(&named(), &registry()).0);
    let latest = Naming { tag: Some("latest".to_owned()), ..named() };
    let lock = locked(&latest, &digests).0;
    assert_eq!(lock.image("api").unwrap(), format!("ghcr.io/acme/shop-api:latest@{}", digest('4')));
}

#[test]
fn faults_of_digests_are_told_where_they_stand() {
    let (mut sources, mut diagnostics) = (SourceMap::default(), Diagnostics::default());
    let mut digests = Digests::default();
    let lines = format!("nginx\nA:1 {0}\n  nginx:1 sha256:12\na b c\n", digest('1'));
    let file = sources.add("list", lines.as_str());
    digests.add_list(&lines, file, &mut diagnostics);
    for (name, text) in [
        ("object", "{\"nginx\": 1}"),
        ("meta", "[]"),
        ("build", "{\"containerimage.digest\": \"x\", \"image.name\": \"a\"}"),
    ] {
        let file = sources.add(name, text);
        if name == "object" {
            digests.add_list(text, file, &mut diagnostics);
        } else {
            digests.add_metadata(text, file, &mut diagnostics);
        }
    }
    assert!(digests.is_empty());
    assert_eq!(codes(&diagnostics), ["C0908"; 7]);
    assert_snapshot!(told(&diagnostics, &sources));
}
