//! One project an area: the stack and the findings as snapshots, and docker as a reader of each.

mod support;

use support::{docker, translated};
use translate_swarm::Options;
use translate_swarm::options::LoopbackPorts;

fn check(name: &str, compose: &str, options: &Options) {
    let translated = translated(compose, options);
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, translated.summary());
    });
    if translated.errors().is_empty() {
        docker::must_accept(name, &translated.translation.files);
    }
}

fn newest() -> Options {
    let mut options = Options::default();
    options.docker_version = "28.0".parse().expect("a release");
    options
}

#[test]
fn restart_and_jobs() {
    let compose = "\
services:
  absent: {image: 'a:1'}
  never: {image: 'a:1', restart: 'no'}
  always: {image: 'a:1', restart: always}
  stopped: {image: 'a:1', restart: unless-stopped}
  failure: {image: 'a:1', restart: 'on-failure:3'}
  policy:
    image: a:1
    restart: always
    deploy: {restart_policy: {condition: on-failure, delay: 90s, max_attempts: 2, window: 1d}}
  everywhere: {image: 'a:1', scale: 2, deploy: {mode: global}}
  job: {image: 'a:1', deploy: {mode: replicated-job, update_config: {parallelism: 1}}}
  migrate: {image: 'a:1'}
  seed: {image: 'a:1', depends_on: {migrate: {condition: service_completed_successfully}}}
  once: {image: 'a:1', restart: 'no', depends_on: {seed: {condition: service_completed_successfully}}}
  app:
    image: a:1
    depends_on:
      once: {condition: service_completed_successfully}
";
    check("restart-and-jobs", compose, &Options::default());
    check("restart-and-jobs-docker-28", compose, &newest());
}

#[test]
fn updates_and_placement() {
    let compose = "\
services:
  a:
    image: a:1
    platform: linux/arm64/v8
    deploy:
      replicas: 3
      labels: {com.example.team: web}
      endpoint_mode: dnsrr
      update_config: {parallelism: 2, delay: 10s, failure_action: rollback, monitor: 1m30s, max_failure_ratio: 0.1, order: start-first}
      rollback_config: {parallelism: 0}
      placement:
        constraints: ['node.role == worker', node.labels.disk=ssd]
        preferences: [{spread: node.labels.zone}]
        max_replicas_per_node: 1
    ports: ['80:80']
";
    check("updates-and-placement", compose, &Options::default());
}

#[test]
fn commands() {
    let compose = "\
services:
  words: {image: 'a:1', command: serve --name 'two words' $$HOME}
  argv: {image: 'a:1', entrypoint: [], command: [run, '--all']}
  cleared: {image: 'a:1', entrypoint: []}
  own: {image: 'a:1', command: []}
  both: {image: 'a:1', entrypoint: /entry.sh, command: [a, b], working_dir: /w, user: '1000'}
  waits:
    image: a:1
    command: [sh, -c, exec server]
    depends_on:
      db: {condition: service_healthy}
      migrate: {condition: service_completed_successfully}
      both: {condition: service_started}
  cannot-wait:
    image: a:1
    depends_on: {db: {condition: service_healthy, restart: true}}
  migrate: {image: 'a:1', restart: 'no'}
  db:
    image: a:1
    healthcheck: {test: 'test \"$$X\" = 1', interval: 1d, start_interval: 5s, retries: 3}
";
    check("commands", compose, &Options::default());
}

#[test]
fn networks_and_names() {
    let compose = "\
services:
  Web.App:
    image: a:1
    container_name: shop-web
    networks: [front]
  db:
    image: a:1
    networks:
      front: {aliases: [sql], ipv4_address: 10.7.0.5, driver_opts: {com.example.x: '1'}}
      back: {}
  app: {image: 'a:1', networks: [front, back], links: ['db:database', 'Web.App']}
  host: {image: 'a:1', network_mode: host, ports: ['90:90']}
  bridged: {image: 'a:1', network_mode: bridge}
  alone: {image: 'a:1', network_mode: none}
  vpn-user: {image: 'a:1', network_mode: 'service:db'}
  outside: {image: 'a:1', networks: [proxy], external_links: [legacy]}
networks:
  front:
    driver: bridge
    driver_opts: {com.docker.network.bridge.enable_icc: 'false', com.docker.network.driver.mtu: '1400'}
    enable_ipv6: true
    ipam:
      options: {foo: bar}
      config:
        - {subnet: 10.7.0.0/16, gateway: 10.7.0.1, ip_range: 10.7.5.0/24}
        - {subnet: 'fd00::/64'}
  back: {internal: true, attachable: false, name: shared-back, labels: {a: b}}
  proxy: {external: true}
  unused: {driver: macvlan}
";
    check("networks-and-names", compose, &Options::default());
    check("networks-and-names-docker-28", compose, &newest());
}

