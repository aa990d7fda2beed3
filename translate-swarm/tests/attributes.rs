//! Every attribute that a Compose file can have changes the stack or is spoken of.

mod support;

use compose_model::model::service::{
    BindOptions, CredentialSpec, Deploy, DeviceRequest, FileReference, Healthcheck, Limits,
    Logging, Mount, NetworkAttachment, Placement, Port, Reservations, Resources, RestartPolicy,
    Service, TmpfsOptions, UpdateConfig, VolumeOptions,
};
use compose_model::model::{Config, Ipam, IpamPool, Network, Secret, Volume};
use support::translated;
use translate_swarm::Options;

/// Where an attribute stands, its keys, and the project around it. A `@` in the project stands for
/// the attribute under test.
struct Place {
    keys: &'static [&'static str],
    around: &'static str,
    /// What the project has without it, in the same place.
    values: &'static [(&'static str, &'static str)],
    /// Attributes that mean nothing to a swarm, with the reason.
    silent: &'static [(&'static str, &'static str)],
}

fn check(place: &Place) {
    let told = |text: &str| {
        let translated = translated(&place.around.replace('@', text), &newest());
        assert_eq!(translated.errors(), "", "{text}");
        let stack = translated.file("stack.yaml").to_owned();
        let findings: Vec<_> = translated.findings().map(|one| one.message.clone()).collect();
        (stack, findings)
    };
    let without = told("");
    for key in place.keys {
        let silent = place.silent.iter().any(|(name, _)| name == key);
        let value = place.values.iter().find(|(name, _)| name == key);
        assert!(value.is_some() != silent, "`{key}` has a value here, or a reason");
        if let Some((key, value)) = value {
            let with = told(&format!("{key}: {value}, "));
            assert_ne!(with, without, "`{key}: {value}` is dropped without a word");
        }
    }
    let known = |name: &str| place.keys.contains(&name);
    assert!(place.values.iter().all(|(name, _)| known(name)), "there are values of no attribute");
}

fn newest() -> Options {
    let mut options = Options::default();
    options.docker_version = "28.0".parse().expect("a release");
    options
}

#[test]
fn services() {
    check(&Place {
        keys: Service::KEYS,
        around: "services:\n  a: {@image: 'a:1'}\n  b: {image: 'b:1', ports: ['80']}\n\
                 volumes: {data: {}}\nnetworks: {n: {}}\nconfigs: {c: {file: ./page.txt}}\n\
                 secrets: {s: {file: ./page.txt}}\nmodels: {m: {model: ai/x}}\n",
        values: &[
            ("annotations", "{a: b}"),
            ("build", "."),
            ("blkio_config", "{weight: 300}"),
            ("cap_add", "[NET_ADMIN]"),
            ("cap_drop", "[ALL]"),
            ("cgroup_parent", "x"),
            ("cgroup", "host"),
            ("cpu_count", "2"),
            ("cpu_percent", "50"),
            ("cpu_period", "1000"),
            ("cpu_quota", "1000"),
            ("cpu_rt_period", "1000"),
            ("cpu_rt_runtime", "1000"),
            ("cpus", "0.5"),
            ("cpuset", "'0'"),
            ("cpu_shares", "5"),
            ("command", "x"),
            ("configs", "[c]"),
            ("container_name", "box"),
            ("credential_spec", "{file: x.json}"),
            ("depends_on", "[b]"),
            ("deploy", "{replicas: 2}"),
            ("device_cgroup_rules", "['c 1:3 mr']"),
            ("devices", "[/dev/null]"),
            ("dns", "[10.0.0.1]"),
            ("dns_opt", "[ndots:2]"),
            ("dns_search", "[x.example]"),
            ("domainname", "x.example"),
            ("entrypoint", "x"),
            ("provider", "{type: x}"),
            ("environment", "{A: b}"),
            ("external_links", "[x]"),
            ("extra_hosts", "['x:10.0.0.1']"),
            ("group_add", "[x]"),
            ("gpus", "all"),
            ("hostname", "x"),
            ("healthcheck", "{test: x}"),
            ("init", "true"),
            ("ipc", "host"),
            ("isolation", "default"),
            ("labels", "{a: b}"),
            ("links", "['b:x']"),
            ("logging", "{driver: none}"),
            ("mem_limit", "64m"),
            ("mem_reservation", "64m"),
            ("memswap_limit", "64m"),
            ("mem_swappiness", "10"),
            ("mac_address", "'02:42:ac:11:00:02'"),
            ("models", "[m]"),
            ("network_mode", "host"),
            ("networks", "[n]"),
            ("oom_kill_disable", "true"),
            ("oom_score_adj", "5"),
            ("pid", "host"),
            ("pids_limit", "5"),
            ("platform", "linux/amd64"),
            ("ports", "['90']"),
            ("pre_start", "[{command: [x]}]"),
            ("post_start", "[{command: [x]}]"),
            ("pre_stop", "[{command: [x]}]"),
            ("privileged", "true"),
            ("pull_policy", "never"),
            ("read_only", "true"),
            ("restart", "on-failure"),
            ("runtime", "runsc"),
            ("scale", "2"),
            ("secrets", "[s]"),
            ("security_opt", "['label:type:x']"),
            ("shm_size", "64m"),
            ("stdin_open", "true"),
            ("stop_grace_period", "5s"),
            ("stop_signal", "SIGINT"),
            ("storage_opt", "{size: 1G}"),
            ("sysctls", "{net.core.somaxconn: 5}"),
            ("tmpfs", "/run"),
            ("tty", "true"),
            ("ulimits", "{nproc: 5}"),
            ("use_api_socket", "true"),
            ("user", "'5'"),
            ("userns_mode", "host"),
            ("uts", "host"),
            ("volumes", "['data:/data']"),
            ("volumes_from", "['container:x']"),
            ("working_dir", "/x"),
        ],
        silent: &[
            ("image", "every service here has one"),
            ("profiles", "the loader leaves out what they disable"),
            ("env_file", "the loader makes variables of it"),
            ("label_file", "the loader makes labels of it"),
            ("attach", "what `up` shows"),
            ("develop", "what `watch` does"),
            ("expose", "services of one network reach every port"),
        ],
    });
}

