//! What must hold for every project: nothing that the API server would refuse comes out, nothing
//! panics, and the same project gives the same bytes.

mod support;

use compose_model::diagnostic::Severity;
use compose_model::vfs::MemoryVfs;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use serde_json::{Map, Value, json};
use translate_k8s::Options;
use translate_k8s::options::Identity;

/// Names of services, volumes and the like, good and odd ones.
fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-z][a-z0-9]{0,6}",
        2 => "[a-zA-Z0-9][a-zA-Z0-9._-]{0,12}",
        1 => "[a-z0-9_]{55,80}",
    ]
}

/// Any text that a YAML file can hold in a string.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![3 => "[ -~]{0,20}", 1 => "[ -~äß€\n\t]{0,90}"]
}

fn path() -> impl Strategy<Value = String> {
    prop_oneof![
        "/[a-z]{1,4}(/[a-z._]{1,6}){0,2}",
        Just("/var/lib/mysql".to_owned()),
        Just("/etc/nginx/nginx.conf".to_owned()),
        Just("/run/secrets/a".to_owned()),
    ]
}

fn bind_source() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "./file.conf",
        "./conf",
        "./binary",
        "./data",
        "./absent",
        "./absent.txt",
        ".",
        "/proc",
        "/etc/localtime",
        "/var/run/docker.sock",
        "../outside",
    ])
}

fn mount(volumes: Vec<String>) -> impl Strategy<Value = Value> {
    let named =
        prop::sample::select(if volumes.is_empty() { vec![String::new()] } else { volumes });
    prop_oneof![
        (named, path(), any::<bool>()).prop_map(|(source, target, read_only)| {
            if source.is_empty() {
                json!({"type": "volume", "target": target})
            } else {
                json!({"type": "volume", "source": source, "target": target, "read_only": read_only})
            }
        }),
        (bind_source(), path(), any::<bool>()).prop_map(|(source, target, read_only)| {
            json!({"type": "bind", "source": source, "target": target, "read_only": read_only})
        }),
        path().prop_map(|target| json!({"type": "tmpfs", "target": target, "tmpfs": {"size": 4096}})),
    ]
}

fn port() -> impl Strategy<Value = Value> {
    (1_u32..=65_535, proptest::option::of(1_u32..=65_535), prop::sample::select(vec!["tcp", "udp"]))
        .prop_map(|(target, published, protocol)| match published {
            Some(published) => {
                json!({"target": target, "published": published.to_string(), "protocol": protocol})
            }
            None => json!({"target": target, "protocol": protocol}),
        })
}

fn pairs() -> impl Strategy<Value = Map<String, Value>> {
    prop::collection::vec(("[a-zA-Z][a-zA-Z0-9._/-]{0,70}", text()), 0..4).prop_map(|pairs| {
        pairs.into_iter().map(|(key, value)| (key, Value::String(escaped(&value)))).collect()
    })
}

fn environment() -> impl Strategy<Value = Map<String, Value>> {
    let keys =
        prop_oneof!["[A-Z_]{1,12}", Just("DB_HOST".to_owned()), Just("API_TOKEN".to_owned())];
    prop::collection::vec((keys, text()), 0..5).prop_map(|pairs| {
        pairs.into_iter().map(|(key, value)| (key, Value::String(escaped(&value)))).collect()
    })
}

/// A text that interpolation leaves as it is.
fn escaped(text: &str) -> String {
    text.replace('$', "$$")
}

fn service(names: Vec<String>, volumes: Vec<String>) -> impl Strategy<Value = Value> {
    let images = vec!["nginx", "postgres:17", "acme/app@sha256:00", "redis"];
    let dependency = proptest::option::of(prop::sample::select(names));
    let plain = (
        prop::sample::select(images),
        prop::collection::vec(mount(volumes), 0..4),
        prop::collection::vec(port(), 0..4),
        environment(),
        pairs(),
    );
    let more = (
        prop::collection::vec(text(), 0..3),
        prop::sample::select(vec!["always", "no", "on-failure:3", "unless-stopped"]),
        proptest::option::of(0_i64..3),
        proptest::option::of("[a-zA-Z0-9_.-]{1,70}"),
        proptest::option::of(1_i64..100_000),
        dependency,
        any::<[bool; 4]>(),
    );
    (plain, more).prop_map(|((image, mounts, ports, env, labels), more)| {
        let (command, restart, scale, hostname, user, dependency, [built, secret, config, global]) =
            more;
        let command: Vec<String> = command.iter().map(|word| escaped(word)).collect();
        let mut service = json!({
            "image": image, "volumes": mounts, "ports": ports, "environment": env,
            "labels": labels, "restart": restart,
        });
        if built {
            service["build"] = json!(".");
        }
        if !command.is_empty() {
            service["command"] = json!(command);
        }
        if secret {
            service["secrets"] = json!(["s_1"]);
        }
        if config {
            service["configs"] = json!([{"source": "c", "target": "/etc/c", "mode": "0400"}]);
        }
        if global {
            service["deploy"] = json!({"mode": "global"});
        } else if let Some(scale) = scale {
            service["scale"] = json!(scale);
        }
        if let Some(hostname) = hostname {
            service["hostname"] = json!(hostname);
        }
        if let Some(user) = user {
            service["user"] = json!(user.to_string());
        }
        if let Some(dependency) = dependency {
            service["environment"]["PEER_URL"] = json!(format!("http://{dependency}:8080/"));
        }
        service
    })
}

