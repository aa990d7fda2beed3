//! The build plan, its names, and its bake file.

#![allow(clippy::unwrap_used, reason = "a test may fail by a panic")]

use compose_model::diagnostic::Diagnostics;
use compose_model::env::MapEnv;
use compose_model::images::plan;
use compose_model::load::{Options, Skip, load};
use compose_model::model::Project;
use compose_model::vfs::MemoryVfs;
use insta::assert_snapshot;

const SHOP: &str = "\
services:
  web:
    image: acme/web:1
    build:
      context: .
      dockerfile: docker/Dockerfile.web
      args: {A: 'x$${Y}%{z}', FROM_ENV: }
      target: prod
      labels: {l: v}
      tags: ['acme/web:extra', 'acme/web:1']
      platforms: [linux/amd64, linux/arm64]
      secrets: [token, {source: file, target: cert}, {source: gone}]
      ssh: [default, 'git=./agent']
      cache_from: ['acme/web:cache']
      cache_to: [type=inline]
      additional_contexts: {base: 'service:api.v2', res: ../res, alpine: 'docker-image://alpine'}
      network: host
      shm_size: 64m
      ulimits: {nofile: {soft: 1, hard: 2}, nproc: 5}
      extra_hosts: ['a:1.2.3.4']
      no_cache: true
      pull: true
      privileged: true
      sbom: true
      provenance: mode=max
      isolation: hyperv
      x-bake:
        tags: acme/web:x-bake
        output: [type=registry]
        pull: false
  api.v2:
    build:
      dockerfile_inline: |
        FROM scratch
  remote:
    build: https://github.com/acme/remote.git#main
  db:
    image: postgres:17
secrets:
  token: {environment: TOKEN}
  file: {file: './a,b.txt'}
  gone: {external: true}
";

fn project(text: &str) -> Project {
    project_with(text, Skip::default())
}

fn project_with(text: &str, skip: Skip) -> Project {
    let files = MemoryVfs::new([("/shop/compose.yaml", text)]);
    let options = Options { working_dir: "/shop".to_owned(), skip, ..Options::default() };
    let loaded = load(&files, &MapEnv::new([("FROM_ENV", "seen")]), &options);
    assert!(!loaded.diagnostics.has_errors(), "{:?}", loaded.diagnostics);
    loaded.project.unwrap()
}

fn told(diagnostics: &Diagnostics) -> Vec<String> {
    diagnostics.iter().map(|d| format!("{} {}", d.rule.code, d.message)).collect()
}

fn tags(registry: Option<&str>, tags: &[&str]) -> Vec<(String, Vec<String>)> {
    let project = project(SHOP);
    let tags: Vec<String> = tags.iter().map(|tag| (*tag).to_owned()).collect();
    let plan = plan(&project, registry, &tags, &mut Diagnostics::default());
    plan.images.into_iter().map(|image| (image.service.to_owned(), image.tags)).collect()
}

#[test]
fn names_with_and_without_registry_and_tags() {
    assert_snapshot!(format!(
        "{:#?}\n{:#?}",
        tags(None, &[]),
        tags(Some("ghcr.io/acme"), &["1.2", "latest"])
    ));
}

#[test]
fn a_bake_file_has_all_that_builds_the_images() {
    let project = project(SHOP);
    let mut diagnostics = Diagnostics::default();
    let file = plan(&project, Some("r.io"), &[], &mut diagnostics).to_bake(&mut diagnostics);
    assert_eq!(
        told(&diagnostics),
        [
            "C0911 the secret `gone` is neither in a file nor in a variable",
            "C0911 `isolation: hyperv` has no counterpart in a bake file",
        ]
    );
    assert_snapshot!(file);
}

#[test]
fn arguments_that_nobody_has_looked_up_become_variables() {
    let mut skip = Skip::default();
    skip.normalisation = true;
    let text = "services: {a: {image: a, build: {context: ., args: {FROM_ENV: , 'not.one': }}}}";
    let project = project_with(text, skip);
    let mut diagnostics = Diagnostics::default();
    let file = plan(&project, None, &[], &mut diagnostics).to_bake(&mut diagnostics);
    let want = "C0911 the build argument `not.one` has no value, and a bake file no such variable";
    assert_eq!(told(&diagnostics), [want]);
    assert!(file.contains("\"FROM_ENV\": \"${FROM_ENV}\""), "{file}");
    assert!(file.contains("\"variable\""), "{file}");
}

#[test]
fn what_has_no_name_or_no_registry_is_told() {
    let project = project("services: {a: {image: 'A B', build: .}, b: {build: .}}");
    let mut diagnostics = Diagnostics::default();
    plan(&project, None, &[], &mut diagnostics);
    assert_eq!(
        told(&diagnostics),
        [
            "C0909 `A B` is not an image: `A B` is not a repository",
            "C0910 the image of `b` names no registry to push it to",
        ]
    );
}

#[test]
fn a_pinned_image_is_built_under_its_tag() {
    let text =
        format!("services: {{a: {{image: 'acme/a:1@sha256:{}', build: .}}}}", "a".repeat(64));
    let project = project(&text);
    let plan = plan(&project, None, &["2".to_owned()], &mut Diagnostics::default());
    assert_eq!(plan.images[0].tags, ["acme/a:1", "acme/a:2"]);
}

#[test]
fn two_services_cannot_have_one_target() {
    let project = project("services: {a.b: {build: .}, a_b: {build: .}}");
    let mut diagnostics = Diagnostics::default();
    plan(&project, Some("r.io"), &[], &mut diagnostics).to_bake(&mut diagnostics);
    assert!(diagnostics.has_errors());
    assert_eq!(told(&diagnostics), ["C0911 `a_b` has the target of another service"]);
}