#[test]
fn deployment() {
    let around = "services: {a: {image: 'a:1', deploy: {@}}}";
    check(&Place {
        keys: Deploy::KEYS,
        around,
        values: &[
            ("mode", "global"),
            ("replicas", "2"),
            ("labels", "{a: b}"),
            ("update_config", "{parallelism: 2}"),
            ("rollback_config", "{parallelism: 2}"),
            ("resources", "{limits: {cpus: '1'}}"),
            ("restart_policy", "{condition: none}"),
            ("placement", "{constraints: [node.role==worker]}"),
            ("endpoint_mode", "dnsrr"),
        ],
        silent: &[],
    });
    for attribute in ["update_config", "rollback_config"] {
        let around: &'static str =
            Box::leak(around.replace('@', &format!("{attribute}: {{@}}")).into_boxed_str());
        check(&Place {
            keys: UpdateConfig::KEYS,
            around,
            values: &[
                ("parallelism", "2"),
                ("delay", "2s"),
                ("failure_action", "continue"),
                ("monitor", "2s"),
                ("max_failure_ratio", "0.5"),
                ("order", "start-first"),
            ],
            silent: &[],
        });
    }
    check(&Place {
        keys: RestartPolicy::KEYS,
        around: "services: {a: {image: 'a:1', deploy: {restart_policy: {@}}}}",
        values: &[("condition", "none"), ("delay", "2s"), ("max_attempts", "2"), ("window", "2s")],
        silent: &[],
    });
    check(&Place {
        keys: Placement::KEYS,
        around: "services: {a: {image: 'a:1', deploy: {placement: {@}}}}",
        values: &[
            ("constraints", "[node.role==worker]"),
            ("preferences", "[{spread: node.labels.x}]"),
            ("max_replicas_per_node", "1"),
        ],
        silent: &[],
    });
}

