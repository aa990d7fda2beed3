//! What the options change.

mod support;

use translate_k8s::Options;
use translate_k8s::options::{Probes, Requests};

const CHECKED: &str = r#"
services:
  web:
    image: web
    healthcheck:
      test: [CMD-SHELL, "curl -f http://localhost:8080/health || exit 1"]
      interval: 10s
      timeout: 5s
      retries: 4
      start_period: 20m
    deploy: {resources: {limits: {cpus: "0.5", memory: 256M}}}
"#;

#[test]
fn probes_that_kill() {
    let mut options = Options::default();
    options.liveness = true;
    insta::assert_snapshot!(support::with(CHECKED, &options, &[]).only(&["Deployment"]));
}

#[test]
fn probes_by_http_and_requests_of_nothing() {
    let mut options = Options::default();
    options.probes = Probes::Http;
    options.requests = Requests::Zero;
    insta::assert_snapshot!(support::with(CHECKED, &options, &[]).only(&["Deployment"]));
}

#[test]
fn facts_about_images() {
    let inspect = r#"[{"RepoTags": ["acme/app:1"], "Config": {
        "User": "1000", "ExposedPorts": {"80/tcp": {}, "53/udp": {}}, "Cmd": ["serve", "--all"],
        "Healthcheck": {"Test": ["CMD-SHELL", "check"], "Interval": 5000000000, "Retries": 9},
        "Volumes": {"/data": {}, "/cache": {}}}}]"#;
    let compose = r"
services:
  app:
    image: acme/app:1
    entrypoint: []
    healthcheck: {retries: 2}
    volumes: ['state:/data']
  other:
    image: acme/app:2
    entrypoint: []
volumes: {state: {}}
";
    let mut options = Options::default();
    options.image_configs = vec!["/shop/images.json".to_owned()];
    let files = [("images.json", inspect)];
    insta::assert_snapshot!(support::with(compose, &options, &files).text());
    assert!(support::with(compose, &options, &[]).codes().contains(&"K0704"));
}
