//! What is in a pod.

mod support;

#[test]
fn commands_and_environment() {
    insta::assert_snapshot!(
        support::translated(
            r#"
services:
  app:
    image: app
    entrypoint: [sh, -c]
    command: ["echo $$(date) $$$$HOME $$5 $$é"]
    working_dir: /srv
    environment:
      LAST: "$$(HOME)"
      FIRST: ""
      GONE:
      NUMBER: 0755
    stdin_open: true
    tty: true
    pull_policy: always
    platform: linux/arm64
"#
        )
        .only(&["Deployment"])
    );
}

#[test]
fn security() {
    insta::assert_snapshot!(support::translated(
        r#"
services:
  app:
    image: app
    user: "1000:2000"
    group_add: ["44", audio]
    cap_add: [CAP_NET_ADMIN]
    cap_drop: [ALL]
    read_only: true
    security_opt: ["no-new-privileges:true", "seccomp=unconfined", "label:type:svirt_t", "apparmor:mine", "systempaths=unconfined"]
    sysctls: {net.ipv4.tcp_syncookies: 0, net.core.somaxconn: 1024}
    init: true
    userns_mode: keep-id
"#
    )
    .only(&["Deployment"]));
}

#[test]
fn resources() {
    insta::assert_snapshot!(
        support::translated(
            r"
services:
  new:
    image: app
    deploy:
      resources:
        limits: {cpus: '0.5', memory: 512M, pids: 100}
        reservations:
          cpus: '0.25'
          memory: 128M
          devices: [{capabilities: [gpu], count: 2}]
  old:
    image: app
    cpus: 1.5
    mem_limit: 1g
    mem_reservation: 2g
    cpu_shares: 512
    storage_opt: {size: 10G}
    gpus: all
    ulimits: {nofile: 1024}
"
        )
        .only(&["Deployment"])
    );
}

#[test]
fn healthchecks() {
    insta::assert_snapshot!(support::translated(
        r#"
services:
  shell: {image: a, healthcheck: {test: "curl -f http://localhost/ || exit 1"}}
  words: {image: a, healthcheck: {test: [CMD, check, "$$X"], interval: 1m30s, timeout: 300ms, retries: 0, start_period: 40s}}
  none: {image: a, healthcheck: {test: [NONE]}}
  disabled: {image: a, healthcheck: {disable: true}}
  of-the-image: {image: a, healthcheck: {interval: 5s}}
"#
    )
    .only(&["Deployment"]));
}

#[test]
fn names_and_hosts() {
    insta::assert_snapshot!(support::translated(
        r#"
services:
  app:
    image: app
    hostname: billing-1
    extra_hosts: ["legacy.internal:10.9.8.7", "Second.internal=10.9.8.7", "six:::1", "up:host-gateway", "a_b:1.2.3.4"]
    dns: [10.0.0.53]
    dns_search: [corp.example]
    dns_opt: ["ndots:1", rotate]
  mail: {image: mail, hostname: mail.example.com, domainname: ""}
"#
    )
    .only(&["Deployment"]));
}