#[test]
fn resources() {
    check(&Place {
        keys: Resources::KEYS,
        around: "services: {a: {image: 'a:1', deploy: {resources: {@}}}}",
        values: &[("limits", "{cpus: '1'}"), ("reservations", "{cpus: '1'}")],
        silent: &[],
    });
    check(&Place {
        keys: Limits::KEYS,
        around: "services: {a: {image: 'a:1', deploy: {resources: {limits: {@}}}}}",
        values: &[("cpus", "'1'"), ("memory", "64M"), ("pids", "5")],
        silent: &[],
    });
    check(&Place {
        keys: Reservations::KEYS,
        around: "services: {a: {image: 'a:1', deploy: {resources: {reservations: {@}}}}}",
        values: &[
            ("cpus", "'1'"),
            ("memory", "64M"),
            ("devices", "[{capabilities: [gpu]}]"),
            ("generic_resources", "[{discrete_resource_spec: {kind: x, value: 1}}]"),
        ],
        silent: &[],
    });
    check(&Place {
        keys: DeviceRequest::KEYS,
        around: "services: {a: {image: 'a:1', gpus: [{@}]}}",
        values: &[
            ("capabilities", "[tpu]"),
            ("driver", "amd"),
            ("count", "2"),
            ("device_ids", "['0', '1']"),
        ],
        silent: &[("options", "a note of the finding that every GPU has")],
    });
}

#[test]
fn parts_of_services() {
    check(&Place {
        keys: Healthcheck::KEYS,
        around: "services: {a: {image: 'a:1', healthcheck: {@}}}",
        values: &[
            ("test", "x"),
            ("timeout", "2s"),
            ("interval", "2s"),
            ("retries", "2"),
            ("start_period", "2s"),
            ("start_interval", "2s"),
            ("disable", "true"),
        ],
        silent: &[],
    });
    check(&Place {
        keys: Logging::KEYS,
        around: "services: {a: {image: 'a:1', logging: {@}}}",
        values: &[("driver", "none"), ("options", "{a: b}")],
        silent: &[],
    });
    check(&Place {
        keys: Port::KEYS,
        around: "services: {a: {image: 'a:1', ports: [{@target: 80}]}}",
        values: &[
            ("name", "x"),
            ("mode", "host"),
            ("host_ip", "127.0.0.1"),
            ("published", "'90'"),
            ("protocol", "udp"),
            ("app_protocol", "http"),
        ],
        silent: &[("target", "every port has one")],
    });
    check(&Place {
        keys: NetworkAttachment::KEYS,
        around: "services: {a: {image: 'a:1', networks: {n: {@}}}}\nnetworks: {n: {}}",
        values: &[
            ("aliases", "[x]"),
            ("interface_name", "eth7"),
            ("ipv4_address", "10.0.0.5"),
            ("ipv6_address", "'fd00::5'"),
            ("link_local_ips", "[169.254.0.5]"),
            ("mac_address", "'02:42:ac:11:00:02'"),
            ("driver_opts", "{a: b}"),
            ("priority", "5"),
            ("gw_priority", "5"),
        ],
        silent: &[],
    });
    for (list, definition) in [("configs", "configs"), ("secrets", "secrets")] {
        let around = format!(
            "services: {{a: {{image: 'a:1', {list}: [{{@source: x}}]}}}}\n\
             {definition}: {{x: {{file: ./page.txt}}}}"
        );
        check(&Place {
            keys: FileReference::KEYS,
            around: Box::leak(around.into_boxed_str()),
            values: &[("target", "y"), ("uid", "'5'"), ("gid", "'5'"), ("mode", "0400")],
            silent: &[("source", "every reference has one")],
        });
    }
    check(&Place {
        keys: CredentialSpec::KEYS,
        around: "services: {a: {image: 'a:1', configs: [c], credential_spec: {@}}}\nconfigs: {c: {content: x}}",
        values: &[("config", "c"), ("file", "x"), ("registry", "x")],
        silent: &[],
    });
}

#[test]
fn parts_of_mounts() {
    check(&Place {
        keys: Mount::KEYS,
        around: "services: {a: {image: 'a:1', volumes: [{@type: volume, target: /x}]}}\n\
                 volumes: {data: {}}",
        values: &[("source", "data"), ("read_only", "true"), ("volume", "{nocopy: true}")],
        silent: &[
            ("type", "every mount has one"),
            ("target", "every mount has one"),
            ("consistency", "a hint for Docker Desktop"),
            ("bind", "not of a volume"),
            ("tmpfs", "not of a volume"),
            ("image", "not of a volume"),
        ],
    });
    check(&Place {
        keys: BindOptions::KEYS,
        around: "services: {a: {image: 'a:1', volumes: [{type: bind, source: ./not-there, target: /x, bind: {create_host_path: false, @}}]}}",
        values: &[("propagation", "rslave"), ("recursive", "disabled"), ("selinux", "z")],
        silent: &[("create_host_path", "decides whether a missing folder becomes a volume")],
    });
    check(&Place {
        keys: VolumeOptions::KEYS,
        around: "services: {a: {image: 'a:1', volumes: [{type: volume, source: data, target: /x, volume: {@}}]}}\n\
                 volumes: {data: {}}",
        values: &[("labels", "{a: b}"), ("nocopy", "true"), ("subpath", "x")],
        silent: &[],
    });
    check(&Place {
        keys: TmpfsOptions::KEYS,
        around: "services: {a: {image: 'a:1', volumes: [{type: tmpfs, target: /x, tmpfs: {@}}]}}",
        values: &[("size", "5m"), ("mode", "0o700")],
        silent: &[],
    });
}