#[test]
fn ports() {
    let compose = "\
services:
  web:
    image: a:1
    ports:
      - '80'
      - '8080:80/udp'
      - '9000-9002:9000-9002'
      - '7000-7010:70'
      - '127.0.0.1:5432:5432'
      - '[::1]:5433:5433'
      - '192.0.2.7:5434:5434'
      - '0.0.0.0:81:81'
      - '[::]:82:82'
      - {target: 443, published: '443', mode: host, name: https, app_protocol: http}
  same: {image: 'a:1', ports: ['81:8081']}
  bound: {image: 'a:1', ports: ['99:99'], networks: [local]}
networks:
  local: {driver_opts: {com.docker.network.bridge.host_binding_ipv4: 127.0.0.1}}
";
    check("ports", compose, &Options::default());
    let mut options = Options::default();
    options.loopback_ports = LoopbackPorts::Publish;
    check("ports-published", compose, &options);
}

#[test]
fn mounts() {
    let compose = "\
services:
  a:
    image: a:1
    shm_size: 64m
    tmpfs: ['/run', '/tmp:size=4m,mode=0700,exec']
    volumes:
      - data:/data
      - /anonymous
      - ./page.txt:/etc/page.txt:ro
      - ./start:/start:ro
      - ./key.pem:/key.pem:ro
      - ./data:/srv/data:z
      - ./missing:/missing
      - /etc/localtime:/etc/localtime:ro
      - /mnt/disk:/mnt/disk
      - {type: volume, source: data, target: /part, volume: {subpath: a/b, nocopy: true, labels: {x: y}}}
      - {type: tmpfs, target: /cache, tmpfs: {size: 1m, mode: 0o700}}
      - {type: bind, source: ./data, target: /slave, bind: {propagation: rslave, create_host_path: false}}
      - {type: image, source: 'b:1', target: /image}
    deploy: {replicas: 2}
  b: {image: 'a:1', volumes_from: ['a:ro', 'container:legacy'], volumes: ['./page.txt:/p:ro']}
  c: {image: 'a:1', volumes: ['data:/x', 'bound:/y', 'nfs:/z', 'own:/w', 'there:/v']}
volumes:
  data: {}
  bound: {driver: local, driver_opts: {type: none, o: bind, device: ./data}}
  nfs: {driver_opts: {type: nfs, o: 'addr=10.0.0.1', device: ':/x'}}
  own: {name: own-name, driver: rexray, labels: {a: b}}
  there: {external: true, name: is-there}
";
    check("mounts", compose, &Options::default());
    let mut options = newest();
    options.bind_root = Some("/mnt/shop/".to_owned());
    check("mounts-docker-28-bind-root", compose, &options);
}

#[test]
fn the_advised_constraint_keeps_a_volume_on_its_node() {
    let finding = |constraint: &str| {
        let compose = format!(
            "services:\n  a:\n    image: a:1\n    restart: always\n    volumes: ['data:/data']\n    \
             deploy: {{placement: {{constraints: ['{constraint}']}}}}\nvolumes:\n  data: {{}}\n"
        );
        translated(&compose, &Options::default()).has("S0401")
    };
    assert!(finding("node.role==manager"));
    assert!(finding("node.hostname!=a"));
    assert!(!finding("node.hostname == a"));
    assert!(!finding("node.labels.shop.data == true"));
}