#[test]
fn stopping_and_hooks() {
    insta::assert_snapshot!(
        support::translated(
            r"
services:
  app:
    image: app
    stop_signal: SIGUSR1
    stop_grace_period: 1m30s500ms
    pre_start:
      - {command: [prepare, $$X], user: root, environment: {MODE: first}}
    post_start:
      - {command: [warm-up]}
      - {command: [register, it's], user: root, working_dir: /opt, environment: {A: b c}}
    pre_stop:
      - {command: [drain]}
"
        )
        .only(&["Deployment"])
    );
}

#[test]
fn placement() {
    insta::assert_snapshot!(
        support::translated(
            r"
services:
  app:
    image: app
    deploy:
      placement:
        constraints: [node.labels.disk==ssd, node.hostname != n1, node.role==manager, node.id==x]
        preferences: [{spread: node.labels.zone}]
        max_replicas_per_node: 1
"
        )
        .only(&["Deployment"])
    );
}

#[test]
fn devices_of_the_node() {
    insta::assert_snapshot!(
        support::translated(
            r#"
services:
  ordinary:
    image: app
    devices: [/dev/ttyUSB0, "/dev/sda:/dev/xvda"]
  privileged:
    image: app
    privileged: true
    devices: [/dev/ttyUSB0, "/dev/sda:/dev/xvda"]
"#
        )
        .findings()
    );
}

#[test]
fn services_of_one_pod_that_wish_for_the_same_spread_have_it_once() {
    let translated = support::translated(
        "
services:
  app:
    image: app
    deploy:
      placement:
        preferences: [{spread: node.labels.zone}]
  sidecar:
    image: app
    network_mode: service:app
    deploy:
      placement:
        preferences: [{spread: node.labels.zone}, {spread: node.labels.rack}]
",
    );
    let deployment = translated.only(&["Deployment"]);
    let keys: Vec<&str> =
        deployment.lines().filter(|line| line.contains("topologyKey:")).map(str::trim).collect();
    assert_eq!(keys, ["topologyKey: zone", "topologyKey: rack"]);
    let refused = translated.codes().iter().any(|code| code.starts_with("K09"));
    assert!(!refused, "{}", translated.findings());
}

#[test]
fn low_ports_without_root() {
    let sysctls = |service: &str| {
        let text = format!("services:\n  web: {{image: web, {service}}}\n");
        support::translated(&text).text().matches("ip_unprivileged_port_start").count()
    };
    assert_eq!(sysctls("user: '1000', ports: ['80']"), 1);
    assert_eq!(sysctls("user: node, expose: ['443']"), 1);
    assert_eq!(sysctls("user: '1000', ports: ['8080']"), 0);
    assert_eq!(sysctls("user: root, ports: ['80']"), 0);
    assert_eq!(sysctls("ports: ['80']"), 0);
    assert_eq!(sysctls("user: '1000', ports: ['80'], network_mode: host"), 0);
    let own = "user: '1000', ports: ['80'], sysctls: {net.ipv4.ip_unprivileged_port_start: 80}";
    assert_eq!(sysctls(own), 1);
}

/// Services of one pod may have the names that our own containers and volumes would have.
#[test]
fn names_of_further_containers_do_not_collide() {
    let translated = support::translated(
        r#"
services:
  app:
    build: .
    volumes: ['data:/data', 'seed-tools:/a', 'api-access:/b']
    depends_on: {setup: {condition: service_completed_successfully}, db: {condition: service_healthy}}
  app-seed: {image: a, network_mode: 'service:app'}
  seed-tools: {image: a, network_mode: 'service:app'}
  wait-for-db: {image: a, network_mode: 'service:app'}
  setup: {image: a, restart: "no", depends_on: {db: {condition: service_healthy}}}
  other: {image: a, depends_on: {setup: {condition: service_completed_successfully}}}
  db: {image: b, healthcheck: {test: x}}
volumes: {data: {}, seed-tools: {}, api-access: {}}
"#,
    );
    let refused = translated.codes().iter().any(|code| code.starts_with("K09"));
    assert!(!refused, "{}", translated.findings());
    let workloads = translated.only(&["Deployment"]);
    let pod =
        workloads.split("kind: Deployment").find(|it| it.contains("\n  name: app\n")).unwrap();
    let names = pod.lines().filter(|it| it.contains("  name: ") && it.starts_with("      "));
    insta::assert_snapshot!(names.collect::<Vec<_>>().join("\n"));
}

#[test]
fn a_start_at_another_pace() {
    let translated = |more: &str| {
        let check = format!("{{test: [CMD, /check], interval: 1m, start_interval: 2s{more}}}");
        support::translated(&format!("services: {{web: {{image: web, healthcheck: {check}}}}}"))
    };
    // Without a start period there is no other pace.
    assert!(!translated("").text().contains("startupProbe:"));
    insta::assert_snapshot!(translated(", start_period: 1m").only(&["Deployment"]));
}

#[test]
fn findings_about_many_places_come_once() {
    let translated = support::translated(
        "
services:
  my_db: {image: postgres}
  a: {image: a, environment: {DB_HOST: my_db, TOKEN: , X_HOST: my_db}}
  b: {image: b, environment: [TOKEN], command: [--host, my_db]}
",
    );
    insta::assert_snapshot!(translated.findings());
}