#[test]
fn definitions() {
    check(&Place {
        keys: Network::KEYS,
        around: "services: {a: {image: 'a:1', networks: [n]}}\nnetworks: {n: {@}}",
        values: &[
            ("name", "x"),
            ("driver", "macvlan"),
            ("driver_opts", "{encrypted: 'true'}"),
            ("ipam", "{config: [{subnet: 10.5.0.0/16}]}"),
            ("external", "true"),
            ("internal", "true"),
            ("attachable", "false"),
            ("labels", "{a: b}"),
            ("enable_ipv4", "false"),
            ("enable_ipv6", "true"),
        ],
        silent: &[],
    });
    check(&Place {
        keys: Ipam::KEYS,
        around: "services: {a: {image: 'a:1', networks: [n]}}\nnetworks: {n: {ipam: {@}}}",
        values: &[("driver", "x"), ("config", "[{subnet: 10.5.0.0/16}]"), ("options", "{a: b}")],
        silent: &[],
    });
    check(&Place {
        keys: IpamPool::KEYS,
        around: "services: {a: {image: 'a:1', networks: [n]}}\n\
                 networks: {n: {ipam: {config: [{@}]}}}",
        values: &[
            ("subnet", "10.5.0.0/16"),
            ("gateway", "10.5.0.1"),
            ("ip_range", "10.5.5.0/24"),
            ("aux_addresses", "{x: 10.5.0.9}"),
        ],
        silent: &[],
    });
    check(&Place {
        keys: Volume::KEYS,
        around: "services: {a: {image: 'a:1', volumes: ['data:/data']}}\nvolumes: {data: {@}}",
        values: &[
            ("name", "x"),
            ("driver", "rexray"),
            ("driver_opts", "{a: b}"),
            ("external", "true"),
            ("labels", "{a: b}"),
        ],
        silent: &[],
    });
    check(&Place {
        keys: Config::KEYS,
        around: "services: {a: {image: 'a:1', configs: [c, d]}}\n\
                 configs: {c: {content: x}, d: {@file: ./page.txt}}",
        values: &[("name", "x"), ("labels", "{a: b}"), ("template_driver", "golang")],
        silent: &[
            ("file", "every config here has one"),
            ("environment", "another source of the content"),
            ("content", "another source of the content"),
            ("external", "has no content"),
        ],
    });
    check(&Place {
        keys: Secret::KEYS,
        around: "services: {a: {image: 'a:1', secrets: [d]}}\n\
                 secrets: {d: {@file: ./page.txt}}",
        values: &[
            ("name", "x"),
            ("labels", "{a: b}"),
            ("driver", "vault"),
            ("driver_opts", "{a: b}"),
            ("template_driver", "golang"),
        ],
        silent: &[
            ("file", "every secret here has one"),
            ("environment", "another source of the content"),
            ("content", "only the loader sets it"),
            ("external", "has no content"),
        ],
    });
}

#[test]
fn a_dependency_that_services_share_is_spoken_of_once() {
    let text = "x-common: &common\n  image: a:1\n  depends_on: {db: {condition: service_healthy}}\n\
                services:\n  one: {<<: *common}\n  two: {<<: *common}\n  db:\n    image: b:1\n    \
                healthcheck: {test: 'true'}\n";
    let translated = translated(text, &newest());
    let found: Vec<_> = translated.findings().filter(|one| one.rule.code == "S0203").collect();
    let [shared] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(shared.message, "`one` and `two` do not wait until `db` is healthy");
    let subjects: Vec<&str> = shared.subjects().collect();
    assert_eq!(subjects, ["services.one.depends_on.db", "services.two.depends_on.db"]);
    assert_eq!(shared.related, [], "they share their place");
}
