//! What registries ask for, and what they get.

#[cfg(unix)]
use std::os::unix::fs::PermissionsExt;

use super::{folder, run, run_with};
use crate::registry::{Answer, Request, Scripted, digest};
use crate::support::Folder;

/// A registry whose tokens come from itself; `accepts` says to which request for one.
fn with_tokens(accepts: impl Fn(&Request) -> bool + Send + Sync + 'static) -> Scripted {
    Scripted::start(move |request, _, port| {
        if request.line.contains("/token") {
            return if accepts(request) {
                Answer::With(200, String::new(), "{\"access_token\": \"abc\"}".to_owned())
            } else {
                Answer::status(401, "")
            };
        }
        match request.authorization.as_deref() {
            Some("Bearer abc") => Answer::digest(&digest('1')),
            _ => Answer::status(
                401,
                &format!(
                    "WWW-Authenticate: Bearer realm=\"http://127.0.0.1:{port}/token\",service=\"a registry\"\r\n"
                ),
            ),
        }
    })
}

fn login(folder: &Folder, text: &str) {
    folder.file("docker/config.json", text);
}

#[test]
fn anonymous_tokens() {
    let registry = with_tokens(|request| request.authorization.is_none());
    let folder = folder(registry.port, "a/b:1");
    run(&folder, "lock").done();
    assert_eq!(
        registry.lines(),
        [
            "HEAD /v2/a/b/manifests/1",
            "GET /token?scope=repository%3Aa%2Fb%3Apull&service=a%20registry",
            "HEAD /v2/a/b/manifests/1",
        ]
    );
}

#[test]
fn a_token_serves_all_tags_of_a_repository() {
    let registry = with_tokens(|_| true);
    let image = format!("localhost:{}/a/b", registry.port);
    let folder = Folder::with(format!("services: {{x: {{image: '{image}:1'}}}}"));
    run(&folder, "lock").done();
    assert_eq!(registry.lines().len(), 3);
}

#[test]
fn passwords_of_docker_login_get_tokens() {
    // `ann:pw` in base 64.
    let registry = with_tokens(|r| r.authorization.as_deref() == Some("Basic YW5uOnB3"));
    let folder = folder(registry.port, "a/b:1");
    let stderr = run(&folder, "lock").errors();
    assert!(stderr.contains("it asks for credentials"), "{stderr}");
    assert!(stderr.contains("run `docker login localhost:"), "{stderr}");
    let auths = |auth: &str| {
        format!("{{\"auths\": {{\"localhost:{}\": {{\"auth\": \"{auth}\"}}}}}}", registry.port)
    };
    login(&folder, &auths("YW5uOm5v"));
    assert!(run(&folder, "lock").errors().contains("the credentials are not accepted"));
    login(&folder, &auths("YW5uOnB3"));
    run(&folder, "lock").done();
}

#[test]
fn identity_tokens_are_exchanged() {
    let registry = with_tokens(|request| {
        request.line.starts_with("POST") && request.body.contains("refresh_token=a%2Bb")
    });
    let folder = folder(registry.port, "a/b:1");
    let port = registry.port;
    login(
        &folder,
        &format!("{{\"auths\": {{\"localhost:{port}\": {{\"identitytoken\": \"a+b\"}}}}}}"),
    );
    run(&folder, "lock").done();
    assert!(registry.requests()[1].body.contains("grant_type=refresh_token"));
}

#[cfg(unix)]
#[test]
fn helpers_are_asked() {
    let registry = with_tokens(|r| r.authorization.as_deref() == Some("Basic YW5uOnB3"));
    let folder = folder(registry.port, "a/b:1");
    let helper = |name: &str, script: &str| {
        let file = format!("bin/docker-credential-{name}");
        folder.file(&file, format!("#!/bin/sh\n{script}\n"));
        let mode = std::fs::Permissions::from_mode(0o755);
        std::fs::set_permissions(folder.path(&file), mode).unwrap();
    };
    let found =
        r#"echo "$(cat) $1" >>asked; echo '{"ServerURL":"x","Username":"ann","Secret":"pw"}'"#;
    helper("good", found);
    helper("empty", "echo 'credentials not found in native keychain'; exit 1");
    helper("broken", "echo 'the key chain is locked'; exit 1");
    let path = format!("{}:/usr/bin:/bin", folder.path("bin").display());
    let with = |config: String| {
        login(&folder, &config);
        run_with(&folder, "lock", |command| {
            command.env("PATH", &path);
        })
    };
    let port = registry.port;
    with("{\"credsStore\": \"good\"}".to_owned()).done();
    assert_eq!(folder.read("asked"), format!("localhost:{port} get\n"));
    // A helper of one registry comes before the one of all.
    with(format!(
        "{{\"credsStore\": \"broken\", \"credHelpers\": {{\"localhost:{port}\": \"good\"}}}}"
    ))
    .done();
    // What a helper does not have may be in the file.
    with(format!(
        "{{\"credsStore\": \"empty\", \"auths\": {{\"localhost:{port}\": {{\"auth\": \"YW5uOnB3\"}}}}}}"
    ))
    .done();
    let stderr = with("{\"credsStore\": \"broken\"}".to_owned()).errors();
    assert!(
        stderr.contains("`docker-credential-broken` failed: the key chain is locked"),
        "{stderr}"
    );
    let stderr = with("{\"credsStore\": \"none\"}".to_owned()).errors();
    assert!(stderr.contains("cannot run `docker-credential-none`"), "{stderr}");
    let stderr = with("{\"credsStore\": \"../good\"}".to_owned()).errors();
    assert!(stderr.contains("is not the name of a program"), "{stderr}");
}

#[test]
fn passwords_stay_at_home() {
    let elsewhere = Scripted::start(|_, _, _| Answer::digest(&digest('1')));
    let other = elsewhere.port;
    let registry = Scripted::start(move |_, _, _| {
        Answer::status(307, &format!("Location: http://127.0.0.1:{other}/v2/a/b/manifests/1\r\n"))
    });
    let folder = folder(registry.port, "a/b:1");
    run(&folder, "lock").done();
    assert!(elsewhere.requests().iter().all(|request| request.authorization.is_none()));

    let plain = Scripted::start(|_, _, _| {
        Answer::status(401, "WWW-Authenticate: Bearer realm=\"ftp://example.invalid/token\"\r\n")
    });
    let folder = super::folder(plain.port, "a/b:1");
    assert!(run(&folder, "lock").errors().contains("which is no HTTPS"));
}

#[test]
fn a_configuration_that_is_broken_is_told() {
    let registry = Scripted::start(|_, _, _| Answer::digest(&digest('1')));
    let folder = folder(registry.port, "a:1");
    login(&folder, "{");
    assert!(run(&folder, "lock").errors().contains("config.json`: EOF while parsing"));
}