/// Settings of `x-k8s`, any of which goes with any other.
fn settings() -> impl Strategy<Value = Value> {
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
        ("securityContext", json!({"allowPrivilegeEscalation": false})),
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
fn kompose() -> impl Strategy<Value = Vec<(&'static str, &'static str)>> {
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
fn volume(at: usize) -> Value {
    match at % 3 {
        1 => {
            json!({"x-k8s": {"accessMode": "ReadWriteMany", "size": "2Gi", "annotations": {"a": 1}}})
        }
        2 => json!({"x-k8s": {"type": "EmptyDir"}}),
        _ => json!({}),
    }
}

fn project() -> impl Strategy<Value = String> {
    let names = prop::collection::btree_set(name(), 1..6);
    let volumes = prop::collection::btree_set(name(), 0..4);
    (names, volumes).prop_flat_map(|(names, volumes)| {
        let names: Vec<String> = names.into_iter().collect();
        let volumes: Vec<String> = volumes.into_iter().collect();
        let services: Vec<_> = names
            .iter()
            .map(|_| {
                let service = service(names.clone(), volumes.clone());
                (service, settings(), kompose()).prop_map(|(mut service, settings, labels)| {
                    service["x-k8s"] = settings;
                    for (label, value) in labels {
                        service["labels"][label] = json!(value);
                    }
                    service
                })
            })
            .collect();
        services.prop_map(move |services| {
            let services: Map<String, Value> = names.iter().cloned().zip(services).collect();
            let volumes: Map<String, Value> =
                volumes.iter().zip(0..).map(|(name, at)| (name.clone(), volume(at))).collect();
            json!({
                "services": services, "volumes": volumes,
                "secrets": {"s_1": {"file": "./file.conf"}},
                "configs": {"c": {"content": "x"}},
            })
            .to_string()
        })
    })
}

fn files() -> MemoryVfs {
    let mut vfs = MemoryVfs::new([
        ("/shop/file.conf", "a: 1\nb: \"$x\"\n"),
        ("/shop/conf/a.conf", "a"),
        ("/shop/conf/sub dir/ä.conf", "b"),
        ("/shop/data/x", "x"),
        ("/outside/y.conf", "y"),
    ]);
    vfs.insert("/shop/binary", vec![0, 1, 2, 255]);
    vfs
}

proptest! {
    // The same cases in every run; `PROPTEST_CASES` asks for more.
    #![proptest_config(ProptestConfig {
        cases: ProptestConfig::default().cases.max(300),
        rng_seed: RngSeed::Fixed(20),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn nothing_comes_out_that_is_refused(compose in project(), is_kompose in any::<bool>()) {
        let mut options = Options::default();
        if is_kompose {
            options.identity = Identity::Kompose;
        }
        let translated = support::with_vfs(&compose, &options, files());
        let refused: Vec<_> = translated
            .diagnostics
            .iter()
            .filter(|it| it.rule.code.starts_with("K09"))
            // Two mounts at one target are the project's own fault, and Docker's error as well.
            .filter(|it| !it.message.contains("mountPath"))
            .map(|it| it.message.clone())
            .collect();
        prop_assert!(refused.is_empty(), "{refused:?}\n{compose}");
        let errors = translated.diagnostics.count(Severity::Error);
        prop_assert!(errors > 0 || !translated.output.objects.is_empty());
        let again = support::with_vfs(&compose, &options, files());
        prop_assert_eq!(translated.text(), again.text());
    }
}
