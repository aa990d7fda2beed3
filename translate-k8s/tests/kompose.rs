//! Labels of Kompose say what settings of `x-k8s` say, and objects that Kompose made can be updated.

mod support;

use compose_model::diagnostic::Severity;
use insta::assert_snapshot;
use translate_k8s::Options;
use translate_k8s::options::Identity;

use support::{translated, with};

/// A service with a label, and the same with `x-k8s`; both as flow maps.
const TWINS: &[(&str, &str)] = &[
    ("kompose.controller.type: daemonset", "kind: DaemonSet"),
    ("kompose.controller.type: statefulset", "kind: StatefulSet"),
    ("KOMPOSE.Controller.Type: Deployment", "kind: Deployment"),
    ("kompose.cronjob.schedule: '@daily'", "kind: CronJob, schedule: '@daily'"),
    (
        "kompose.cronjob.schedule: '0 3 * * *', kompose.cronjob.concurrency_policy: Forbid, \
         kompose.cronjob.backoff_limit: '2'",
        "kind: CronJob, schedule: '0 3 * * *', concurrencyPolicy: Forbid, backoffLimit: 2",
    ),
    (
        "kompose.hpa.cpu: 80%, kompose.hpa.memory: 512Mi, kompose.hpa.replicas.min: 2, \
         kompose.hpa.replicas.max: 9",
        "autoscaling: {cpu: 80, memory: 512Mi, minReplicas: 2, maxReplicas: 9}",
    ),
    (
        "kompose.hpa.replicas.min: 5",
        "autoscaling: {cpu: 50, memory: 70, minReplicas: 5, maxReplicas: 5}",
    ),
    ("kompose.image-pull-policy: always", "imagePullPolicy: Always"),
    ("kompose.image-pull-secret: regcred", "imagePullSecrets: [regcred]"),
    (
        "kompose.init.containers.name: first, kompose.init.containers.image: busybox, \
         kompose.init.containers.command: '[\"echo\", \"hi\"]'",
        "initContainers: [{name: first, image: busybox, command: [echo, hi]}]",
    ),
    (
        "kompose.init.containers.image: busybox",
        "initContainers: [{name: web-init, image: busybox}]",
    ),
    ("kompose.security-context.fsgroup: 1001", "podSecurityContext: {fsGroup: 1001}"),
    ("kompose.service.expose: 'true'", "expose: ingress"),
    ("kompose.service.expose: 'false'", "expose: cluster"),
    (
        "kompose.service.expose: 'a.example, b.example/api', \
         kompose.service.expose.tls-secret: cert, kompose.service.expose.ingress-class-name: nginx",
        "expose: ingress, hosts: [a.example, b.example/api], tlsSecret: cert, \
         ingressClassName: nginx",
    ),
    ("kompose.service.group: side", "pod: side"),
    (
        "kompose.service.healthcheck.liveness.http_get_path: /up, \
         kompose.service.healthcheck.liveness.http_get_port: 9000",
        "livenessProbe: {httpGet: {path: /up, port: 9000}}",
    ),
    (
        "kompose.service.healthcheck.liveness.http_get_path: /up",
        "livenessProbe: {httpGet: {path: /up, port: 80}}",
    ),
    ("kompose.service.healthcheck.liveness.tcp_port: 80", "livenessProbe: {tcpSocket: {port: 80}}"),
    (
        "kompose.service.healthcheck.readiness.test: 'CMD-SHELL curl x || exit 1', \
         kompose.service.healthcheck.readiness.interval: 10s, \
         kompose.service.healthcheck.readiness.timeout: 500ms, \
         kompose.service.healthcheck.readiness.retries: 4, \
         kompose.service.healthcheck.readiness.start_period: 1m",
        "readinessProbe: {exec: {command: [/bin/sh, -c, curl x || exit 1]}, periodSeconds: 10, \
         timeoutSeconds: 1, failureThreshold: 4, initialDelaySeconds: 60}",
    ),
    (
        "kompose.service.healthcheck.readiness.http_get_path: /ready, \
         kompose.service.healthcheck.readiness.http_get_port: 81",
        "readinessProbe: {httpGet: {path: /ready, port: 81}}",
    ),
    (
        "kompose.service.healthcheck.readiness.tcp_port: 80",
        "readinessProbe: {tcpSocket: {port: 80}}",
    ),
    ("kompose.service.healthcheck.readiness.disable: 'true'", "readinessProbe: false"),
    ("kompose.service.healthcheck.readiness.test: NONE", "readinessProbe: false"),
    ("kompose.service.name_override: front", "name: front"),
    (
        "kompose.service.type: loadbalancer, kompose.service.external-traffic-policy: local",
        "service: {type: LoadBalancer, externalTrafficPolicy: Local}",
    ),
    ("kompose.service.type: headless", "service: {type: Headless}"),
    ("kompose.service.type: clusterip", "service: {type: ClusterIP}"),
    ("kompose.serviceaccount-name: reader", "serviceAccountName: reader"),
    (
        "kompose.volume.size: 5Gi, kompose.volume.storage-class-name: fast, \
         kompose.volume.subpath: pg",
        "storage: {size: 5Gi, storageClassName: fast, subPath: pg}",
    ),
    ("kompose.volume.sub-path: /pg", "storage: {subPath: pg}"),
    ("kompose.volume.type: emptydir", "storage: {type: EmptyDir}"),
    ("kompose.volume.type: hostPath", "storage: {type: HostPath}"),
];

