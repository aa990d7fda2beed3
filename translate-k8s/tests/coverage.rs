//! Every key of a Compose file is translated, approximated or reported: nothing is dropped silently.

mod support;

use std::collections::HashSet;

use compose_model::schema;
use support::Translated;
use translate_k8s::coverage::{COVERAGE, Fate, fate};
use translate_k8s::{Options, render};

/// A key, a file without it and the same file with it. What does not start with `services` is the body
/// of one service.
#[rustfmt::skip]
const EXAMPLES: &[(&str, &str, &str)] = &[
    ("configs", "services: {web: {image: a}}\nconfigs: {n: {content: x}}", "services: {web: {image: a, configs: [n]}}\nconfigs: {n: {content: x}}"),
    ("configs.*.content", "services: {web: {image: a, configs: [n]}}\nconfigs: {n: {content: x}}", "services: {web: {image: a, configs: [n]}}\nconfigs: {n: {content: y}}"),
    ("configs.*.environment", "services: {web: {image: a, configs: [n]}}\nconfigs: {n: {content: x}}", "services: {web: {image: a, configs: [n]}}\nconfigs: {n: {environment: FROM}}"),
    ("configs.*.external", "services: {web: {image: a, configs: [n]}}\nconfigs: {n: {content: x}}", "services: {web: {image: a, configs: [n]}}\nconfigs: {n: {external: true}}"),
    ("configs.*.file", "services: {web: {image: a, configs: [n]}}\nconfigs: {n: {content: x}}", "services: {web: {image: a, configs: [n]}}\nconfigs: {n: {file: ./c.txt}}"),
    ("configs.*.labels", "services: {web: {image: a, configs: [n]}}\nconfigs: {n: {content: x}}", "services: {web: {image: a, configs: [n]}}\nconfigs: {n: {content: x, labels: {a: b}}}"),
    ("configs.*.name", "services: {web: {image: a, configs: [n]}}\nconfigs: {n: {content: x}}", "services: {web: {image: a, configs: [n]}}\nconfigs: {n: {content: x, name: other}}"),
    ("configs.*.template_driver", "services: {web: {image: a, configs: [n]}}\nconfigs: {n: {content: x}}", "services: {web: {image: a, configs: [n]}}\nconfigs: {n: {content: x, template_driver: golang}}"),
    ("models", "services: {web: {image: a}}", "services: {web: {image: a, models: [n]}}\nmodels: {n: {model: ai/x}}"),
    ("networks", "services: {web: {image: a, networks: [m]}, b: {image: b, networks: [m]}}\nnetworks: {m: {}}", "services: {web: {image: a, networks: [m]}, b: {image: b, networks: [n]}}\nnetworks: {m: {}, n: {}}"),
    ("networks.*.attachable", "services: {web: {image: a, networks: [n]}}\nnetworks: {n: {}}", "services: {web: {image: a, networks: [n]}}\nnetworks: {n: {attachable: true}}"),
    ("networks.*.driver", "services: {web: {image: a, networks: [n]}}\nnetworks: {n: {}}", "services: {web: {image: a, networks: [n]}}\nnetworks: {n: {driver: macvlan}}"),
    ("networks.*.driver_opts", "services: {web: {image: a, networks: [n]}}\nnetworks: {n: {}}", "services: {web: {image: a, networks: [n]}}\nnetworks: {n: {driver_opts: {a: b}}}"),
    ("networks.*.enable_ipv4", "services: {web: {image: a, networks: [n]}}\nnetworks: {n: {}}", "services: {web: {image: a, networks: [n]}}\nnetworks: {n: {enable_ipv4: false}}"),
    ("networks.*.enable_ipv6", "services: {web: {image: a, networks: [n]}}\nnetworks: {n: {}}", "services: {web: {image: a, networks: [n]}}\nnetworks: {n: {enable_ipv6: true}}"),
    ("networks.*.external", "services: {web: {image: a, networks: [n]}, b: {image: b}}\nnetworks: {n: {}}", "services: {web: {image: a, networks: [n]}, b: {image: b}}\nnetworks: {n: {external: true}}"),
    ("networks.*.internal", "services: {web: {image: a, networks: [n]}}\nnetworks: {n: {}}", "services: {web: {image: a, networks: [n]}}\nnetworks: {n: {internal: true}}"),
    ("networks.*.ipam", "services: {web: {image: a, networks: [n]}}\nnetworks: {n: {}}", "services: {web: {image: a, networks: [n]}}\nnetworks: {n: {ipam: {config: [{subnet: 10.0.0.0/24}]}}}"),
    ("networks.*.labels", "services: {web: {image: a, networks: [n]}}\nnetworks: {n: {}}", "services: {web: {image: a, networks: [n]}}\nnetworks: {n: {labels: {a: b}}}"),
    ("secrets", "services: {web: {image: a}}\nsecrets: {n: {file: ./c.txt}}", "services: {web: {image: a, secrets: [n]}}\nsecrets: {n: {file: ./c.txt}}"),
    ("secrets.*.driver", "services: {web: {image: a, secrets: [n]}}\nsecrets: {n: {file: ./c.txt}}", "services: {web: {image: a, secrets: [n]}}\nsecrets: {n: {file: ./c.txt, driver: x}}"),
    ("secrets.*.driver_opts", "services: {web: {image: a, secrets: [n]}}\nsecrets: {n: {file: ./c.txt}}", "services: {web: {image: a, secrets: [n]}}\nsecrets: {n: {file: ./c.txt, driver_opts: {a: b}}}"),
    ("secrets.*.environment", "services: {web: {image: a, secrets: [n]}}\nsecrets: {n: {file: ./c.txt}}", "services: {web: {image: a, secrets: [n]}}\nsecrets: {n: {environment: FROM}}"),
    ("secrets.*.external", "services: {web: {image: a, secrets: [n]}}\nsecrets: {n: {file: ./c.txt}}", "services: {web: {image: a, secrets: [n]}}\nsecrets: {n: {external: true}}"),
    ("secrets.*.file", "services: {web: {image: a, secrets: [n]}}\nsecrets: {n: {file: ./c.txt}}", "services: {web: {image: a, secrets: [n]}}\nsecrets: {n: {file: ./d.txt}}"),
    ("secrets.*.labels", "services: {web: {image: a, secrets: [n]}}\nsecrets: {n: {file: ./c.txt}}", "services: {web: {image: a, secrets: [n]}}\nsecrets: {n: {file: ./c.txt, labels: {a: b}}}"),
    ("secrets.*.name", "services: {web: {image: a, secrets: [n]}}\nsecrets: {n: {file: ./c.txt}}", "services: {web: {image: a, secrets: [n]}}\nsecrets: {n: {file: ./c.txt, name: other}}"),
    ("secrets.*.template_driver", "services: {web: {image: a, secrets: [n]}}\nsecrets: {n: {file: ./c.txt}}", "services: {web: {image: a, secrets: [n]}}\nsecrets: {n: {file: ./c.txt, template_driver: golang}}"),
    ("services.*.annotations", "{image: a}", "{image: a, annotations: {a: b}}"),
    ("services.*.attach", "{image: a}", "{image: a, attach: false}"),
    ("services.*.blkio_config", "{image: a}", "{image: a, blkio_config: {weight: 300}}"),
    ("services.*.build", "{image: a}", "{build: .}"),
    ("services.*.cap_add", "{image: a}", "{image: a, cap_add: [NET_ADMIN]}"),
    ("services.*.cap_drop", "{image: a}", "{image: a, cap_drop: [ALL]}"),
    ("services.*.cgroup", "{image: a}", "{image: a, cgroup: host}"),
    ("services.*.cgroup_parent", "{image: a}", "{image: a, cgroup_parent: x}"),
    ("services.*.command", "{image: a}", "{image: a, command: [x]}"),
    ("services.*.configs", "services: {web: {image: a, configs: []}}\nconfigs: {c: {content: x}, d: {content: y}}", "services: {web: {image: a, configs: [c]}}\nconfigs: {c: {content: x}, d: {content: y}}"),
    ("services.*.configs[].gid", "services: {web: {image: a, configs: [{source: c}]}}\nconfigs: {c: {content: x}, d: {content: y}}", r#"services: {web: {image: a, configs: [{source: c, gid: "5"}]}}
configs: {c: {content: x}, d: {content: y}}"#),
    ("services.*.configs[].mode", "services: {web: {image: a, configs: [{source: c}]}}\nconfigs: {c: {content: x}, d: {content: y}}", "services: {web: {image: a, configs: [{source: c, mode: 0400}]}}\nconfigs: {c: {content: x}, d: {content: y}}"),
    ("services.*.configs[].source", "services: {web: {image: a, configs: [{source: c}]}}\nconfigs: {c: {content: x}, d: {content: y}}", "services: {web: {image: a, configs: [{source: d}]}}\nconfigs: {c: {content: x}, d: {content: y}}"),
    ("services.*.configs[].target", "services: {web: {image: a, configs: [{source: c}]}}\nconfigs: {c: {content: x}, d: {content: y}}", "services: {web: {image: a, configs: [{source: c, target: /t}]}}\nconfigs: {c: {content: x}, d: {content: y}}"),
    ("services.*.configs[].uid", "services: {web: {image: a, configs: [{source: c}]}}\nconfigs: {c: {content: x}, d: {content: y}}", r#"services: {web: {image: a, configs: [{source: c, uid: "5"}]}}
configs: {c: {content: x}, d: {content: y}}"#),
    ("services.*.container_name", "{image: a}", "{image: a, container_name: other}"),
    ("services.*.cpu_count", "{image: a}", "{image: a, cpu_count: 2}"),
    ("services.*.cpu_percent", "{image: a}", "{image: a, cpu_percent: 50}"),
    ("services.*.cpu_period", "{image: a, cpu_quota: 50000}", "{image: a, cpu_quota: 50000, cpu_period: 50000}"),
    ("services.*.cpu_quota", "{image: a}", "{image: a, cpu_quota: 50000}"),
    ("services.*.cpu_rt_period", "{image: a}", "{image: a, cpu_rt_period: 1000}"),
    ("services.*.cpu_rt_runtime", "{image: a}", "{image: a, cpu_rt_runtime: 500}"),
    ("services.*.cpu_shares", "{image: a}", "{image: a, cpu_shares: 512}"),
    ("services.*.cpus", "{image: a}", "{image: a, cpus: 1}"),
    ("services.*.cpuset", "{image: a}", "{image: a, cpuset: '0'}"),
    ("services.*.credential_spec", "{image: a}", "{image: a, credential_spec: {registry: x}}"),
    ("services.*.depends_on", "services: {web: {image: a, }, db: {image: b, healthcheck: {test: x}}}", "services: {web: {image: a, depends_on: {db: {condition: service_healthy}}}, db: {image: b, healthcheck: {test: x}}}"),
    ("services.*.depends_on.*.condition", "services: {web: {image: a, depends_on: {db: {condition: service_started}}}, db: {image: b, healthcheck: {test: x}}}", "services: {web: {image: a, depends_on: {db: {condition: service_healthy}}}, db: {image: b, healthcheck: {test: x}}}"),
    ("services.*.depends_on.*.restart", "services: {web: {image: a, depends_on: {db: {condition: service_started}}}, db: {image: b, healthcheck: {test: x}}}", "services: {web: {image: a, depends_on: {db: {condition: service_started, restart: true}}}, db: {image: b, healthcheck: {test: x}}}"),
    ("services.*.deploy", "{image: a}", "{image: a, deploy: {replicas: 2}}"),
    ("services.*.deploy.endpoint_mode", "{image: a, expose: ['80']}", "{image: a, expose: ['80'], deploy: {endpoint_mode: dnsrr}}"),
    ("services.*.deploy.labels", "{image: a}", "{image: a, deploy: {labels: {a: b}}}"),
    ("services.*.deploy.mode", "{image: a}", "{image: a, deploy: {mode: global}}"),
    ("services.*.deploy.placement.constraints", "{image: a}", "{image: a, deploy: {placement: {constraints: [node.labels.a==b]}}}"),
    ("services.*.deploy.placement.max_replicas_per_node", "{image: a}", "{image: a, deploy: {placement: {max_replicas_per_node: 1}}}"),
    ("services.*.deploy.placement.preferences", "{image: a}", "{image: a, deploy: {placement: {preferences: [{spread: node.labels.a}]}}}"),
    ("services.*.deploy.replicas", "{image: a}", "{image: a, deploy: {replicas: 2}}"),
    ("services.*.deploy.resources.limits.cpus", "{image: a}", "{image: a, deploy: {resources: {limits: {cpus: '1'}}}}"),
    ("services.*.deploy.resources.limits.memory", "{image: a}", "{image: a, deploy: {resources: {limits: {memory: 1g}}}}"),
    ("services.*.deploy.resources.limits.pids", "{image: a}", "{image: a, deploy: {resources: {limits: {pids: 5}}}}"),
    ("services.*.deploy.resources.reservations.cpus", "{image: a}", "{image: a, deploy: {resources: {reservations: {cpus: '1'}}}}"),
    ("services.*.deploy.resources.reservations.devices", "{image: a}", "{image: a, deploy: {resources: {reservations: {devices: [{capabilities: [gpu], count: 1}]}}}}"),
    ("services.*.deploy.resources.reservations.devices[].capabilities", "{image: a, deploy: {resources: {reservations: {devices: [{capabilities: [gpu], count: 1}]}}}}", "{image: a, deploy: {resources: {reservations: {devices: [{capabilities: [tpu], count: 1}]}}}}"),
    ("services.*.deploy.resources.reservations.devices[].count", "{image: a, deploy: {resources: {reservations: {devices: [{capabilities: [gpu], count: 1}]}}}}", "{image: a, deploy: {resources: {reservations: {devices: [{capabilities: [gpu], count: 2}]}}}}"),
    ("services.*.deploy.resources.reservations.devices[].device_ids", "{image: a, deploy: {resources: {reservations: {devices: [{capabilities: [gpu], count: 1}]}}}}", "{image: a, deploy: {resources: {reservations: {devices: [{capabilities: [gpu], device_ids: ['0', '3']}]}}}}"),
    ("services.*.deploy.resources.reservations.devices[].driver", "{image: a, deploy: {resources: {reservations: {devices: [{capabilities: [gpu], count: 1}]}}}}", "{image: a, deploy: {resources: {reservations: {devices: [{capabilities: [gpu], count: 1, driver: amd}]}}}}"),
    ("services.*.deploy.resources.reservations.devices[].options", "{image: a, deploy: {resources: {reservations: {devices: [{capabilities: [gpu], count: 1}]}}}}", "{image: a, deploy: {resources: {reservations: {devices: [{capabilities: [gpu], count: 1, options: {a: b}}]}}}}"),
    ("services.*.deploy.resources.reservations.generic_resources", "{image: a}", "{image: a, deploy: {resources: {reservations: {generic_resources: [{discrete_resource_spec: {kind: gpu, value: 2}}]}}}}"),
    ("services.*.deploy.resources.reservations.memory", "{image: a}", "{image: a, deploy: {resources: {reservations: {memory: 1g}}}}"),
    ("services.*.deploy.restart_policy.condition", "{image: a, expose: ['80']}", "{image: a, expose: ['80'], deploy: {restart_policy: {condition: on-failure}}}"),
    ("services.*.deploy.restart_policy.delay", "{image: a}", "{image: a, deploy: {restart_policy: {delay: 5s}}}"),
    ("services.*.deploy.restart_policy.max_attempts", "{image: a, deploy: {mode: replicated-job, restart_policy: {condition: on-failure}}}", "{image: a, deploy: {mode: replicated-job, restart_policy: {condition: on-failure, max_attempts: 3}}}"),
    ("services.*.deploy.restart_policy.window", "{image: a}", "{image: a, deploy: {restart_policy: {window: 5s}}}"),
    ("services.*.deploy.rollback_config", "{image: a}", "{image: a, deploy: {rollback_config: {parallelism: 2}}}"),
    ("services.*.deploy.update_config.delay", "{image: a, deploy: {update_config: {parallelism: 1}}}", "{image: a, deploy: {update_config: {delay: 5s}}}"),
    ("services.*.deploy.update_config.failure_action", "{image: a, deploy: {update_config: {parallelism: 1}}}", "{image: a, deploy: {update_config: {failure_action: rollback}}}"),
    ("services.*.deploy.update_config.max_failure_ratio", "{image: a, deploy: {update_config: {parallelism: 1}}}", "{image: a, deploy: {update_config: {max_failure_ratio: 0.5}}}"),
    ("services.*.deploy.update_config.monitor", "{image: a, deploy: {update_config: {parallelism: 1}}}", "{image: a, deploy: {update_config: {monitor: 5s}}}"),
    ("services.*.deploy.update_config.order", "{image: a, deploy: {update_config: {order: stop-first}}}", "{image: a, deploy: {update_config: {order: start-first}}}"),
    ("services.*.deploy.update_config.parallelism", "{image: a, deploy: {update_config: {parallelism: 1}}}", "{image: a, deploy: {update_config: {parallelism: 2}}}"),
    ("services.*.develop", "{image: a}", "{image: a, develop: {watch: [{path: ., action: rebuild}]}}"),
    ("services.*.device_cgroup_rules", "{image: a}", "{image: a, device_cgroup_rules: ['c 1:3 mr']}"),
    ("services.*.devices", "{image: a}", "{image: a, devices: ['/dev/ttyUSB0']}"),
    ("services.*.dns", "{image: a}", "{image: a, dns: 10.0.0.53}"),
    ("services.*.dns_opt", "{image: a}", "{image: a, dns_opt: ['ndots:1']}"),
    ("services.*.dns_search", "{image: a}", "{image: a, dns_search: a.example}"),
    ("services.*.domainname", "{image: a, hostname: h}", "{image: a, hostname: h, domainname: example.com}"),
    ("services.*.entrypoint", "{image: a}", "{image: a, entrypoint: [x]}"),
    ("services.*.environment", "{image: a}", "{image: a, environment: {A: b}}"),
    ("services.*.expose", "{image: a}", "{image: a, expose: ['80']}"),
    ("services.*.external_links", "{image: a}", "{image: a, external_links: ['a:b']}"),
    ("services.*.extra_hosts", "{image: a}", "{image: a, extra_hosts: ['a:10.0.0.1']}"),
    ("services.*.gpus", "{image: a}", "{image: a, gpus: [{count: 1}]}"),
    ("services.*.gpus[].count", "{image: a, gpus: [{count: 1}]}", "{image: a, gpus: [{count: 2}]}"),
    ("services.*.gpus[].device_ids", "{image: a, gpus: [{count: 1}]}", "{image: a, gpus: [{device_ids: ['0', '3']}]}"),
    ("services.*.gpus[].driver", "{image: a, gpus: [{count: 1}]}", "{image: a, gpus: [{count: 1, driver: amd}]}"),
    ("services.*.gpus[].options", "{image: a, gpus: [{count: 1}]}", "{image: a, gpus: [{count: 1, options: {a: b}}]}"),
    ("services.*.group_add", "{image: a}", "{image: a, group_add: ['44']}"),
    ("services.*.healthcheck", "{image: a}", "{image: a, healthcheck: {test: x}}"),
    ("services.*.healthcheck.disable", "{image: a, healthcheck: {test: x}}", "{image: a, healthcheck: {test: x, disable: true}}"),
    ("services.*.healthcheck.interval", "{image: a, healthcheck: {test: x}}", "{image: a, healthcheck: {test: x, interval: 5s}}"),
    ("services.*.healthcheck.retries", "{image: a, healthcheck: {test: x}}", "{image: a, healthcheck: {test: x, retries: 7}}"),
    ("services.*.healthcheck.test", "{image: a, healthcheck: {test: x}}", "{image: a, healthcheck: {test: y}}"),
    ("services.*.healthcheck.timeout", "{image: a, healthcheck: {test: x}}", "{image: a, healthcheck: {test: x, timeout: 7s}}"),
    ("services.*.hostname", "{image: a}", "{image: a, hostname: h}"),
    ("services.*.image", "{image: a}", "{image: b}"),
    ("services.*.init", "{image: a}", "{image: a, init: true}"),
    ("services.*.ipc", "{image: a}", "{image: a, ipc: host}"),
    ("services.*.isolation", "{image: a}", "{image: a, isolation: hyperv}"),
    ("services.*.labels", "{image: a}", "{image: a, labels: {a: b}}"),
    ("services.*.links", "services: {web: {image: a, }, db: {image: b, healthcheck: {test: x}}}", "services: {web: {image: a, links: ['db:store']}, db: {image: b, healthcheck: {test: x}}}"),
    ("services.*.logging", "{image: a}", "{image: a, logging: {driver: json-file}}"),
    ("services.*.mac_address", "{image: a}", "{image: a, mac_address: 02:42:ac:11:00:02}"),
    ("services.*.mem_limit", "{image: a}", "{image: a, mem_limit: 1g}"),
    ("services.*.mem_reservation", "{image: a}", "{image: a, mem_reservation: 1g}"),
    ("services.*.mem_swappiness", "{image: a}", "{image: a, mem_swappiness: 10}"),
    ("services.*.memswap_limit", "{image: a}", "{image: a, memswap_limit: 1g}"),
    ("services.*.models", "services: {web: {image: a}}\nmodels: {m: {model: ai/x}}", "services: {web: {image: a, models: [m]}}\nmodels: {m: {model: ai/x}}"),
    ("services.*.network_mode", "{image: a}", "{image: a, network_mode: host}"),
    ("services.*.networks", "services: {web: {image: a}, b: {image: b}}\nnetworks: {n: {}}", "services: {web: {image: a, networks: [n]}, b: {image: b}}\nnetworks: {n: {}}"),
    ("services.*.networks.*.aliases", "services: {web: {image: a, networks: {n: {}}}}\nnetworks: {n: {}}", "services: {web: {image: a, networks: {n: {aliases: [x]}}}}\nnetworks: {n: {}}"),
    ("services.*.networks.*.driver_opts", "services: {web: {image: a, networks: {n: {}}}}\nnetworks: {n: {}}", "services: {web: {image: a, networks: {n: {driver_opts: {a: b}}}}}\nnetworks: {n: {}}"),
    ("services.*.networks.*.gw_priority", "services: {web: {image: a, networks: {n: {}}}}\nnetworks: {n: {}}", "services: {web: {image: a, networks: {n: {gw_priority: 1}}}}\nnetworks: {n: {}}"),
    ("services.*.networks.*.interface_name", "services: {web: {image: a, networks: {n: {}}}}\nnetworks: {n: {}}", "services: {web: {image: a, networks: {n: {interface_name: eth7}}}}\nnetworks: {n: {}}"),
    ("services.*.networks.*.ipv4_address", "services: {web: {image: a, networks: {n: {}}}}\nnetworks: {n: {}}", "services: {web: {image: a, networks: {n: {ipv4_address: 10.0.0.9}}}}\nnetworks: {n: {}}"),
    ("services.*.networks.*.ipv6_address", "services: {web: {image: a, networks: {n: {}}}}\nnetworks: {n: {}}", r#"services: {web: {image: a, networks: {n: {ipv6_address: "fd00::9"}}}}
networks: {n: {}}"#),
    ("services.*.networks.*.link_local_ips", "services: {web: {image: a, networks: {n: {}}}}\nnetworks: {n: {}}", "services: {web: {image: a, networks: {n: {link_local_ips: [169.254.1.1]}}}}\nnetworks: {n: {}}"),
    ("services.*.networks.*.mac_address", "services: {web: {image: a, networks: {n: {}}}}\nnetworks: {n: {}}", "services: {web: {image: a, networks: {n: {mac_address: 02:42:ac:11:00:02}}}}\nnetworks: {n: {}}"),
    ("services.*.networks.*.priority", "services: {web: {image: a, networks: {n: {}}}}\nnetworks: {n: {}}", "services: {web: {image: a, networks: {n: {priority: 5}}}}\nnetworks: {n: {}}"),
    ("services.*.oom_kill_disable", "{image: a}", "{image: a, oom_kill_disable: true}"),
    ("services.*.oom_score_adj", "{image: a}", "{image: a, oom_score_adj: 500}"),
    ("services.*.pid", "{image: a}", "{image: a, pid: host}"),
    ("services.*.pids_limit", "{image: a}", "{image: a, pids_limit: 100}"),
    ("services.*.platform", "{image: a}", "{image: a, platform: linux/arm64}"),
    ("services.*.ports", "{image: a}", "{image: a, ports: ['80']}"),
    ("services.*.ports[].app_protocol", "{image: a, ports: [{target: 80}]}", "{image: a, ports: [{target: 80, app_protocol: http}]}"),
    ("services.*.ports[].host_ip", r#"{image: a, ports: [{target: 80, published: "80", mode: host}]}"#, r#"{image: a, ports: [{target: 80, published: "80", mode: host, host_ip: 10.0.0.1}]}"#),
    ("services.*.ports[].mode", r#"{image: a, ports: [{target: 80, published: "80"}]}"#, r#"{image: a, ports: [{target: 80, published: "80", mode: host}]}"#),
    ("services.*.ports[].name", "{image: a, ports: [{target: 80}]}", "{image: a, ports: [{target: 80, name: web}]}"),
    ("services.*.ports[].protocol", "{image: a, ports: [{target: 80}]}", "{image: a, ports: [{target: 80, protocol: udp}]}"),
    ("services.*.ports[].published", "{image: a, ports: [{target: 80}]}", r#"{image: a, ports: [{target: 80, published: "81"}]}"#),
    ("services.*.ports[].target", "{image: a, ports: [{target: 80}]}", "{image: a, ports: [{target: 81}]}"),
    ("services.*.post_start", "{image: a}", "{image: a, post_start: [{command: [x]}]}"),
    ("services.*.post_start[].command", "{image: a, post_start: [{command: [x]}]}", "{image: a, post_start: [{command: [y]}]}"),
    ("services.*.post_start[].environment", "{image: a, post_start: [{command: [x]}]}", "{image: a, post_start: [{command: [x], environment: {A: b}}]}"),
    ("services.*.post_start[].privileged", "{image: a, post_start: [{command: [x]}]}", "{image: a, post_start: [{command: [x], privileged: true}]}"),
    ("services.*.post_start[].user", "{image: a, post_start: [{command: [x]}]}", "{image: a, post_start: [{command: [x], user: root}]}"),
    ("services.*.post_start[].working_dir", "{image: a, post_start: [{command: [x]}]}", "{image: a, post_start: [{command: [x], working_dir: /w}]}"),
    ("services.*.pre_start", "{image: a}", "{image: a, pre_start: [{command: [x]}]}"),
    ("services.*.pre_start[].command", "{image: a, pre_start: [{command: [x]}]}", "{image: a, pre_start: [{command: [y]}]}"),
    ("services.*.pre_start[].environment", "{image: a, pre_start: [{command: [x]}]}", "{image: a, pre_start: [{command: [x], environment: {A: b}}]}"),
    ("services.*.pre_start[].image", "{image: a, pre_start: [{command: [x]}]}", "{image: a, pre_start: [{command: [x], image: b}]}"),
    ("services.*.pre_start[].per_replica", "{image: a, pre_start: [{command: [x]}]}", "{image: a, pre_start: [{command: [x], per_replica: false}]}"),
    ("services.*.pre_start[].privileged", "{image: a, pre_start: [{command: [x]}]}", "{image: a, pre_start: [{command: [x], privileged: true}]}"),
    ("services.*.pre_start[].user", "{image: a, pre_start: [{command: [x]}]}", r#"{image: a, pre_start: [{command: [x], user: "5"}]}"#),
    ("services.*.pre_start[].working_dir", "{image: a, pre_start: [{command: [x]}]}", "{image: a, pre_start: [{command: [x], working_dir: /w}]}"),
    ("services.*.pre_stop", "{image: a}", "{image: a, pre_stop: [{command: [x]}]}"),
    ("services.*.pre_stop[].command", "{image: a, pre_stop: [{command: [x]}]}", "{image: a, pre_stop: [{command: [y]}]}"),
    ("services.*.pre_stop[].environment", "{image: a, pre_stop: [{command: [x]}]}", "{image: a, pre_stop: [{command: [x], environment: {A: b}}]}"),
    ("services.*.pre_stop[].privileged", "{image: a, pre_stop: [{command: [x]}]}", "{image: a, pre_stop: [{command: [x], privileged: true}]}"),
    ("services.*.pre_stop[].user", "{image: a, pre_stop: [{command: [x]}]}", "{image: a, pre_stop: [{command: [x], user: root}]}"),
    ("services.*.pre_stop[].working_dir", "{image: a, pre_stop: [{command: [x]}]}", "{image: a, pre_stop: [{command: [x], working_dir: /w}]}"),
    ("services.*.privileged", "{image: a}", "{image: a, privileged: true}"),
    ("services.*.provider", "{image: a}", "{provider: {type: x}}"),
    ("services.*.pull_policy", "{image: a}", "{image: a, pull_policy: always}"),
    ("services.*.read_only", "{image: a}", "{image: a, read_only: true}"),
    ("services.*.restart", "{image: a, expose: ['80']}", "{image: a, restart: on-failure, expose: ['80']}"),
    ("services.*.runtime", "{image: a}", "{image: a, runtime: runsc}"),
    ("services.*.scale", "{image: a}", "{image: a, scale: 3}"),
    ("services.*.secrets", "services: {web: {image: a, secrets: []}}\nsecrets: {c: {file: ./c.txt}, d: {file: ./d.txt}}", "services: {web: {image: a, secrets: [c]}}\nsecrets: {c: {file: ./c.txt}, d: {file: ./d.txt}}"),
    ("services.*.secrets[].gid", "services: {web: {image: a, secrets: [{source: c}]}}\nsecrets: {c: {file: ./c.txt}, d: {file: ./d.txt}}", r#"services: {web: {image: a, secrets: [{source: c, gid: "5"}]}}
secrets: {c: {file: ./c.txt}, d: {file: ./d.txt}}"#),
    ("services.*.secrets[].mode", "services: {web: {image: a, secrets: [{source: c}]}}\nsecrets: {c: {file: ./c.txt}, d: {file: ./d.txt}}", "services: {web: {image: a, secrets: [{source: c, mode: 0400}]}}\nsecrets: {c: {file: ./c.txt}, d: {file: ./d.txt}}"),
    ("services.*.secrets[].source", "services: {web: {image: a, secrets: [{source: c}]}}\nsecrets: {c: {file: ./c.txt}, d: {file: ./d.txt}}", "services: {web: {image: a, secrets: [{source: d}]}}\nsecrets: {c: {file: ./c.txt}, d: {file: ./d.txt}}"),
    ("services.*.secrets[].target", "services: {web: {image: a, secrets: [{source: c}]}}\nsecrets: {c: {file: ./c.txt}, d: {file: ./d.txt}}", "services: {web: {image: a, secrets: [{source: c, target: t}]}}\nsecrets: {c: {file: ./c.txt}, d: {file: ./d.txt}}"),
    ("services.*.secrets[].uid", "services: {web: {image: a, secrets: [{source: c}]}}\nsecrets: {c: {file: ./c.txt}, d: {file: ./d.txt}}", r#"services: {web: {image: a, secrets: [{source: c, uid: "5"}]}}
secrets: {c: {file: ./c.txt}, d: {file: ./d.txt}}"#),
    ("services.*.security_opt", "{image: a}", "{image: a, security_opt: ['no-new-privileges:true']}"),
    ("services.*.shm_size", "{image: a}", "{image: a, shm_size: 64m}"),
    ("services.*.stdin_open", "{image: a}", "{image: a, stdin_open: true}"),
    ("services.*.stop_grace_period", "{image: a}", "{image: a, stop_grace_period: 5s}"),
    ("services.*.stop_signal", "{image: a}", "{image: a, stop_signal: SIGINT}"),
    ("services.*.storage_opt", "{image: a}", "{image: a, storage_opt: {size: 1g}}"),
    ("services.*.sysctls", "{image: a}", "{image: a, sysctls: {net.ipv4.tcp_syncookies: 0}}"),
    ("services.*.tmpfs", "{image: a}", "{image: a, tmpfs: /t}"),
    ("services.*.tty", "{image: a}", "{image: a, tty: true}"),
    ("services.*.ulimits", "{image: a}", "{image: a, ulimits: {nproc: 65535}}"),
    ("services.*.use_api_socket", "{image: a}", "{image: a, use_api_socket: true}"),
    ("services.*.user", "{image: a}", r#"{image: a, user: "5"}"#),
    ("services.*.userns_mode", "{image: a}", "{image: a, userns_mode: keep-id}"),
    ("services.*.uts", "{image: a}", "{image: a, uts: host}"),
    ("services.*.volumes", "services: {web: {image: a}}\nvolumes: {vol: {}}", r#"services: {web: {image: a, volumes: ["vol:/d"]}}
volumes: {vol: {}}"#),
    ("services.*.volumes[].bind.propagation", "services: {web: {image: a, volumes: [{type: bind, source: /proc, target: /p}]}}\nvolumes: {vol: {}, wol: {}}", "services: {web: {image: a, volumes: [{type: bind, source: /proc, target: /p, bind: {propagation: rslave}}]}}\nvolumes: {vol: {}, wol: {}}"),
    ("services.*.volumes[].bind.recursive", "services: {web: {image: a, volumes: [{type: bind, source: ./c.txt, target: /c}]}}\nvolumes: {vol: {}, wol: {}}", "services: {web: {image: a, volumes: [{type: bind, source: ./c.txt, target: /c, bind: {recursive: disabled}}]}}\nvolumes: {vol: {}, wol: {}}"),
    ("services.*.volumes[].bind.selinux", "services: {web: {image: a, volumes: [{type: bind, source: ./c.txt, target: /c}]}}\nvolumes: {vol: {}, wol: {}}", "services: {web: {image: a, volumes: [{type: bind, source: ./c.txt, target: /c, bind: {selinux: z}}]}}\nvolumes: {vol: {}, wol: {}}"),
    ("services.*.volumes[].consistency", "services: {web: {image: a, volumes: [{type: bind, source: ./c.txt, target: /c}]}}\nvolumes: {vol: {}, wol: {}}", "services: {web: {image: a, volumes: [{type: bind, source: ./c.txt, target: /c, consistency: cached}]}}\nvolumes: {vol: {}, wol: {}}"),
    ("services.*.volumes[].image", "services: {web: {image: a, volumes: [{type: volume, source: vol, target: /d}]}}\nvolumes: {vol: {}, wol: {}}", "services: {web: {image: a, volumes: [{type: image, source: i, target: /d, image: {subpath: s}}]}}\nvolumes: {vol: {}, wol: {}}"),
    ("services.*.volumes[].read_only", "services: {web: {image: a, volumes: [{type: volume, source: vol, target: /d}]}}\nvolumes: {vol: {}, wol: {}}", "services: {web: {image: a, volumes: [{type: volume, source: vol, target: /d, read_only: true}]}}\nvolumes: {vol: {}, wol: {}}"),
    ("services.*.volumes[].source", "services: {web: {image: a, volumes: [{type: volume, source: vol, target: /d}]}}\nvolumes: {vol: {}, wol: {}}", "services: {web: {image: a, volumes: [{type: volume, source: wol, target: /d}]}}\nvolumes: {vol: {}, wol: {}}"),
    ("services.*.volumes[].target", "services: {web: {image: a, volumes: [{type: volume, source: vol, target: /d}]}}\nvolumes: {vol: {}, wol: {}}", "services: {web: {image: a, volumes: [{type: volume, source: vol, target: /e}]}}\nvolumes: {vol: {}, wol: {}}"),
    ("services.*.volumes[].tmpfs.mode", "services: {web: {image: a, volumes: [{type: tmpfs, target: /d}]}}\nvolumes: {vol: {}, wol: {}}", "services: {web: {image: a, volumes: [{type: tmpfs, target: /d, tmpfs: {mode: 0700}}]}}\nvolumes: {vol: {}, wol: {}}"),
    ("services.*.volumes[].tmpfs.size", "services: {web: {image: a, volumes: [{type: tmpfs, target: /d}]}}\nvolumes: {vol: {}, wol: {}}", "services: {web: {image: a, volumes: [{type: tmpfs, target: /d, tmpfs: {size: 1g}}]}}\nvolumes: {vol: {}, wol: {}}"),
    ("services.*.volumes[].type", "services: {web: {image: a, volumes: [{type: volume, source: vol, target: /d}]}}\nvolumes: {vol: {}, wol: {}}", "services: {web: {image: a, volumes: [{type: tmpfs, target: /d}]}}\nvolumes: {vol: {}, wol: {}}"),
    ("services.*.volumes[].volume.labels", "services: {web: {image: a, volumes: [{type: volume, target: /d}]}}\nvolumes: {vol: {}, wol: {}}", "services: {web: {image: a, volumes: [{type: volume, target: /d, volume: {labels: {a: b}}}]}}\nvolumes: {vol: {}, wol: {}}"),
    ("services.*.volumes[].volume.nocopy", "services: {web: {image: a, volumes: [{type: volume, target: /d}]}}\nvolumes: {vol: {}, wol: {}}", "services: {web: {image: a, volumes: [{type: volume, target: /d, volume: {nocopy: true}}]}}\nvolumes: {vol: {}, wol: {}}"),
    ("services.*.volumes[].volume.subpath", "services: {web: {image: a, volumes: [{type: volume, source: vol, target: /d}]}}\nvolumes: {vol: {}, wol: {}}", "services: {web: {image: a, volumes: [{type: volume, source: vol, target: /d, volume: {subpath: s}}]}}\nvolumes: {vol: {}, wol: {}}"),
    ("services.*.volumes_from", r#"services: {web: {image: a}, b: {image: b, volumes: ["vol:/d"]}}
volumes: {vol: {}}"#, r#"services: {web: {image: a, volumes_from: [b]}, b: {image: b, volumes: ["vol:/d"]}}
volumes: {vol: {}}"#),
    ("services.*.working_dir", "{image: a}", "{image: a, working_dir: /w}"),
    ("volumes", "services: {web: {image: a}}\nvolumes: {vol: {}}", r#"services: {web: {image: a, volumes: ["vol:/d"]}}
volumes: {vol: {}}"#),
    ("volumes.*.driver", r#"services: {web: {image: a, volumes: ["vol:/d"]}}
volumes: {vol: {}}"#, r#"services: {web: {image: a, volumes: ["vol:/d"]}}
volumes: {vol: {driver: rexray}}"#),
    ("volumes.*.driver_opts", r#"services: {web: {image: a, volumes: ["vol:/d"]}}
volumes: {vol: {}}"#, r#"services: {web: {image: a, volumes: ["vol:/d"]}}
volumes: {vol: {driver_opts: {type: nfs, o: "addr=10.0.0.1", device: ":/x"}}}"#),
    ("volumes.*.external", r#"services: {web: {image: a, volumes: ["vol:/d"]}}
volumes: {vol: {}}"#, r#"services: {web: {image: a, volumes: ["vol:/d"]}}
volumes: {vol: {external: true}}"#),
    ("volumes.*.labels", r#"services: {web: {image: a, volumes: ["vol:/d"]}}
volumes: {vol: {}}"#, r#"services: {web: {image: a, volumes: ["vol:/d"]}}
volumes: {vol: {labels: {a: b}}}"#),
    ("volumes.*.name", r#"services: {web: {image: a, volumes: ["vol:/d"]}}
volumes: {vol: {}}"#, r#"services: {web: {image: a, volumes: ["vol:/d"]}}
volumes: {vol: {name: other}}"#),
];

#[test]
fn every_key_has_a_fate() {
    let missing: Vec<&str> = schema::keys()
        .iter()
        .map(|key| key.path.as_str())
        .filter(|path| fate(path).is_none())
        .collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn the_table_is_sorted_and_names_keys_only() {
    assert!(COVERAGE.windows(2).all(|pair| pair[0].0 < pair[1].0));
    let keys: HashSet<&str> = schema::keys().iter().map(|key| key.path.as_str()).collect();
    let unknown: Vec<&str> =
        COVERAGE.iter().map(|(key, _)| *key).filter(|key| !keys.contains(key)).collect();
    assert!(unknown.is_empty(), "{unknown:#?}");
}

#[test]
fn every_fate_is_what_happens() {
    let mut wrong = Vec::new();
    for (key, fate) in COVERAGE {
        let (rule, changes) = match fate {
            Fate::Loading | Fate::Needless(_) => continue,
            Fate::Translated => (None, true),
            Fate::Approximated(rule) | Fate::Reported(rule) => (Some(rule), false),
        };
        let Some((_, without, with)) = EXAMPLES.iter().find(|(path, ..)| path == key) else {
            wrong.push(format!("{key}: no example"));
            continue;
        };
        let (without, with) = (example(without), example(with));
        let (before, after) = (documents(&without), documents(&with));
        if changes && before == after {
            wrong.push(format!("{key}: the output is the same\n{}", with.findings()));
        }
        if let Some(rule) = rule {
            let count =
                |it: &Translated| it.codes().iter().filter(|code| **code == rule.code).count();
            if count(&with) <= count(&without) {
                wrong.push(format!("{key}: no {}\n{}", rule.code, with.findings()));
            }
        }
        if with.diagnostics.has_errors() {
            wrong.push(format!("{key}: {}", with.findings()));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

fn example(text: &str) -> Translated {
    let compose = if text.starts_with("services") {
        text.to_owned()
    } else {
        format!("services: {{web: {text}}}\n")
    };
    let files = [("c.txt", "first"), ("d.txt", "second"), (".env", "FROM=env")];
    support::with(&compose, &Options::default(), &files)
}

fn documents(translated: &Translated) -> Vec<u8> {
    render(&translated.output.objects).into_iter().flat_map(|file| file.bytes).collect()
}
