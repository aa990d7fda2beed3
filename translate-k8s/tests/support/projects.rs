//! Random projects that the loader takes, and options to translate them with.

use super::settings::{kompose, settings, volume};
use compose_model::vfs::MemoryVfs;
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use translate_k8s::Options;
use translate_k8s::options::{
    Apply, Binds, Expose, Harden, Identity, KubeVersion, NetworkPolicies, Probes, Requests,
    SeedVolumes, VolumeAccess,
};

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

/// A healthcheck.
fn healthcheck() -> impl Strategy<Value = Value> {
    let test = prop_oneof![
        Just(json!(["CMD", "/check"])),
        Just(json!("curl -f http://localhost:8080/health || exit 1")),
        Just(json!(["NONE"])),
        text().prop_map(|text| json!(["CMD-SHELL", escaped(&text)])),
    ];
    let seconds = || proptest::option::of(0_u32..200);
    (test, seconds(), seconds(), seconds(), seconds(), proptest::option::of(0_u32..20)).prop_map(
        |(test, interval, timeout, start_period, start_interval, retries)| {
            let mut check = json!({"test": test});
            for (key, value) in [
                ("interval", interval),
                ("timeout", timeout),
                ("start_period", start_period),
                ("start_interval", start_interval),
            ] {
                if let Some(value) = value {
                    check[key] = json!(format!("{value}s"));
                }
            }
            if let Some(retries) = retries {
                check["retries"] = json!(retries);
            }
            check
        },
    )
}

/// Attributes with their values, those that go with all others.
fn attribute() -> impl Strategy<Value = (&'static str, Value)> {
    let fixed = prop::sample::select(vec![
        ("cap_add", json!(["NET_BIND_SERVICE", "SYS_ADMIN"])),
        ("cap_add", json!(["ALL"])),
        ("cap_drop", json!(["ALL"])),
        ("privileged", json!(true)),
        ("read_only", json!(true)),
        ("security_opt", json!(["no-new-privileges:true", "seccomp:unconfined"])),
        ("security_opt", json!(["apparmor:unconfined", "label:type:t", "seccomp:x.json"])),
        ("init", json!(true)),
        ("tty", json!(true)),
        ("stdin_open", json!(true)),
        ("shm_size", json!("64m")),
        ("tmpfs", json!(["/run:size=16m", "/cache"])),
        ("mem_limit", json!("64m")),
        ("mem_reservation", json!("128m")),
        ("cpus", json!(0.25)),
        ("group_add", json!(["1000", "root", "audio"])),
        ("stop_signal", json!("SIGUSR1")),
        ("stop_grace_period", json!("90s")),
        ("sysctls", json!({"net.core.somaxconn": 1024, "net.ipv4.tcp_syncookies": 0})),
        ("extra_hosts", json!(["a.example:10.0.0.1", "b=::1", "c:host-gateway"])),
        ("dns", json!(["1.1.1.1", "8.8.8.8", "9.9.9.9", "1.0.0.1"])),
        ("dns_search", json!(["example.com"])),
        ("dns_opt", json!(["ndots:2", "rotate"])),
        ("domainname", json!("example.com")),
        ("pid", json!("host")),
        ("ipc", json!("host")),
        ("user", json!("node:node")),
        ("user", json!("1000:root")),
        ("working_dir", json!("/srv/app")),
        ("entrypoint", json!([])),
        ("entrypoint", json!(["/bin/run", "$$HOME"])),
        ("platform", json!("linux/arm64")),
        ("pull_policy", json!("always")),
        ("annotations", json!({"a.b/c": "d", "-bad": "e"})),
        ("post_start", json!([{"command": ["a", "$$b"]}, {"command": "c d"}])),
        ("pre_stop", json!([{"command": ["a"]}])),
        ("use_api_socket", json!(true)),
        ("gpus", json!("all")),
        (
            "deploy",
            json!({"placement": {"max_replicas_per_node": 1, "constraints": ["node.labels.a == b", "node.role != manager"], "preferences": [{"spread": "node.labels.zone"}]}}),
        ),
        (
            "deploy",
            json!({"update_config": {"order": "start-first", "parallelism": 0, "delay": "10s"}, "replicas": 3}),
        ),
        (
            "deploy",
            json!({"resources": {"limits": {"cpus": "0.5", "memory": "50M", "pids": 5}, "reservations": {"cpus": "1", "memory": "20M"}}}),
        ),
        ("deploy", json!({"endpoint_mode": "dnsrr", "labels": {"a": "b", "c d": "e"}})),
        ("deploy", json!({"mode": "global", "update_config": {"order": "start-first"}})),
        ("deploy", json!({"mode": "replicated-job", "replicas": 4})),
        ("deploy", json!({"mode": "global-job"})),
        (
            "labels",
            json!({"caddy": "a.example.com, http://b.example.com/api/*", "caddy.reverse_proxy": "{{upstreams 3000}}"}),
        ),
        (
            "labels",
            json!({"traefik.http.routers.r.rule": "Host(`a.example.com`) && PathPrefix(`/v1`)", "traefik.http.routers.r.tls": "true"}),
        ),
        ("labels", json!({"kompose.service.type": "nodeport", "kompose.service.expose": "true"})),
        ("x-k8s", json!({"kind": "StatefulSet", "stopSignal": "SIGINT"})),
        (
            "x-k8s",
            json!({"autoscaling": {"maxReplicas": 4, "cpu": 80}, "disruptionBudget": {"minAvailable": 1}}),
        ),
        (
            "x-k8s",
            json!({"hosts": ["x.example.com", "*.y.example.com/api"], "clusterIssuer": "le"}),
        ),
        ("x-k8s", json!({"expose": "gateway", "gateway": "infra/public", "tlsSecret": "t"})),
        (
            "x-k8s",
            json!({"podSecurityContext": {"runAsNonRoot": true}, "securityContext": {"runAsUser": 10}}),
        ),
        (
            "x-k8s",
            json!({"livenessProbe": {"tcpSocket": {"port": 80}}, "nodeSelector": {"a": "b"}}),
        ),
        (
            "x-k8s",
            json!({"storage": {"size": "5Gi", "subPath": false}, "env": [{"name": "Q", "value": "r"}]}),
        ),
    ]);
    prop_oneof![6 => fixed, 1 => healthcheck().prop_map(|check| ("healthcheck", check))]
}

