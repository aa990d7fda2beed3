//! What is printed loads again to the same project, and nothing that is loaded makes the loader or
//! the printer panic.

use compose_model::Project;
use compose_model::env::MapEnv;
use compose_model::load::{Loaded, Options, load};
use compose_model::model::{Dollars, Service};
use compose_model::vfs::MemoryVfs;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

fn loaded(text: &str) -> Loaded {
    let files = MemoryVfs::new([("/app/compose.yaml", text), ("/app/web.env", "F=file $A\n")]);
    let env = MapEnv::new([("HOME", "/home/me"), ("A", "from $HOME")]);
    let options = Options { working_dir: "/app".to_owned(), ..Options::default() };
    load(&files, &env, &options)
}

fn without_errors(text: &str) -> Project {
    let loaded = loaded(text);
    let errors: Vec<_> = loaded.diagnostics.iter().map(|d| d.message.as_str()).collect();
    assert!(!loaded.diagnostics.has_errors(), "{text}\n{errors:?}");
    loaded.project.expect("a project where there is no error")
}

/// Attributes of a service that are right, alone and together.
const ATTRIBUTES: &[&str] = &[
    "ports: [80, '8080:80/udp', '127.0.0.1:9000-9002:90-92', {target: 1, published: '2'}]",
    "volumes: [/anon, 'data:/data', './x:/y:ro,z', {type: tmpfs, target: /t, tmpfs: {size: 1m}}]",
    "environment: {A: , B: 1.10, C: 'a$$b', D: \"x\\ny: z\", E: ''}",
    "env_file: [{path: web.env}, {path: none.env, required: false}]",
    "labels: [a, b=c=d, 'e= f ']",
    "command: sh -c 'echo \"$$HOME\" $$(id)'",
    "entrypoint: ''",
    "healthcheck: {test: [CMD, a, 'b c'], interval: 1m30s, retries: 0, disable: false}",
    "depends_on: {db: {condition: service_healthy, restart: true}}",
    "links: ['db:other']",
    "networks: {front: {aliases: [x], priority: 3}, default: }",
    "deploy: {replicas: 0, resources: {limits: {cpus: '0.1', memory: 10m}, reservations: {devices: [{capabilities: [gpu]}]}}, update_config: {parallelism: 0, delay: 90s}}",
    "secrets: [token, {source: token, target: other, mode: 0440, uid: '5'}]",
    "configs: [site, {source: site, target: /s, mode: 0o400}]",
    "ulimits: {nofile: {soft: 1, hard: 2}, core: 0, cpu: -1}",
    "extra_hosts: {h: [1.1.1.1, '::1'], g: host-gateway}",
    "build: {context: ./src, args: {A: , B: 'x$$y'}, ssh: [default, k=~/key], additional_contexts: [c=../c], secrets: [token]}",
    "develop: {watch: [{path: ., action: sync, target: /t, ignore: x, initial_sync: true}]}",
    "logging: {driver: json-file, options: {max-size: 10m, n: 3}}",
    "blkio_config: {weight: 10, device_read_bps: [{path: /a, rate: 1m}]}",
    "memswap_limit: 1.5g\n    cpu_shares: 7\n    shm_size: 64",
    "gpus: [{driver: x, count: 2, options: {a: 1}}]",
    "devices: ['/dev/a:/dev/b:r', vendor.com/x=y]",
    "post_start: [{command: a b, environment: [A, B=2], privileged: 'true'}]",
    "pre_start: [{command: c}]",
    "models: {m: {endpoint_var: URL}}",
    "x-meta: {b: [1.0, 1e3, ~, 'no', 2001-12-14], a: 'co$$t'}",
    "stop_grace_period: 1h\n    init: false\n    tty: true\n    user: '1'\n    pull_policy: if_not_present",
    "sysctls: {net.core.somaxconn: 1024}\n    storage_opt: {size: 1G}\n    annotations: [a=b]",
    "dns: 1.1.1.1\n    tmpfs: /t\n    cap_add: [X]\n    expose: [80, 81-82]\n    profiles: []",
    "credential_spec: {file: a.json}\n    group_add: [5, '6']\n    security_opt: [a:b]",
    "provider: {type: x, options: {a: 1, b: [c, true]}}",
];

const REST: &str = "
  db: {image: p, scale: 2, deploy: {}}
volumes: {data: {driver_opts: {a: 1}}, unused: }
networks: {front: {ipam: {config: [{subnet: 10.0.0.0/8}]}, internal: true}}
secrets: {token: {environment: A}}
configs: {site: {content: 'x $$y'}}
models: {m: {model: ai/x, context_size: 8}}
x-top: {z: 1, a: 2}
";

#[test]
fn what_the_reference_never_leaves_out() {
    let project = without_errors(
        "services:\n  web:\n    image: i\n    blkio_config:\n      weight_device: [{path: /a}]\n      \
         device_read_bps: [{rate: 1k}]\n    deploy:\n      resources:\n        reservations:\n          \
         generic_resources: [{discrete_resource_spec: {kind: k}}, {}]\n",
    );
    let printed = project.to_yaml(Dollars::Doubled).expect("YAML");
    for line in ["weight: 0", "path: \"\"", "rate: \"1024\"", "kind: k", "value: 0", "- {}"] {
        assert!(printed.contains(line), "{line} is not in\n{printed}");
    }
}

