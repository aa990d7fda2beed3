//! What the stages behind the merge make of small projects: the printed project and the findings.

use super::describe;
use crate::env::MapEnv;
use crate::load::{Options, load};
use crate::model::Dollars;
use crate::vfs::MemoryVfs;

/// Loads each text as `/app/shop/compose.yaml` and shows it with what comes of it.
fn tell(stories: &[&str]) -> String {
    stories.iter().map(|text| told(text, Options::default())).collect()
}

fn told(text: &str, options: Options) -> String {
    let vfs = MemoryVfs::new([
        ("/app/shop/compose.yaml", text),
        ("/app/shop/web.env", "FROM_FILE=1\nSHARED=file\n"),
    ]);
    let env = MapEnv::new([("HOME", "/home/me"), ("SET", "set"), ("EMPTY", "")]);
    let options = Options { working_dir: "/app/shop".to_owned(), ..options };
    let loaded = load(&vfs, &env, &options);
    let findings = loaded.diagnostics.iter().map(|d| {
        let related = d.related.iter().map(|label| {
            let (_, at) = loaded.sources.locate(label.span);
            format!("\n  {}:{} {}", at.line, at.column, label.text)
        });
        let help = d.help.iter().map(|help| format!("\n  help: {help}"));
        format!("{}{}\n", describe(d, &loaded.sources), related.chain(help).collect::<String>())
    });
    let mut told = format!("{}\n---\n{}", text.trim_end(), findings.collect::<String>());
    if !loaded.diagnostics.has_errors() {
        let project = loaded.project.expect("a project where there is no error");
        told.push_str(&project.to_yaml(Dollars::Doubled).expect("YAML"));
    }
    told + "===\n"
}

/// Compares with the snapshot of the calling test.
macro_rules! check {
    ($told:expr) => {
        insta::with_settings!({ omit_expression => true }, { insta::assert_snapshot!($told) })
    };
}

#[test]
fn short_forms_become_long_ones() {
    check!(&tell(&[
        "services: {a: {image: i, ports: [80, '127.0.0.1:8080:80/udp', '9000-9001:90-91']}}",
        "services: {a: {image: i, volumes: [/anon, './b:/b:ro,z', './c:/c:nocopy', 'named:/n/../m:nocopy']}}\nvolumes: {named: }",
        "services: {a: {image: i, depends_on: [b]}, b: {image: i, networks: [x, default]}}\nnetworks: {x: }",
        "services:\n  a:\n    build: ./src\n    env_file: web.env\n    dns: 1.1.1.1\n    gpus: all\n    devices: [/dev/a, '/dev/b:/c:r']",
        "services:\n  a:\n    build: {context: ., ssh: [default, k=~/key], additional_contexts: [x=./y], provenance: true}",
        "services: {a: {image: i, secrets: [s], configs: [c]}}\nsecrets: {s: {external: {name: n}}}\nconfigs: {c: {content: x}}",
    ]));
}

#[test]
fn short_forms_that_cannot_be_read() {
    check!(&tell(&[
        "services: {a: {image: i, ports: ['80:80/http', '1-2:3-5', '99999']}}",
        "services: {a: {image: i, volumes: ['a::b', 'a:b:c:d']}}",
        "services: {a: {image: i, devices: ['a:b:c:d']}}",
        "services: {a: {build: {context: ., ssh: [key]}}}",
        "services: {a: {image: i, networks: [n]}}\nnetworks: {n: {name: a, external: {name: b}}}",
    ]));
}