#[test]
fn configs_and_secrets() {
    let compose = "\
services:
  a:
    image: a:1
    configs:
      - page
      - {source: inline, target: /etc/inline, mode: 0440, uid: '5', gid: '6'}
      - {source: start, target: /start}
      - there
    secrets:
      - password
      - {source: key, target: /key, mode: 0400}
      - vault
    credential_spec: {config: inline}
  b: {image: 'a:1', configs: [page], secrets: [{source: password, target: other}]}
  twice: &twice
    image: a:1
    configs: [inline, {source: inline, target: /b, mode: 0440}, there, {source: there, target: /t}]
    secrets: [key, {source: key, target: /c, mode: 0400}]
  again: *twice
configs:
  page: {file: ./page.txt, labels: {a: b}, template_driver: golang}
  inline: {content: 'price: $$5'}
  start: {file: ./start, name: starter}
  there: {external: true, name: is-there}
secrets:
  password: {environment: API_KEY}
  key: {file: ./key.pem}
  vault: {external: true}
";
    check("configs-and-secrets", compose, &Options::default());
}

#[test]
fn names_before_a_task_is_healthy() {
    let compose = "\
services:
  web: {image: 'a:1', healthcheck: {test: curl -f http://web/}}
  kafka:
    image: a:1
    container_name: broker
    environment: {LISTENERS: 'PLAINTEXT://broker:9092'}
    healthcheck: {test: [CMD, check]}
  named: {image: 'a:1', hostname: other, healthcheck: {test: [CMD, check, -h, named]}}
  same: {image: 'a:1', hostname: same, healthcheck: {test: [CMD, check, -h, same]}}
  local: {image: 'a:1', healthcheck: {test: curl -f http://localhost/}}
  unchecked: {image: 'a:1', command: 'serve unchecked:80'}
  check: {image: 'a:1', healthcheck: {test: [CMD, check, ready]}}
  ready: {image: 'a:1', healthcheck: {test: ready now}}
  off: {image: 'a:1', command: 'serve off:80', healthcheck: {disable: true}}
  node: {image: 'a:1', network_mode: host, healthcheck: {test: [CMD, check, node]}}
";
    check("names-before-a-task-is-healthy", compose, &Options::default());
}

#[test]
fn volumes_that_several_images_could_fill() {
    let compose = "\
services:
  web:
    image: nginx:1.29
    depends_on: [app]
    volumes: ['site:/usr/share/nginx/html', 'media:/media', 'logs:/logs:ro']
  app: {image: 'a:1', volumes: ['site:/site', 'media:/app/media', 'logs:/app/logs']}
  worker: {image: 'a:1', depends_on: [app], volumes: ['logs:/app/logs:ro']}
  unrelated: {image: 'b:1', volumes: ['logs:/in:ro']}
volumes: {site: , media: , logs: }
";
    check("volumes-that-several-images-could-fill", compose, &Options::default());
}

#[test]
fn contents_that_swarm_refuses() {
    let compose = "\
services:
  a:
    image: a:1
    configs: [empty, large, missing, folder]
    secrets: [unset]
configs:
  empty: {file: ./empty.txt}
  large: {file: ./large.bin}
  missing: {file: ./nowhere}
  folder: {file: ./data}
secrets:
  unset: {environment: NOT_SET}
";
    check("contents-that-swarm-refuses", compose, &Options::default());
}

#[test]
fn variables_and_labels() {
    let compose = "\
services:
  a:
    image: a:1
    hostname: '{{.Node.Hostname}}-{{.Task.Slot}}'
    domainname: example.org
    environment:
      PRICE: $$5
      EMPTY: ''
      HTTP_PROXY: ''
      UNSET:
      FORMAT: '{{ .Name }}'
      YES: 'yes'
      NUMBER: 010
    labels: {traefik.enable: 'true', plain: $$x}
    extra_hosts: ['db:10.0.0.1', 'six=fd00::1', 'gateway:host-gateway']
    dns: [10.0.0.53]
    dns_search: [corp.example]
    dns_opt: [ndots:2]
    logging: {driver: json-file, options: {max-size: 10m, max-file: 3}}
";
    check("variables-and-labels", compose, &Options::default());
}

#[test]
fn resources_and_security() {
    let compose = "\
services:
  a:
    image: a:1
    cpus: 0.1
    mem_limit: 1.5g
    mem_reservation: 1000
    pids_limit: 100
    privileged: true
    security_opt: ['no-new-privileges:true', 'seccomp=unconfined']
    pid: host
    ipc: private
    runtime: runsc
    devices: ['/dev/kvm']
    cap_add: [NET_ADMIN]
    cap_drop: [ALL]
    sysctls: {net.core.somaxconn: 1024}
    ulimits: {nofile: {soft: 1, hard: 2}, nproc: 3}
    group_add: [video]
    oom_score_adj: 100
    stop_grace_period: 1m30s
    stop_signal: SIGINT
    init: true
    read_only: true
    tty: true
    stdin_open: true
    storage_opt: {size: 1G}
    post_start: [{command: [touch, /x]}]
  b:
    image: a:1
    cpu_quota: 25000
    gpus: all
    deploy:
      resources:
        limits: {cpus: '2', memory: 64M, pids: -1}
        reservations:
          cpus: '0.25'
          memory: 32M
          devices: [{capabilities: [gpu], device_ids: ['0', '3']}, {capabilities: [tpu]}]
          generic_resources: [{discrete_resource_spec: {kind: SSD, value: 2}}]
";
    check("resources-and-security", compose, &Options::default());
    check("resources-and-security-docker-28", compose, &newest());
}

#[test]
fn services_that_are_left_out() {
    let compose = "\
services:
  made: {provider: {type: cloud}}
  tools: {image: 'a:1', profiles: [debug]}
  app: {image: 'a:1', restart: always, depends_on: [made]}
";
    check("services-that-are-left-out", compose, &Options::default());
}

#[test]
fn images() {
    let compose = "\
services:
  built: {build: ./web}
  args:
    build: {context: ./web, dockerfile: Dockerfile.prod, target: final, args: {A: 'x y', B: }, platforms: [linux/amd64]}
  inline: {build: {context: ., dockerfile_inline: FROM scratch}}
  named: {build: ., image: 'ghcr.io/acme/named:2', pull_policy: build}
  made: {provider: {type: cloud}, depends_on: [built]}
";
    let mut options = Options::default();
    check("images", compose, &options);
    options.registry = Some("registry.example.com:5000/acme".to_owned());
    options.tag = Some("1.4".to_owned());
    options.stack_name = Some("prod".to_owned());
    check("images-with-registry", compose, &options);
}

#[test]
fn the_build_commands_are_told() {
    let compose = "\
services:
  args:
    build: {context: ./web, dockerfile: Dockerfile.prod, target: final, args: {A: 'x y'}, platforms: [linux/amd64]}
  inline: {build: {context: ., dockerfile_inline: FROM scratch}}
  labelled: {image: example/labelled, build: {context: ., labels: {a: b}}}
  remote: {build: 'https://github.com/acme/tool.git#main'}
  remote-file: {build: {context: 'https://github.com/acme/tool.git', dockerfile: docker/Dockerfile}}
  everywhere:
    image: example/everywhere:2
    build: {context: ., platforms: [linux/amd64, linux/arm64], tags: ['example/everywhere:2', 'example/everywhere:latest']}
  tagged: {image: example/tagged, build: {context: ., tags: ['example/tagged:1']}}
";
    let mut options = Options::default();
    options.registry = Some("ghcr.io/acme".to_owned());
    let translated = translated(compose, &options);
    let notes: Vec<_> = translated.findings().flat_map(|finding| &finding.notes).collect();
    assert_eq!(
        notes,
        [
            "docker build -t ghcr.io/acme/shop-args -f web/Dockerfile.prod --target final \
             --platform linux/amd64 --build-arg 'A=x y' web",
            "docker push ghcr.io/acme/shop-args",
            "docker compose build inline",
            "docker tag shop-inline ghcr.io/acme/shop-inline",
            "docker push ghcr.io/acme/shop-inline",
            "docker compose build labelled",
            "docker push example/labelled",
            "docker build -t ghcr.io/acme/shop-remote 'https://github.com/acme/tool.git#main'",
            "docker push ghcr.io/acme/shop-remote",
            "docker build -t ghcr.io/acme/shop-remote-file -f docker/Dockerfile \
             https://github.com/acme/tool.git",
            "docker push ghcr.io/acme/shop-remote-file",
            "docker buildx build --push -t example/everywhere:2 -t example/everywhere:latest \
             --platform linux/amd64,linux/arm64 .",
            "docker build -t example/tagged -t example/tagged:1 .",
            "docker push example/tagged",
            "docker push example/tagged:1",
        ]
    );
}