#[test]
fn extension_fields_are_printed_where_the_reference_knows_them() {
    let project = without_errors(
        "services:\n  web:\n    image: i\n    gpus: [{count: 1, x-a: 1}]\n    networks: [n]\n    ports: [{target: 80, x-b: 1}]\n\
         networks: {n: {x-c: 1, ipam: {x-d: 1, config: [{subnet: 10.0.0.0/8, x-e: 1}]}}}\n",
    );
    let printed = project.to_yaml(Dollars::Doubled).expect("YAML");
    let shown = ["x-a", "x-b", "x-c", "x-d", "x-e"].map(|key| printed.contains(key));
    assert_eq!(shown, [false, true, true, true, false], "{printed}");
    assert!(project.services["web"].gpus[0].extensions.contains_key("x-a"));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn what_is_printed_loads_to_the_same(attributes in subsequence(ATTRIBUTES, 0..ATTRIBUTES.len())) {
        let mut text = "services:\n  web:\n    image: i\n".to_owned();
        for attribute in attributes {
            text.push_str("    ");
            text.push_str(attribute);
            text.push('\n');
        }
        text.push_str(REST.trim_start_matches('\n'));
        let project = without_errors(&text);
        let printed = project.to_yaml(Dollars::Doubled).expect("YAML");
        let again = without_errors(&printed);
        prop_assert_eq!(&again.to_yaml(Dollars::Doubled).expect("YAML"), &printed);
        let json = |project: &Project| -> serde_json::Value {
            let text = project.to_json(Dollars::Kept).expect("JSON");
            serde_json::from_str(&text).expect("JSON")
        };
        prop_assert_eq!(json(&again), json(&project));
    }

    #[test]
    fn no_tree_makes_the_loader_panic(tree in tree()) {
        let loaded = loaded(&tree.to_string());
        if let Some(project) = loaded.project {
            project.to_yaml(Dollars::Doubled).expect("YAML");
            project.to_json(Dollars::Doubled).expect("JSON");
            for diagnostic in &loaded.diagnostics {
                // The paths of findings can be looked up, whatever they lead to.
                diagnostic.subject.as_deref().map(|path| project.origin(path));
            }
        }
    }
}

/// Trees that look like Compose files from afar: known keys and likely values in the wrong places.
fn tree() -> impl Strategy<Value = serde_json::Value> {
    let key = prop_oneof![
        4 => select(Service::KEYS).prop_map(str::to_owned),
        1 => select(&["a", "b", "default", "x-a", "file", "external", "source", "target", "type",
            "context", "driver", "test", "limits", "watch", "path", "count", "soft", ""][..])
            .prop_map(str::to_owned),
    ];
    let text = select(
        &[
            "a",
            "b",
            "80",
            "1:2",
            "a:/b",
            "/x:/y:ro",
            "k=v",
            "service:a",
            "bind",
            "volume",
            "10s",
            "1g",
            "${A}",
            "$$",
            "~",
            "true",
            "",
            " ",
            "=",
            ":",
            "é:ü",
            "(",
            "'",
            "a && b",
            "#",
        ][..],
    );
    let leaf = prop_oneof![
        3 => text.prop_map(serde_json::Value::from),
        1 => any::<i64>().prop_map(serde_json::Value::from),
        1 => any::<f64>().prop_map(serde_json::Value::from),
        1 => any::<bool>().prop_map(serde_json::Value::from),
        1 => Just(serde_json::Value::Null),
    ];
    let node = leaf.prop_recursive(4, 48, 6, move |inner| {
        let map = prop::collection::btree_map(key.clone(), inner.clone(), 0..6);
        prop_oneof![
            2 => map.prop_map(|map| map.into_iter().collect()),
            1 => prop::collection::vec(inner, 0..4).prop_map(serde_json::Value::from),
        ]
    });
    let section = select(&["services", "networks", "volumes", "secrets", "configs", "models"][..]);
    let names = prop::collection::btree_map(select(&["a", "b", "x-c"][..]), node, 1..3);
    prop::collection::btree_map(section, names, 1..5)
        .prop_map(|sections| serde_json::to_value(sections).expect("text keys"))
}

#[test]
fn a_project_built_by_hand_prints_and_loads() {
    let mut project = Project { name: "shop".into(), ..Project::default() };
    let mut web = Service { image: Some("nginx".into()), ..Service::default() };
    web.environment.insert("PRICE".to_owned(), Some("5$".to_owned()).into());
    project.services.insert("web".to_owned(), web.into());
    let printed = project.to_yaml(Dollars::Doubled).expect("YAML");
    assert_eq!(
        printed,
        "name: shop\nservices:\n  web:\n    environment:\n      PRICE: 5$$\n    image: nginx\n"
    );
    let again = without_errors(&printed);
    assert_eq!(again.services["web"].environment["PRICE"].as_deref(), Some("5$"));
    assert!(again.origin("services.web.environment.PRICE").is_some_and(|o| o.span().is_some()));
}
