//! Data: named volumes, binds, configs, secrets, memory, credentials.

mod support;

use compose_model::vfs::MemoryVfs;
use insta::assert_snapshot;
use translate_k8s::Options;
use translate_k8s::options::{Apply, Binds, KubeVersion, SeedVolumes, VolumeAccess};

const STORAGE: &[&str] =
    &["PersistentVolumeClaim", "ConfigMap", "Secret", "Deployment", "DaemonSet"];

#[test]
fn a_named_volume_is_a_claim() {
    let translated = support::translated(
        "
services:
  db:
    image: postgres:17
    volumes:
      - data:/var/lib/postgresql/data
      - {type: volume, source: data, target: /backup, read_only: true, volume: {subpath: dump}}
volumes:
  data:
    labels: {tier: storage, note: two words}
",
    );
    assert_snapshot!(translated.only(STORAGE));
}

#[test]
fn pods_that_share_a_volume_meet_on_one_node() {
    let compose = "
services:
  writer:
    image: acme/writer
    volumes: [shared:/out, own:/own]
  reader:
    image: acme/reader
    volumes: [shared:/in:ro]
  agent:
    image: acme/agent
    deploy: {mode: global}
    volumes: [shared:/in:ro]
volumes:
  shared:
  own:
";
    let never = Options::default();
    let mut never = never;
    never.seed_volumes = SeedVolumes::Never;
    assert_snapshot!(support::with(compose, &never, &[]).only(STORAGE));
    let mut many = never;
    many.volume_access = VolumeAccess::ReadWriteMany;
    let text = support::with(compose, &many, &[]).only(STORAGE);
    assert!(text.contains("ReadWriteMany") && !text.contains("podAffinity"));
}

/// Docker makes all containers before it starts one, those that others depend on first.
#[test]
fn every_pod_fills_a_shared_volume_from_the_first_image() {
    let translated = support::translated(
        "
services:
  web:
    image: acme/web
    depends_on: [app]
    volumes: [site:/srv/www]
  worker:
    image: acme/app
    volumes: [site:/site:ro]
  stock:
    image: nginx:1.29
    depends_on: [web]
    volumes: [site:/usr/share/nginx/html]
  app:
    image: acme/app
    volumes: [site:/site]
  backup:
    image: acme/backup
    volumes: [data:/data]
  db:
    image: postgres:17
    volumes: [data:/var/lib/postgresql/data]
volumes: {site: , data: }
",
    );
    let text = translated.only(&["Deployment"]);
    let seeds_of = |name: &str| -> Vec<&str> {
        let own = format!("  name: {name}\nspec:\n");
        let mut deployments = text.split("kind: Deployment\n").filter(|it| it.contains(&own));
        let lines = deployments.next().expect("one of its own").lines();
        lines.filter_map(|line| line.trim().strip_prefix("name: ")?.strip_suffix("-seed")).collect()
    };
    assert_eq!(seeds_of("app"), ["app"]);
    assert_eq!(seeds_of("worker"), ["app"]);
    assert_eq!(seeds_of("web"), ["app", "web"]);
    assert_eq!(seeds_of("stock"), ["app"]);
    // A database refuses a folder in which something is.
    assert_eq!(seeds_of("db"), [""; 0]);
}

#[test]
fn a_pod_that_is_filled_from_the_image_of_another_service_can_run_it() {
    let pod = |more: &str| {
        let text = format!(
            "
services:
  web:
    image: registry.example.com/web
    volumes: [site:/site]
    x-k8s: {{imagePullSecrets: [registry]}}
  app:
    image: app
    depends_on: [web]
    volumes: [site:/site]
    {more}
volumes: {{site: }}
"
        );
        let text = support::translated(&text).only(&["Deployment"]);
        text[text.find("  name: app\n").expect("it is written")..].to_owned()
    };
    let usual = pod("");
    assert!(usual.contains("name: web-seed") && usual.contains("- name: registry"), "{usual}");
    assert!(!usual.contains("runAsNonRoot"), "{usual}");
    let demanding = pod("x-k8s: {podSecurityContext: {runAsNonRoot: true}}");
    assert!(demanding.contains("runAsNonRoot: false\n          runAsUser: 0"), "{demanding}");
    let elsewhere = pod("platform: linux/arm64");
    assert!(elsewhere.contains("name: web-seed"), "{elsewhere}");
}

