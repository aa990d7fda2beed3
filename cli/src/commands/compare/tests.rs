//! Tables of small projects.

use std::ffi::OsString;

use compose_model::env::MapEnv;
use compose_model::vfs::MemoryVfs;
use insta::assert_snapshot;

use super::{compare, json, text};
use crate::args::Verbosity;
use crate::{BACKENDS, World};

const MIXED: &str = "\
services:
  web:
    image: nginx:1.29
    ports: [\"8080:80\", \"127.0.0.1:9000:9000\"]
    networks: [front]
    oom_kill_disable: true
    deploy:
      replicas: 2
      restart_policy: {condition: on-failure, max_attempts: 3}
  a.database:
    image: postgres:17
    privileged: true
    shm_size: 64m
    volumes: [\"data:/var/lib/postgresql/data\"]
  off:
    image: busybox:1.37
    profiles: [debug]
    oom_kill_disable: true
networks:
  front:
    driver_opts: {com.docker.network.bridge.name: br0}
volumes:
  data: {}
";

fn table(compose: &str, line: &str) -> Option<super::Table> {
    let vfs = MemoryVfs::new([("/srv/shop/compose.yaml", compose)]);
    let env = MapEnv::default();
    let world = World { vfs: &vfs, env: &env, working_dir: "/srv/shop".to_owned() };
    let words = ["compose2k8s", "check", "--to", "kubernetes,swarm"].into_iter();
    let words = words.chain(line.split_whitespace()).map(OsString::from);
    let translated = crate::translate(words, BACKENDS, &world).unwrap();
    compare(&translated, BACKENDS)
}

fn shown(compose: &str, verbosity: Verbosity, width: usize) -> String {
    let text = text::text(&table(compose, "").unwrap(), verbosity, width);
    let text = anstream::adapter::strip_str(&text).to_string();
    let widest = text.lines().map(|line| line.chars().count()).max().unwrap_or_default();
    assert!(widest <= width, "{widest} columns:\n{text}");
    text
}

#[test]
fn what_differs_is_shown() {
    assert_snapshot!(shown(MIXED, Verbosity::Normal, 80));
}

#[test]
fn everything_is_shown_when_asked_for() {
    assert_snapshot!(shown(MIXED, Verbosity::Verbose, 80));
}

#[test]
fn the_numbers_alone() {
    assert_snapshot!(shown(MIXED, Verbosity::Quiet, 80));
}

#[test]
fn programs_get_every_key() {
    let table = table(MIXED, "").unwrap();
    assert_snapshot!(json(&table));
    let line: serde_json::Value = serde_json::from_str(&json(&table)).unwrap();
    let schema: serde_json::Value =
        serde_json::from_str(include_str!("../../../../docs/messages.schema.json")).unwrap();
    for (value, kind) in [
        (&line, "comparison"),
        (&line["keys"][0], "compared"),
        (&line["keys"][0]["outcomes"][0], "outcome"),
        (&line["totals"][0], "totals"),
    ] {
        let written: Vec<&String> = value.as_object().unwrap().keys().collect();
        let described = schema["$defs"][kind]["properties"].as_object().unwrap();
        assert_eq!(written, described.keys().collect::<Vec<_>>(), "{kind}");
    }
    let keys = line["keys"].as_array().unwrap();
    for (target, totals) in line["totals"].as_array().unwrap().iter().enumerate() {
        let sum: u64 = totals.as_object().unwrap().values().map(|n| n.as_u64().unwrap()).sum();
        assert_eq!(sum, keys.len() as u64, "column {target} accounts for every key");
    }
}

/// A policy moves findings, and the table tells what happens all the same.
#[test]
fn a_policy_changes_nothing() {
    let plain = json(&table(MIXED, "").unwrap());
    assert_eq!(json(&table(MIXED, "--strict --allow insecure").unwrap()), plain);
}

#[test]
fn a_project_with_errors_has_no_table() {
    assert!(table("services: {web: {imgae: a}}\n", "").is_none());
}

#[test]
fn long_names_are_cut() {
    let long =
        format!("services:\n  web:\n    image: a\n    x-{0}: 1\n    tty: true\n", "y".repeat(200));
    shown(&long, Verbosity::Verbose, 60);
}

/// One finding may stand for several services.
#[test]
fn what_is_said_once_counts_for_every_key_that_it_is_about() {
    let table = table("services: {a: {image: a}, b: {image: b}}\n", "").unwrap();
    let line: serde_json::Value = serde_json::from_str(&json(&table)).unwrap();
    let is_about = |service: &str, code: &str| {
        let mut keys = line["keys"].as_array().unwrap().iter();
        let is_own = |key: &str| key.starts_with(&format!("services.{service}"));
        keys.any(|key| is_own(key["key"].as_str().unwrap()) && key.to_string().contains(code))
    };
    for service in ["a", "b"] {
        assert!(is_about(service, "K0227") && is_about(service, "S0201"), "{line}");
    }
}