fn project(labels: &str, settings: &str) -> String {
    format!(
        "services:\n  web:\n    image: nginx:1.29\n    mem_limit: 64m\n    labels: {{{labels}}}\n    x-k8s: {{{settings}}}\n    \
         ports: [\"8080:80\"]\n    volumes: [\"data:/data\", \"./data:/bound\"]\n    \
         healthcheck: {{test: [CMD, \"true\"]}}\nvolumes:\n  data: {{}}\n"
    )
}

#[test]
fn labels_say_what_settings_say() {
    // What the file would say without them, too.
    let idle = ["kind: Deployment", "expose: cluster", "service: {type: ClusterIP}", "pod: side"];
    let plain = translated(&project("", "")).manifests();
    let mut wrong = Vec::new();
    for (labels, settings) in TWINS {
        let (found, wanted) =
            (translated(&project(labels, "")), translated(&project("", settings)));
        let manifests = found.manifests();
        let understood = found.codes().contains(&"K0830") && !found.diagnostics.has_errors();
        let works = idle.contains(settings) || manifests != plain;
        // Labels that were read are not annotations, too.
        let gone = !manifests.contains("kompose");
        if manifests != wanted.manifests() || !understood || !works || !gone {
            wrong.push(format!("{labels}: {works}\n{}{}", found.findings(), wanted.findings()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn any_host_is_exposed_where_kompose_did_so() {
    let mut options = Options::default();
    options.identity = Identity::Kompose;
    let label = "kompose.service.expose: 'true', kompose.service.expose.tls-secret: cert";
    let setting = "expose: ingress, hosts: ['*'], tlsSecret: cert";
    let ingress = |labels: &str, settings: &str| {
        with(&project(labels, settings), &options, &[]).only(&["Ingress"])
    };
    let documents = |text: &str| text.split("\n\n").next().unwrap().to_owned();
    let found = ingress(label, "");
    assert_eq!(documents(&found), documents(&ingress("", setting)), "{found}");
    assert!(!found.contains("host:") && found.contains("tls:\n  - secretName: cert\n"), "{found}");
}

#[test]
fn liveness_has_the_times_of_the_healthcheck() {
    let times = "healthcheck: {interval: 7s, timeout: 3s, retries: 2, start_period: 9s}";
    let text = |labels: &str, settings: &str| {
        project(labels, settings).replace("healthcheck: {test: [CMD, \"true\"]}", times)
    };
    let label = "kompose.service.healthcheck.liveness.http_get_path: /up";
    let setting = "livenessProbe: {httpGet: {path: /up, port: 80}, periodSeconds: 7, \
                   timeoutSeconds: 3, failureThreshold: 2, initialDelaySeconds: 9}";
    let (a, b) = (translated(&text(label, "")), translated(&text("", setting)));
    assert_eq!(a.manifests(), b.manifests());
}

#[test]
fn ports_volumes_and_deploy_have_labels_too() {
    let same = |labels: &str, settings: &str| {
        let (a, b) = (translated(labels), translated(settings));
        assert!(!a.diagnostics.has_errors(), "{}", a.findings());
        assert_eq!(a.manifests(), b.manifests(), "{}", a.findings());
    };
    same(
        "services:\n  a:\n    image: nginx\n    ports: [\"8080:80\"]\n    labels: {kompose.controller.port.expose: 'true'}\n",
        "services:\n  a:\n    image: nginx\n    ports: [{target: 80, published: '8080', mode: host}]\n",
    );
    same(
        "services:\n  a:\n    image: nginx\n    ports: [\"8080:80\"]\n    labels: {kompose.service.type: nodeport, kompose.service.nodeport.port: '30080'}\n",
        "services:\n  a:\n    image: nginx\n    ports: [{target: 80, published: '8080', x-k8s: {nodePort: 30080}}]\n    x-k8s: {service: {type: NodePort}}\n",
    );
    same(
        "services:\n  a:\n    image: nginx\n    volumes: [\"d:/d\"]\nvolumes:\n  d:\n    labels: {kompose.volume.size: 3Gi, kompose.volume.selector: disk, kompose.volume.storage-class-name: fast}\n",
        "services:\n  a:\n    image: nginx\n    volumes: [\"d:/d\"]\nvolumes:\n  d:\n    x-k8s: {size: 3Gi, storageClassName: fast, selector: {matchLabels: {io.kompose.service: disk}}}\n",
    );
    same(
        "services:\n  a:\n    image: nginx\n    deploy:\n      labels: {kompose.ephemeral-storage.limit: 2Gi, kompose.ephemeral-storage.request: 1Gi}\n",
        "services:\n  a:\n    image: nginx\n    x-k8s: {resources: {limits: {ephemeral-storage: 2Gi}, requests: {ephemeral-storage: 1Gi}}}\n",
    );
}

#[test]
fn what_cannot_be_followed_is_reported() {
    assert_snapshot!(
        translated(
            "\
services:
  web:
    image: nginx:1.29
    ports: [\"80:80\", \"81:81\"]
    labels:
      Kompose.Controller.Expose.Port: \"true\"
      kompose.controller.type: replicationcontroller
      kompose.cronjob.concurrency_policy: Never
      kompose.cronjob.backoff_limit: 3
      kompose.hpa.cpu: half
      kompose.image-pull-policy: sometimes
      kompose.init.containers.name: first
      kompose.service.exposed: \"true\"
      kompose.service.expose.tls-secret: cert
      kompose.service.external-traffic-policy: local
      kompose.service.type: nodeport
      kompose.service.nodeport.port: 30000
      kompose.service.healthcheck.liveness.http_get_path: /up
      kompose.service.healthcheck.liveness.tcp_port: 80
      kompose.service.healthcheck.readiness.interval: 10s
      kompose.serviceaccount-name: \"\"
      kompose.volume.selector: disk
      kompose.volume.size: 1Gi
      KOMPOSE.volume.size: 2Gi
      kompose.volume.type: configMap
    x-k8s:
      storage: {size: 5Gi}
  worker:
    image: nginx:1.29
    labels:
      kompose.controller.port.expose: \"true\"
      kompose.cronjob.schedule: \"* * * * *\"
      kompose.controller.type: daemonset
      kompose.service.healthcheck.liveness.http_get_path: /up
      kompose.service.nodeport.port: 30000
      kompose.hpa.replicas.min: 5
      kompose.hpa.replicas.max: 2
      kompose.init.containers.name: worker
      kompose.init.containers.image: busybox
    deploy:
      labels: {kompose.service.type: headless}
"
        )
        .findings()
    );
}

#[test]
fn empty_labels_are_off() {
    let labels = "kompose.service.expose: '', kompose.service.expose.tls-secret: ''";
    let found = translated(&project(labels, ""));
    assert_eq!(found.manifests(), translated(&project("", "")).manifests());
    assert!(
        found.diagnostics.iter().all(|it| it.rule.code != "K0836" || it.severity == Severity::Note)
    );
}

#[test]
fn objects_of_kompose_are_updated() {
    let mut options = Options::default();
    options.identity = Identity::Kompose;
    let text = "\
services:
  web:
    image: nginx:1.29
    ports: [\"8080:80\"]
    depends_on: {db: {condition: service_healthy}}
    volumes: [\"./cache:/var/cache/app\", \"/spool\", \"shared:/shared\"]
  db:
    image: postgres:17
    healthcheck: {test: [CMD, pg_isready]}
    volumes: [\"./db:/var/lib/postgresql/data\", \"shared:/shared\"]
volumes:
  shared: {}
";
    assert_snapshot!(with(text, &options, &[]).manifests());
}
