//! Which kind of workload runs a service, and how it is updated and started again.

mod support;

#[test]
fn a_plain_server() {
    insta::assert_snapshot!(
        support::translated(
            r#"
name: shop
services:
  web:
    image: nginx:1.29
    restart: always
    ports: ["8080:80", "127.0.0.1:9000:9000"]
    labels: {team: shop}
    deploy:
      replicas: 2
      labels: {tier: front}
      update_config: {parallelism: 1, order: start-first, delay: 10s, monitor: 15s}
"#
        )
        .text()
    );
}

#[test]
fn one_on_every_node() {
    insta::assert_snapshot!(
        support::translated(
            r"
services:
  agent:
    image: node-agent
    network_mode: host
    pid: host
    deploy:
      mode: global
      update_config: {parallelism: 0}
"
        )
        .text()
    );
}

#[test]
fn one_shots() {
    insta::assert_snapshot!(
        support::translated(
            r#"
services:
  never-again: {image: task, restart: "no"}
  until-it-works: {image: task, restart: "on-failure:4"}
  three: {image: task, deploy: {mode: replicated-job, replicas: 3, update_config: {parallelism: 2}}}
  server: {image: task, restart: on-failure, expose: ["80"]}
"#
        )
        .only(&["Job", "Deployment"])
    );
}

#[test]
fn recreated_with_a_port_of_the_node() {
    insta::assert_snapshot!(
        support::translated(
            r"
services:
  proxy:
    image: proxy
    ports: [{target: 80, published: 80, mode: host}]
"
        )
        .text()
    );
}

/// Of two pods that may not share a node, the old one must go before the new one comes.
#[test]
fn one_on_each_node_is_updated() {
    let strategy = |update: &str| {
        let deploy = format!("{{placement: {{max_replicas_per_node: 1}}{update}}}");
        let text = format!("services: {{web: {{image: a, restart: always, deploy: {deploy}}}}}");
        let translated = support::translated(&text);
        let objects = translated.only(&["Deployment"]);
        let part = objects.split("  strategy:\n").nth(1).unwrap().split("  template:").next();
        (part.unwrap().to_owned(), translated.codes().contains(&"K0213"))
    };
    let rolling = |surge: u8, unavailable: u8| {
        format!(
            "    rollingUpdate:\n      maxSurge: {surge}\n      maxUnavailable: {unavailable}\n    type: RollingUpdate\n"
        )
    };
    assert_eq!(strategy(""), (rolling(0, 1), false));
    assert_eq!(strategy(", update_config: {order: start-first}"), (rolling(1, 0), true));
}
