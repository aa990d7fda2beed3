//! What the options change.

mod support;

use translate_k8s::Options;
use translate_k8s::options::{Harden, KubeVersion, Probes, Requests};

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

const EXPOSED: &str = r#"
services:
  agent:
    image: agent
    privileged: true
    cap_add: [CHOWN, SYS_PTRACE]
    network_mode: host
    volumes: ['/sys:/sys', 'share:/share']
    security_opt: ['label:user:u', 'label:type:spc_t', 'apparmor:unconfined', 'seccomp:unconfined']
  edge:
    image: edge
    user: "1000"
    cap_add: [NET_BIND_SERVICE, CHOWN]
    ports: [{target: 80, published: "80", mode: host}]
  built:
    build: .
    volumes: ['own:/own']
volumes:
  own: {}
  share: {driver_opts: {type: nfs, o: addr=10.0.0.1, device: ':/share'}}
"#;

#[test]
fn levels_of_the_pod_security_standards() {
    let mut options = Options::default();
    for level in [Harden::Baseline, Harden::Restricted] {
        options.harden = level;
        let translated = support::with(EXPOSED, &options, &[]);
        let findings = translated.findings();
        let refused: Vec<&str> = findings.lines().filter(|it| it.contains("[K065")).collect();
        insta::assert_snapshot!(level.as_str(), refused.join("\n"));
    }
    options.harden = Harden::None;
    assert!(!support::with(EXPOSED, &options, &[]).codes().iter().any(|it| it.starts_with("K065")));
}

#[test]
fn a_namespace_says_its_level() {
    let mut options = Options::default();
    options.harden = Harden::Restricted;
    options.namespace = Some("shop".to_owned());
    options.create_namespace = true;
    let label = |text: &str| support::with(text, &options, &[]).only(&["Namespace"]);
    let held = label("services: {web: {image: web, user: '1000'}}");
    assert!(held.contains("pod-security.kubernetes.io/enforce: restricted"), "{held}");
    let missed = label("services: {web: {image: web}}");
    assert!(missed.contains("pod-security.kubernetes.io/warn: restricted"), "{missed}");
}

const NEW_FIELDS: &str = r#"
services:
  proxy:
    image: proxy
    network_mode: service:app
    depends_on: {app: {condition: service_healthy}}
    security_opt: ['apparmor:unconfined']
    hostname: proxy.example.com
  app:
    image: app
    healthcheck: {test: [CMD, /check]}
  migrate: {image: app, command: [migrate], restart: "no"}
  report: {image: app, command: [report], restart: "no", depends_on: {migrate: {condition: service_completed_successfully}}}
  web: {image: app, ports: [80], hostname: web.example.com, depends_on: {migrate: {condition: service_completed_successfully}, report: {condition: service_completed_successfully}}}
  models:
    image: app
    ports: [81]
    depends_on: {report: {condition: service_completed_successfully}}
    volumes: [{type: image, source: models:1, target: /models}]
"#;

#[test]
fn older_servers_get_what_they_know() {
    let text = |minor: u32| {
        let mut options = Options::default();
        options.kube_version = KubeVersion::new(minor);
        support::with(NEW_FIELDS, &options, &[]).text()
    };
    for (since, fields) in [
        (26, ["podFailurePolicy:", "podFailurePolicy:"]),
        (29, ["restartPolicy: Always", "startupProbe:"]),
        (30, ["appArmorProfile:", "appArmorProfile:"]),
        (35, ["hostnameOverride: web.example.com", "reference: models:1"]),
    ] {
        for field in fields {
            assert!(text(since).contains(field), "1.{since} has no {field}");
            assert!(!text(since - 1).contains(field), "1.{} has {field}", since - 1);
        }
    }
    assert!(text(29).contains("container.apparmor.security.beta.kubernetes.io/proxy: unconfined"));
    let oldest = text(25);
    let findings: Vec<&str> = oldest.lines().filter(|it| it.contains("[K")).collect();
    insta::assert_snapshot!(findings.join("\n"));
}