#[test]
fn nothing_is_filled_from_what_does_not_run_there() {
    let text = support::translated(
        "
services:
  made:
    provider: {type: foo}
    volumes: [data:/d]
  app:
    image: app
    depends_on: [made]
    volumes: [data:/d]
  one:
    image: one
    platform: linux/arm64
    volumes: [both:/d]
  two:
    image: two
    platform: linux/amd64
    depends_on: [one]
    volumes: [both:/d]
volumes: {data: , both: }
",
    )
    .only(&["Deployment"]);
    let seeds = |name: &str| text.matches(&format!("name: {name}-seed\n")).count();
    assert_eq!([seeds("made"), seeds("app")], [0, 1], "{text}");
    // Each brings what its own image has.
    assert_eq!([seeds("one"), seeds("two")], [1, 1], "{text}");
}

#[test]
fn volumes_that_are_no_claims() {
    let mut options = Options::default();
    options.kube_version = KubeVersion::new(35);
    let translated = support::with(
        "
services:
  app:
    image: acme/app
    user: \"1000:2000\"
    shm_size: 64m
    tmpfs: [\"/run:size=4m,uid=3\"]
    volumes:
      - existing:/data
      - nfs:/nfs
      - memory:/memory
      - device:/device
      - plugin:/plugin
      - {type: image, source: acme/assets:1, target: /assets, image: {subpath: web}}
      - {type: tmpfs, target: /cache, tmpfs: {size: 1048576}}
      - {type: cluster, source: x, target: /x}
volumes:
  existing: {external: true, name: prod-data}
  nfs:
    driver_opts: {type: nfs, o: \"addr=192.0.2.1,ro,nfsvers=4\", device: \":/export\"}
  memory:
    driver_opts: {type: tmpfs, o: size=16m, device: tmpfs}
  device:
    driver_opts: {type: none, o: bind, device: /srv/device}
  plugin: {driver: rexray}
",
        &options,
        &[],
    );
    assert_snapshot!(translated.only(STORAGE));
}

#[test]
fn new_volumes_are_filled_from_the_image() {
    let translated = support::translated(
        "
services:
  app:
    build: .
    volumes:
      - assets:/app/assets
      - {type: volume, source: empty, target: /app/empty, volume: {nocopy: true}}
      - .:/app
      - /app/node_modules
  cache:
    image: acme/cache
    volumes: [/var/cache]
volumes:
  assets:
  empty:
",
    );
    assert_snapshot!(translated.only(STORAGE));
}

#[test]
fn binds_by_class() {
    let mut vfs = MemoryVfs::new([
        ("/shop/nginx.conf", "events {}\n"),
        ("/shop/conf/default.conf", "server {}\n"),
        ("/shop/conf/snippets/tls.conf", "ssl on;\n"),
        ("/shop/site/index.html", &"x".repeat(300 << 10)),
        ("/shop/db/base/1", "never read"),
    ]);
    vfs.insert_with_mode("/shop/run.sh", "#!/bin/sh\n", 0o755);
    vfs.insert("/shop/logo.bin", vec![0, 159, 146, 150]);
    let compose = "
services:
  web:
    image: nginx
    volumes:
      - ./nginx.conf:/etc/nginx/nginx.conf:ro
      - ./conf:/etc/nginx/conf.d
      - ./run.sh:/docker-entrypoint.d/run.sh:ro
      - ./logo.bin:/srv/logo.bin:ro
      - ./site:/usr/share/nginx/html:ro
      - ./missing.conf:/etc/nginx/missing.conf:ro
      - /etc/localtime:/etc/localtime:ro
      - /proc:/host/proc:ro
      - /var/run/docker.sock:/var/run/docker.sock
  db:
    image: mysql:8
    volumes: [\"./db:/var/lib/mysql\", \"./db/base:/base\"]
";
    let translated = support::with_vfs(compose, &Options::default(), vfs.clone());
    assert_snapshot!(translated.only(STORAGE));
    let mut options = Options::default();
    options.binds = Binds::HostPath;
    let text = support::with_vfs(compose, &options, vfs).only(STORAGE);
    assert!(text.contains("path: /shop/site"), "{text}");
    assert!(text.contains("claimName: db"), "data stays a claim");
}

#[test]
fn mounts_inside_a_folder_of_files_and_private_keys() {
    let translated = support::with(
        "
services:
  app:
    image: acme/app
    volumes:
      - ./app:/app:ro
      - /app/modules
      - ./extra.conf:/app/conf/extra.conf:ro
      - ./tls:/etc/tls:ro
",
        &Options::default(),
        &[
            ("app/main.js", "run()\n"),
            ("extra.conf", "a = 1\n"),
            ("tls/server.crt", "-----BEGIN CERTIFICATE-----\n"),
            ("tls/server.key", "-----BEGIN PRIVATE KEY-----\n"),
        ],
    );
    assert_snapshot!(translated.only(STORAGE));
}

#[test]
fn files_name_hosts_and_ports() {
    let translated = support::with(
        "
services:
  proxy:
    image: nginx
    volumes: [\"./nginx.conf:/etc/nginx/nginx.conf:ro\"]
    configs: [extra]
  my_app:
    image: acme/app
  api:
    image: acme/api
configs:
  extra: {content: \"upstream = api:9000\"}
",
        &Options::default(),
        &[("nginx.conf", "location / { proxy_pass http://my_app:8000; }\n# my_app\n")],
    );
    assert_snapshot!(translated.only(&["Service"]));
}

#[test]
fn a_source_tree_that_another_image_serves_is_filled_from_the_built_one() {
    let translated = support::translated(
        "
services:
  php:
    build: .
    volumes: [\".:/var/www\"]
  web:
    image: nginx
    volumes: [\".:/var/www:ro\"]
",
    );
    assert_snapshot!(translated.only(STORAGE));
}

#[test]
fn large_folders_are_split_and_large_files_refused() {
    let half = "y".repeat(100 << 10);
    let files = [("conf/a.txt", half.as_str()), ("conf/b.txt", half.as_str())];
    // Two files of 100 KiB are under the limit, but their quotes are not.
    let quotes = "\"".repeat(100 << 10);
    let with_quotes = [("conf/a.txt", quotes.as_str()), ("conf/b.txt", quotes.as_str())];
    let compose = "
services:
  app:
    image: acme/app
    volumes: [\"./conf:/etc/app:ro\"]
";
    let whole = support::with(compose, &Options::default(), &files);
    assert_eq!(whole.output.objects.iter().filter(|it| it.kind() == "ConfigMap").count(), 1);
    let split = support::with(compose, &Options::default(), &with_quotes);
    assert_eq!(split.output.objects.iter().filter(|it| it.kind() == "ConfigMap").count(), 2);
    assert!(!split.diagnostics.has_errors(), "{}", split.findings());
    assert_snapshot!("a_split_folder", split.only(&["Deployment"]));

    let large = "z".repeat(250 << 10);
    let compose = compose.replace("./conf:/etc/app", "./large.txt:/etc/large.txt");
    let refused = support::with(&compose, &Options::default(), &[("large.txt", &large)]);
    assert!(refused.diagnostics.has_errors());
    assert_snapshot!("a_large_file", refused.findings());
    let mut options = Options::default();
    options.apply = Apply::Server;
    let applied = support::with(&compose, &options, &[("large.txt", &large)]);
    assert!(!applied.diagnostics.has_errors(), "{}", applied.findings());
}

#[test]
fn configs_and_secrets_are_files_at_their_targets() {
    let translated = support::with(
        "
services:
  app:
    image: acme/app
    user: \"1000\"
    configs:
      - settings
      - {source: inline, target: /etc/app/inline.conf, mode: 0440, uid: \"5\"}
    secrets:
      - password
      - {source: password, target: other/name, mode: 0400}
      - elsewhere
      - lost
configs:
  settings: {file: ./settings.ini}
  inline: {content: \"a = 1\\n\", template_driver: golang}
secrets:
  password: {file: ./password.txt}
  elsewhere: {external: true, name: Prod_Secret}
  lost: {file: ./lost.txt}
",
        &Options::default(),
        &[("settings.ini", "[a]\nb = 1\n"), ("password.txt", "s3cr3t")],
    );
    assert_snapshot!(translated.only(STORAGE));
}

#[test]
fn inherited_volumes() {
    let translated = support::translated(
        "
services:
  base:
    image: acme/base
    container_name: base
    volumes: [data:/data, /anonymous]
  reader:
    image: acme/reader
    volumes: [other:/anonymous]
    volumes_from: [\"base:ro\", \"container:foreign\"]
volumes:
  data:
  other:
",
    );
    assert_snapshot!(translated.only(&["Deployment"]));
}

#[test]
fn credentials_go_to_a_secret() {
    let compose = "
services:
  app:
    image: acme/app
    environment:
      DATABASE_URL: postgres://app:$$ecret@db/app
      API_TOKEN: $$(x)
      PLAIN: value
      DB_PASSWORD_FILE: /run/secrets/db
";
    assert_snapshot!(support::translated(compose).only(&["Secret", "Deployment"]));
    let mut options = Options::default();
    options.detect_credentials = false;
    options.secret_env = vec!["app.PLAIN".to_owned()];
    let text = support::with(compose, &options, &[]).only(&["Secret"]);
    assert!(text.contains("PLAIN: dmFsdWU="), "{text}");
    assert!(!text.contains("API_TOKEN"), "{text}");
}
