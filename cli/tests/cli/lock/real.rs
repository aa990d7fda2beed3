//! Against a real registry, where Debian's `docker-registry` is installed.

use std::fmt::Write;
use std::process::Command;

use super::{folder, run, run_with};
use crate::registry::{Debian, PASSWORD, Tunnel, USER, skipped};
use crate::support::Folder;

fn login(folder: &Folder, registry: &Debian) {
    let entry = format!("{{\"username\": \"{USER}\", \"password\": \"{PASSWORD}\"}}");
    let port = registry.port;
    folder.file("docker/config.json", format!("{{\"auths\": {{\"localhost:{port}\": {entry}}}}}"));
}

#[test]
fn a_project_of_ten_images() {
    let Some(registry) = Debian::start() else { return };
    let mut compose = "services:\n".to_owned();
    let mut digests = Vec::new();
    for n in 0..10 {
        let name = if n % 2 == 0 { format!("app{n}") } else { format!("team/app{n}") };
        digests.push(registry.push(&name, "1.0", &n.to_string()));
        let _ = write!(compose, "  s{n}:\n    image: localhost:{}/{name}:1.0\n", registry.port);
    }
    let folder = Folder::with(&compose);
    login(&folder, &registry);

    let stderr = run(&folder, "lock").done().stderr;
    assert!(stderr.starts_with("10 images locked in "), "{stderr}");
    let lock = folder.read("compose.images.yaml");
    for (n, digest) in digests.iter().enumerate() {
        assert!(lock.contains(&format!("app{n}:1.0@{digest}\n")), "{lock}");
    }
    run(&folder, "lock").done();
    assert_eq!(folder.read("compose.images.yaml"), lock);
    assert!(run(&folder, "lock --check").done().stderr.starts_with("10 images as locked"));
    let converted = run(&folder, "--locked").done().stdout;
    assert_eq!(converted.matches("@sha256:").count(), 10);

    let moved = registry.push("app4", "1.0", "a new build");
    let stderr = run(&folder, "lock --check --message-format short").errors();
    let place = "compose.yaml:11:12: error[C0904]: `localhost:";
    assert!(stderr.starts_with(place) && stderr.lines().count() == 1, "{stderr}");
    assert_eq!(folder.read("compose.images.yaml"), lock, "a check writes nothing");
    run(&folder, "lock").done();
    assert_eq!(folder.read("compose.images.yaml"), lock.replace(&digests[4], &moved));
}

#[test]
fn passwords_and_missing_images() {
    let Some(registry) = Debian::start() else { return };
    registry.push("app", "1", "x");
    let folder = folder(registry.port, "app:1");
    assert!(run(&folder, "lock").errors().contains("it asks for a password"));
    folder.file(
        "docker/config.json",
        format!("{{\"auths\": {{\"localhost:{}\": {{\"auth\": \"YW5uOm5v\"}}}}}}", registry.port),
    );
    assert!(run(&folder, "lock").errors().contains("the registry denies access"));
    login(&folder, &registry);
    run(&folder, "lock").done();
    for missing in ["app:2", "gone:1"] {
        let image = format!("localhost:{}/{missing}", registry.port);
        folder.file("compose.yaml", format!("services: {{web: {{image: '{image}'}}}}"));
        for line in ["lock", "lock --check"] {
            let stderr = run(&folder, line).errors();
            assert!(stderr.contains("the registry does not have it"), "{stderr}");
        }
    }
}

#[test]
fn platforms() {
    let Some(registry) = Debian::start() else { return };
    let (index, amd64, arm64) = registry.push_index("multi", "1");
    let single = registry.push("single", "1", "x");
    let folder = folder(registry.port, "multi:1");
    login(&folder, &registry);
    let locked = |line: &str| {
        run(&folder, line).done();
        folder.read("compose.images.yaml")
    };
    assert!(locked("lock").contains(&index));
    assert!(locked("lock --platform linux/amd64").contains(&amd64));
    assert!(locked("lock --platform linux/arm64/v8").contains(&arm64));
    let stderr = run(&folder, "lock --platform linux/s390x").errors();
    assert!(
        stderr.contains("there is none for linux/s390x, only for linux/amd64, linux/arm64"),
        "{stderr}"
    );
    folder.file(
        "compose.yaml",
        format!("services: {{x: {{image: 'localhost:{}/single:1'}}}}", registry.port),
    );
    assert!(locked("lock --platform linux/amd64").contains(&single));
    assert!(run(&folder, "lock --platform linux/arm64").errors().contains("only for linux/amd64"));
}

/// A registry with a certificate that only a company knows, behind the company's proxy.
#[test]
fn certificates_and_a_proxy() {
    let folder = Folder::with("services: {web: {image: 'registry.test/app:1'}}");
    let (certificate, key) = (folder.path("cert.pem"), folder.path("key.pem"));
    let mut openssl = Command::new("openssl");
    openssl.args("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=x -addext subjectAltName=DNS:registry.test -addext basicConstraints=critical,CA:FALSE -keyout".split(' '));
    openssl.arg(&key).arg("-out").arg(&certificate);
    if !openssl.output().is_ok_and(|output| output.status.success()) {
        skipped("openssl is not installed");
        return;
    }
    let Some(registry) = Debian::start_tls(&certificate, &key) else { return };
    let tunnel = Tunnel::start(registry.port);
    let proxy = format!("http://127.0.0.1:{}", tunnel.port);
    let run = |certificates: Option<&std::path::Path>| {
        run_with(&folder, "lock", |command| {
            command.env("HTTPS_PROXY", &proxy);
            certificates.map(|file| command.env("SSL_CERT_FILE", file));
        })
    };
    let stderr = run(None).errors();
    assert!(stderr.contains("the certificate of `registry.test` is not trusted"), "{stderr}");
    assert!(stderr.contains("SSL_CERT_FILE"), "{stderr}");
    assert_eq!(tunnel.targets()[0], "registry.test:443");
    // The registry is empty: that it says so was said over TLS.
    let stderr = run(Some(&certificate)).errors();
    assert!(stderr.contains("the registry does not have it"), "{stderr}");
}
