//! Registries that answer late, wrongly or not at all.

use std::fmt::Write;
use std::time::Instant;

use super::{folder, run, run_with};
use crate::registry::{Answer, Scripted, Tunnel, digest};
use crate::support::Folder;

fn locked(registry: &Scripted) -> String {
    let folder = folder(registry.port, "a/b:1");
    run(&folder, "lock --timeout 2").done();
    folder.read("compose.images.yaml")
}

fn refused(registry: &Scripted) -> String {
    let folder = folder(registry.port, "a/b:1");
    let stderr = run(&folder, "lock --timeout 1 --message-format short").errors();
    assert!(stderr.starts_with("compose.yaml:3:12: error[C0905]: no digest for"), "{stderr}");
    assert!(!folder.path("compose.images.yaml").exists());
    stderr
}

#[test]
fn one_head_request_is_enough() {
    let registry = Scripted::start(|_, _, _| Answer::digest(&digest('1')));
    let lock = locked(&registry);
    assert!(lock.contains(&format!("localhost:{}/a/b:1@{}", registry.port, digest('1'))), "{lock}");
    assert_eq!(registry.lines(), ["HEAD /v2/a/b/manifests/1"]);
}

#[test]
fn a_registry_without_the_header_is_asked_for_the_manifest() {
    // The digest of `{}`.
    let hash = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
    for status in [200, 405] {
        let registry = Scripted::start(move |request, _, _| {
            if request.line.starts_with("HEAD") {
                Answer::status(status, "")
            } else {
                Answer::With(200, String::new(), "{}".to_owned())
            }
        });
        assert!(locked(&registry).contains(&format!("@sha256:{hash}")));
        assert_eq!(registry.lines().len(), 2);
    }
}

#[test]
fn failures_that_pass_are_waited_for() {
    let registry = Scripted::start(|_, before, _| match before {
        0 => Answer::status(429, "Retry-After: 1\r\n"),
        1 => Answer::status(503, "Retry-After: 0\r\n"),
        _ => Answer::digest(&digest('1')),
    });
    let start = Instant::now();
    locked(&registry);
    assert!(start.elapsed().as_millis() >= 1000, "the registry asked to wait for a second");
    assert_eq!(registry.lines().len(), 3);
}

#[test]
fn failures_that_stay_are_told() {
    let registry = Scripted::start(|_, _, _| Answer::status(500, "Retry-After: 0\r\n"));
    assert!(refused(&registry).contains("the registry answered 500"));
    assert_eq!(registry.lines().len(), 4);
    let limited = Scripted::start(|_, _, _| Answer::status(429, "Retry-After: 3600\r\n"));
    assert!(refused(&limited).contains("too many requests"));
    assert_eq!(limited.lines().len(), 1, "nobody waits for an hour");
}

#[test]
fn what_is_not_there_is_told_once() {
    let registry = Scripted::start(|_, _, _| Answer::status(404, ""));
    assert!(refused(&registry).contains("the registry does not have it"));
    assert_eq!(registry.lines().len(), 1);
}

#[test]
fn silence_ends() {
    let registry = Scripted::start(|_, _, _| Answer::Silence);
    let start = Instant::now();
    assert!(refused(&registry).contains("did not answer within 1 s"));
    assert!(start.elapsed().as_secs() < 8);
    let registry = Scripted::start(|_, before, _| match before {
        0 => Answer::HangUp,
        _ => Answer::digest(&digest('1')),
    });
    locked(&registry);
}

#[test]
fn nobody_listens() {
    let folder = folder(1, "a:1");
    let stderr = run(&folder, "lock").errors();
    assert!(
        stderr.contains("cannot talk to `localhost:1`") || stderr.contains("cannot connect"),
        "{stderr}"
    );
}

#[test]
fn wrong_answers_are_not_believed() {
    for (headers, body, want) in [
        ("", "<html>", "something that is no manifest"),
        ("Docker-Content-Digest: sha256:12\r\n", "{}", "does not have the digest that it says"),
    ] {
        let registry =
            Scripted::start(move |_, _, _| Answer::With(200, headers.to_owned(), body.to_owned()));
        let stderr = refused(&registry);
        assert!(stderr.contains(want), "{stderr}");
    }
    let lying = Scripted::start(|request, _, _| {
        if request.line.starts_with("HEAD") {
            return Answer::status(405, "");
        }
        let header = format!("Docker-Content-Digest: {}\r\n", digest('1'));
        Answer::With(200, header, "{}".to_owned())
    });
    assert!(refused(&lying).contains("does not have the digest that it says"));
}

#[test]
fn a_project_asks_for_each_image_once() {
    let registry = Scripted::start(|_, _, _| Answer::digest(&digest('1')));
    let mut compose = "services:\n".to_owned();
    for n in 0..30 {
        let image = format!("localhost:{}/a:{}", registry.port, n % 10);
        let _ = write!(compose, "  s{n}:\n    image: {image}\n");
    }
    let folder = Folder::with(compose);
    run(&folder, "lock").done();
    let mut lines = registry.lines();
    lines.sort();
    lines.dedup();
    assert_eq!((lines.len(), registry.lines().len()), (10, 10));
}

#[test]
fn proxies_are_used_and_spared() {
    let registry = Scripted::start(|_, _, _| Answer::digest(&digest('1')));
    let tunnel = Tunnel::start(registry.port);
    let proxy = format!("http://127.0.0.1:{}", tunnel.port);
    // Registries of this machine are asked without one.
    let near = folder(registry.port, "a:1");
    run_with(&near, "lock", |command| {
        command.env("HTTPS_PROXY", &proxy).env("HTTP_PROXY", &proxy);
    })
    .done();
    assert!(tunnel.targets().is_empty());
    let far = Folder::with("services: {web: {image: 'registry.invalid/a:1'}}");
    let through = |spared: &str| {
        run_with(&far, "lock --timeout 5", |command| {
            command.env("HTTPS_PROXY", &proxy).env("NO_PROXY", spared);
        })
        .errors()
    };
    // What is behind the proxy here speaks no TLS.
    through("");
    assert_eq!(tunnel.targets()[0], "registry.invalid:443");
    let before = tunnel.targets().len();
    through("registry.invalid");
    assert_eq!(tunnel.targets().len(), before);
}