#[test]
fn values_are_converted() {
    check!(&tell(&[
        "services: {a: {image: i, cpus: 0.5, cpu_shares: '512', mem_limit: 1.5gb, shm_size: 64, attach: 'false', stop_grace_period: 90s}}",
        "services: {a: {image: i, environment: {I: 1, F: 1.0, E: 1e6, B: true, N: , S: yes, O: 010}, labels: [a, b=c=d]}}",
        "services: {a: {image: i, command: \"sh -c 'a b' \\\"\\\"\", entrypoint: '', healthcheck: {test: curl x, interval: 1m30s}}}",
        "services: {a: {image: i, extra_hosts: ['b=1.1.1.1', 'a:::1', 'b=2.2.2.2'], ulimits: {nofile: 5, core: {soft: 1, hard: '2'}, cpu: 0}}}",
        "services: {a: {image: i, secrets: [{source: s, mode: 0440, uid: '1'}]}}\nsecrets: {s: {file: ./s}}",
        "services: {a: {provider: {type: db, options: {size: 5, names: [a, 1, true], none: []}}}}",
        "services: {a: {image: i, x-b: {z: 1.0, a: [2001-12-14, ~]}, deploy: {replicas: 2, placement: {}}}}\nx-top: 1",
    ]));
}

#[test]
fn values_that_cannot_be_used() {
    check!(&tell(&[
        "services: {a: {image: i, attach: 'maybe', mem_limit: 1gg, stop_grace_period: '10', cpus: a lot}}",
        "services: {a: {image: i, healthcheck: {retries: -1, interval: 5 s}, command: 'a \"b'}}",
        "services: {a: {image: i, environment: ['A =1'], extra_hosts: [a]}}",
        "services: {a: {image: i, volumes: [{type: tmpfs, target: /t, tmpfs: {mode: '0700'}}]}}",
        "services: {a: {image: i, secrets: [{source: s, mode: '09'}], group_add: [1.5]}}\nsecrets: {s: {file: s}}",
        "services: {a: {build: {context: ., ulimits: {m: '7', n: 7}}, ulimits: {a: 1e3, b: {soft: 1.0, hard: '2'}, c: 18446744073709551615}}}",
    ]));
}

#[test]
fn quirks_are_kept_and_told() {
    check!(&tell(&[
        "services: {a: {image: i, volumes: ['v:/data', 'd:/x:ro', './c:/c:cached']}}",
        "services: {a: {image: i, command: nginx -t && nginx 2>/dev/null}}",
        "services: {a: {image: i, environment: {x-a: 1, B: 2}, labels: {x-l: 1}}}",
        "services: {a: {image: i, mem_limit: 1e9, cpu_shares: 1.5, pids_limit: 1e20}}",
        "services: {a: {image: i, ports: ['8-11:8-11']}}",
        "services: {a: {image: i, configs: [{source: c, mode: 440}]}}\nconfigs: {c: {content: x}}",
        "services: {a: {image: i, blkio_config: {weight: 70000}, attach: yes}}",
        "services: {a: {image: i, environment: {V: 1.10, U: 022, D: 2001-12-14, B: True, OK: 12}}}",
        "services: {a: {image: i, mem_limit: 1g, deploy: {resources: {limits: {pids: 5}}}}}",
    ]));
}

#[test]
fn what_is_implied_is_written_out() {
    check!(&tell(&[
        "services:\n  a: {image: i, links: ['b:x'], network_mode: 'service:c', volumes_from: [d, 'container:e']}\n  b: {image: i}\n  c: {image: i}\n  d: {image: i}",
        "services:\n  a: {build: {args: [SET, UNSET, A=1]}, pull_policy: if_not_present, environment: [SET, UNSET]}",
        "services:\n  a: {image: i, pre_start: [{command: x}, {command: y, image: j}], networks: {}}",
        "services: {a: {image: i, networks: [n, m], volumes: ['vol:/v']}}\nnetworks: {n: , m: {external: true}}\nvolumes: {vol: {name: own}, unused: }",
        "services: {a: {image: i, volumes: [{type: bind, source: a, target: /a/, bind: {}}], gpus: [{driver: x}], secrets: [{source: s}]}}\nsecrets: {s: {environment: SET}}",
    ]));
}

#[test]
fn paths_are_absolute() {
    check!(&tell(&[
        "services:\n  a: {build: ../a, volumes: ['~/x:/x', './y:/y', 'C:\\z:/z'], env_file: [{path: none.env, required: false}]}",
        "services:\n  a: {build: 'https://x.y/z.git'}\n  b: {build: {context: 'git@x:y', additional_contexts: {c: 'docker-image://d', e: ../e}}}",
        "services: {a: {image: i, configs: [c], volumes: ['vol:/v']}}\nconfigs: {c: {file: ./c}}\nvolumes: {vol: {driver: local, driver_opts: {o: bind, type: none, device: ./d}}}",
        "services: {a: {image: i, develop: {watch: [{path: ./src, action: rebuild}]}}}",
    ]));
}

