//! Settings of `x-k8s` and labels of Kompose for random projects.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// Settings of `x-k8s`, any of which goes with any other.
pub(crate) fn settings() -> impl Strategy<Value = Value> {
    let kinds = ["Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob"];
    let all = vec![
        ("replicas", json!(3)),
        ("autoscaling", json!({"maxReplicas": 4, "cpu": 70, "memory": "64Mi"})),
        ("disruptionBudget", json!({"minAvailable": "50%"})),
        ("backoffLimit", json!(2)),
        ("wait", json!(false)),
        ("podLabels", json!({"team": "a"})),
        ("podAnnotations", json!({"a.example/b": true})),
        ("labels", json!({"tier": "web"})),
        ("service", json!({"type": "LoadBalancer", "externalTrafficPolicy": "Local"})),
        ("service", json!({"type": "NodePort"})),
        ("service", json!({"type": "Headless"})),
        ("service", json!({"type": "None"})),
        ("hosts", json!(["a.example.com/x", "*.b.example.com"])),
        ("expose", json!("gateway")),
        ("tlsSecret", json!("cert")),
        ("livenessProbe", json!({"tcpSocket": {"port": 80}})),
        ("readinessProbe", json!(false)),
        ("resources", json!({"requests": {"cpu": "10m"}})),
        ("securityContext", json!({"readOnlyRootFilesystem": true})),
        ("podSecurityContext", json!({"fsGroup": 5})),
        ("serviceAccountName", json!("robot")),
        ("nodeSelector", json!({"disk": "ssd"})),
        ("stopSignal", json!("SIGINT")),
        ("env", json!([{"name": "EXTRA", "value": "1"}])),
        ("initContainers", json!([{"name": "before-all", "image": "busybox"}])),
        ("engineSocket", json!(true)),
        ("storage", json!({"size": "3Gi", "subPath": false, "seed": "always"})),
        ("pod", json!("together")),
        (
            "patches",
            json!([{"target": {"kind": "Service"}, "patch": {"metadata": {"labels": {"p": "q"}}}}]),
        ),
        ("image", json!({"expose": ["81"], "user": "7", "volumes": ["/extra"]})),
    ];
    let most = all.len().min(5);
    let chosen = prop::sample::subsequence(all, 0..most);
    (chosen, prop::option::of(prop::sample::select(kinds.to_vec()))).prop_map(|(chosen, kind)| {
        let mut settings: Map<String, Value> =
            chosen.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
        if let Some(kind) = kind {
            settings.insert("kind".to_owned(), json!(kind));
        }
        if kind == Some("CronJob") {
            settings.insert("schedule".to_owned(), json!("@daily"));
        }
        Value::Object(settings)
    })
}

/// Labels of Kompose, good and odd ones.
pub(crate) fn kompose() -> impl Strategy<Value = Vec<(&'static str, &'static str)>> {
    let all = vec![
        ("kompose.controller.port.expose", "true"),
        ("kompose.controller.type", "statefulset"),
        ("kompose.cronjob.schedule", "@daily"),
        ("kompose.cronjob.backoff_limit", "2"),
        ("kompose.hpa.memory", "512Mi"),
        ("kompose.hpa.replicas.min", "5"),
        ("kompose.image-pull-secret", "regcred"),
        ("kompose.init.containers.image", "busybox"),
        ("kompose.init.containers.command", "echo hi"),
        ("kompose.security-context.fsgroup", "1001"),
        ("kompose.service.expose", "true"),
        ("kompose.service.expose.tls-secret", "cert"),
        ("kompose.service.group", "together"),
        ("kompose.service.healthcheck.liveness.http_get_path", "/up"),
        ("kompose.service.healthcheck.readiness.test", "curl x || exit 1"),
        ("kompose.service.healthcheck.readiness.interval", "100ms"),
        ("kompose.service.name_override", "Front_End"),
        ("kompose.service.nodeport.port", "80"),
        ("kompose.service.type", "nodeport"),
        ("kompose.service.typo", "x"),
        ("kompose.volume.size", "5Gi"),
        ("kompose.volume.subpath", "/pg"),
        ("kompose.volume.type", "emptyDir"),
    ];
    prop_oneof![Just(Vec::new()), prop::sample::subsequence(all, 0..6)]
}

/// A volume; every third has settings.
pub(crate) fn volume(at: usize) -> Value {
    match at % 3 {
        1 => {
            json!({"x-k8s": {"accessMode": "ReadWriteMany", "size": "2Gi", "annotations": {"a": 1}}})
        }
        2 => json!({"x-k8s": {"type": "EmptyDir"}}),
        _ => json!({}),
    }
}