/// How a service stands to the one before it.
#[derive(Clone, Copy, Debug)]
enum Relation {
    None,
    Waits(&'static str),
    Shares(&'static str),
    From,
}

fn relation() -> impl Strategy<Value = Relation> {
    prop_oneof![
        4 => Just(Relation::None),
        3 => prop::sample::select(vec![
            "service_started", "service_healthy", "service_completed_successfully",
        ]).prop_map(Relation::Waits),
        1 => prop::sample::select(vec!["network_mode", "pid", "ipc"]).prop_map(Relation::Shares),
        1 => Just(Relation::From),
    ]
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
    let rest = (
        prop::collection::vec(attribute(), 0..4),
        prop::collection::vec(prop::sample::select(vec!["front", "back", "outer"]), 0..3),
    );
    (plain, more, rest).prop_map(|((image, mounts, ports, env, labels), more, rest)| {
        let (command, restart, scale, hostname, user, dependency, [built, secret, config, global]) =
            more;
        let (attributes, networks) = rest;
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
        for (key, value) in attributes {
            service[key] = value;
        }
        if !networks.is_empty() {
            service["networks"] = json!(networks);
        }
        if service.get("deploy").is_some_and(|it| it.get("replicas").is_some()) {
            service.as_object_mut().unwrap().remove("scale");
        }
        service
    })
}

/// Puts a service in relation to the one before it.
fn relate(service: &mut Value, before: &str, relation: Relation) {
    match relation {
        Relation::None => {}
        Relation::Waits(condition) => {
            service["depends_on"] = json!({before: {"condition": condition}});
        }
        Relation::Shares(attribute) => {
            service[attribute] = json!(format!("service:{before}"));
            if attribute == "network_mode" {
                for key in ["networks", "ports", "hostname", "domainname", "extra_hosts", "dns"] {
                    service.as_object_mut().unwrap().remove(key);
                }
            }
        }
        Relation::From => service["volumes_from"] = json!([before]),
    }
}

/// A project, as JSON, which is YAML too.
pub(crate) fn project() -> impl Strategy<Value = String> {
    let names = prop::collection::btree_set(name(), 1..6);
    let volumes = prop::collection::btree_set(name(), 0..4);
    (names, volumes, any::<[bool; 2]>()).prop_flat_map(|(names, volumes, [internal, outer])| {
        let names: Vec<String> = names.into_iter().collect();
        let volumes: Vec<String> = volumes.into_iter().collect();
        let services: Vec<_> = names
            .iter()
            .map(|_| {
                let service = service(names.clone(), volumes.clone());
                (service, proptest::option::of(settings()), kompose(), relation())
            })
            .collect();
        services.prop_map(move |mut services| {
            for (at, (service, settings, labels, relation)) in services.iter_mut().enumerate() {
                if at > 0 {
                    relate(service, &names[at - 1], *relation);
                }
                if let Some(settings) = settings.take() {
                    service["x-k8s"] = settings;
                }
                for (label, value) in labels {
                    service["labels"][*label] = json!(value);
                }
            }
            let services = services.into_iter().map(|(service, ..)| service);
            let services: Map<String, Value> = names.iter().cloned().zip(services).collect();
            let volumes: Map<String, Value> = volumes
                .iter()
                .enumerate()
                .map(|(at, name)| {
                    let external = at == 3;
                    (name.clone(), if external { json!({"external": true}) } else { volume(at) })
                })
                .collect();
            json!({
                "services": services, "volumes": volumes,
                "networks": {
                    "front": {}, "back": {"internal": internal}, "outer": {"external": outer},
                },
                "secrets": {"s_1": {"file": "./file.conf"}},
                "configs": {"c": {"content": "x"}},
            })
            .to_string()
        })
    })
}

/// Options of every kind, chosen by bits.
pub(crate) fn options(bits: u64) -> Options {
    let mut rest = bits;
    let mut pick = |count: u64| {
        let chosen = rest % count;
        rest /= count;
        usize::try_from(chosen).unwrap_or(0)
    };
    let mut options = Options::default();
    let ways =
        [Expose::Cluster, Expose::Ingress, Expose::Gateway, Expose::LoadBalancer, Expose::NodePort];
    options.exposure.way = ways[pick(5)];
    match pick(4) {
        1 => options.exposure.tls_secret = Some("wildcard".to_owned()),
        2 => options.exposure.cluster_issuer = Some("letsencrypt".to_owned()),
        3 => options.exposure.domain = Some("example.com".to_owned()),
        _ => {}
    }
    options.harden = [Harden::None, Harden::Baseline, Harden::Restricted][pick(3)];
    // Those of which the schemas are known.
    options.kube_version = KubeVersion::new([25, 28, 29, 30, 34, 36][pick(6)]);
    options.seed_volumes = [SeedVolumes::Auto, SeedVolumes::Always, SeedVolumes::Never][pick(3)];
    options.network_policies =
        [NetworkPolicies::Auto, NetworkPolicies::Always, NetworkPolicies::Never][pick(3)];
    options.requests = [Requests::Limits, Requests::Zero][pick(2)];
    options.probes = [Probes::Exec, Probes::Http][pick(2)];
    if pick(4) == 1 {
        options.identity = Identity::Kompose;
    }
    options.liveness = pick(2) == 1;
    options.detect_credentials = pick(2) == 1;
    options.binds = [Binds::Claim, Binds::HostPath][pick(2)];
    options.volume_access = [VolumeAccess::ReadWriteOnce, VolumeAccess::ReadWriteMany][pick(2)];
    options.apply = [Apply::Client, Apply::Server][pick(2)];
    if pick(2) == 1 {
        options.namespace = Some("shop".to_owned());
        options.create_namespace = true;
    }
    options
}

/// The files that projects name.
pub(crate) fn files() -> MemoryVfs {
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