#[test]
fn what_contradicts_itself() {
    check!(&tell(&[
        "services: {a: {image: i, volumes: ['vol:/v']}}\nvolumes: {vol: {external: true, driver: d}}",
        "services: {a: {image: i, configs: [c], secrets: [s]}}\nconfigs: {c: {file: c, content: x}}\nsecrets: {s: {name: n}}",
        "services: {a: {image: i, ports: [{target: 80, host_ip: nowhere}], gpus: [{count: 1, device_ids: ['0']}]}}",
        "services: {a: {image: i, volumes: [{type: bind, target: /a}]}}",
        "services: {a: {build: {context: ., dockerfile: D, dockerfile_inline: FROM x, platforms: [p/q]}, platform: r/s}}",
        "services: {a: {image: i, network_mode: host, networks: [n]}}\nnetworks: {n: }",
        "services: {a: {image: i, scale: 2, container_name: one, deploy: {replicas: 3}}}",
        "services: {a: {image: i, mem_limit: 1g, cpus: 1, deploy: {resources: {limits: {cpus: '2'}}}}}",
        "services: {a: {image: i, healthcheck: {test: [curl, x]}, develop: {watch: [{path: ., action: sync}]}}}",
        "services:\n  a: {image: i, container_name: same}\n  b: {image: i, container_name: same}",
        "services: {a: {ports: ['80:80']}}",
    ]));
}

#[test]
fn names_that_nothing_declares() {
    check!(&tell(&[
        "services: {web: {image: i, networks: [frnt], volumes: ['dta:/d'], secrets: [x], configs: [{target: y}], models: [m]}}\nnetworks: {front: }\nvolumes: {data: }",
        "services:\n  web: {image: i, depends_on: [dbb, wbe]}\n  db: {image: i}",
        "services:\n  web: {image: i, depends_on: {db: {condition: service_started, required: false}, dc: {condition: service_started}}}\n  db: {image: i, profiles: [p]}\n  dc: {image: i, profiles: [q]}",
        "services:\n  web: {image: i, depends_on: [cahce]}\n  cache: {image: i, profiles: [p]}",
        "services:\n  web: {build: {context: ., additional_contexts: {a: 'service:db', b: 'service:none'}}}\n  db: {image: i}",
        "services:\n  c: {image: i, depends_on: [a]}\n  a: {image: i, links: [b]}\n  b: {image: i, depends_on: [c, b]}",
    ]));
}

#[test]
fn profiles_and_selected_services() {
    let text = "services:\n  a: {image: i}\n  b: {image: i, profiles: [p], depends_on: [a]}\n  c: {image: i, profiles: [q], networks: [n]}\nnetworks: {n: }";
    let with = |profiles: &[&str], services: &[&str]| {
        let owned = |names: &[&str]| names.iter().map(ToString::to_string).collect();
        let options =
            Options { profiles: owned(profiles), services: owned(services), ..Options::default() };
        format!("{profiles:?} {services:?}\n{}", told(text, options))
    };
    check!(
        &[
            with(&[], &[]),
            with(&["p"], &[]),
            with(&["*"], &[]),
            with(&[], &["b"]),
            with(&[], &["d"]),
            with(&["*"], &["?", "d*"])
        ]
        .concat()
    );
}

#[test]
fn ranges_of_ports_count_against_the_limit() {
    let text = "services: {a: {image: i, ports: ['1-1000:1-1000', '2001-3000:2001-3000', '80']}}";
    let limits = crate::load::Limits { nodes: 8_000, ..crate::load::Limits::default() };
    let told = told(text, Options { limits, ..Options::default() });
    let finding = "C0105 compose.yaml:1:51 the project has more than 8000 values";
    assert!(told.lines().any(|line| line == finding), "{told}");
}
