//! `x-k8s`: what is understood, and what is said about the rest.

mod support;

#[test]
fn mistakes_are_found_at_every_depth() {
    insta::assert_snapshot!(
        support::translated(
            r#"
services:
  web:
    image: nginx:1.29
    ports:
      - target: 80
        published: "8080"
        x-k8s: {nodePort: high, hots: shop.example.com}
    volumes: [data:/data]
    x-k8s:
      kind: StatefullSet
      replica: 2
      replicas: -1
      suspend: maybe
      autoscaling: [1, 2]
      livenessProbe: {httpGet: {path: /, prt: 80}}
      readinessProbe: true
      startupProbe: {tcpSocket: {port: 80}, periodSeconds: soon}
      tolerations: [{key: 7, operator: Exists}, {kee: a}]
      resources: {limits: {cpu: 0.5, memory: 64Mi}, requests: {cpu: [1]}}
      affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: {}}}}
      imagePullSecrets: [registry, {name: other}, {nam: third}]
      labels: [a=b]
      patches: [{target: {kinds: Deployment}, patch: no}]
volumes:
  data:
    x-k8s: {size: large, accessMode: Anyone, subPath: ../up, storageClass: fast}
x-k8s:
  expose: everything
  objects: [one]
"#
        )
        .findings()
    );
}

/// Variables are texts, whatever they hold.
#[test]
fn texts_are_taken_as_numbers_where_one_is_wanted() {
    let translated = support::translated(
        r#"
services:
  web:
    image: nginx:1.29
    x-k8s:
      replicas: "2"
      suspend: "false"
      livenessProbe: {tcpSocket: {port: "80"}, periodSeconds: "5"}
      resources: {limits: {cpu: 2, memory: "64Mi"}}
      podAnnotations: {prometheus.io/port: 9090, empty: null}
"#,
    );
    let wrong = ["K0810", "K0811"];
    assert!(
        translated.codes().iter().all(|code| !wrong.contains(code)),
        "{}",
        translated.findings()
    );
}
