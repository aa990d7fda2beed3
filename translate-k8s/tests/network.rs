//! Names, ports and who reaches whom.

mod support;

use std::fmt::Write as _;

use translate_k8s::options::Expose;
use translate_k8s::{Object, Options};

#[test]
fn services_and_aliases() {
    insta::assert_snapshot!(
        support::translated(
            r"
services:
  quiet: {image: worker}
  db:
    image: postgres:17
    container_name: shop_db
    networks: {default: {aliases: [database, pool]}}
    deploy: {endpoint_mode: dnsrr}
  replica:
    image: postgres:17
    container_name: shop-replica
    networks: {default: {aliases: [pool, db], ipv4_address: 172.20.0.9}}
  app:
    image: app
    links: ['db:store']
    environment: {STORE: 'postgres://store/shop', SELF: 'http://app:9000/'}
"
        )
        .only(&["Service"])
    );
}

#[test]
fn networks_are_kept_apart() {
    insta::assert_snapshot!(
        support::translated(
            r"
services:
  proxy: {image: proxy, networks: [front], ports: ['80:80', '127.0.0.1:81:81']}
  app: {image: app, networks: [front, back], expose: ['8000']}
  db: {image: postgres:17, networks: [back]}
  guest: {image: guest, networks: [back, elsewhere]}
  alone: {image: batch, network_mode: none}
networks:
  front: {}
  back: {internal: true}
  elsewhere: {external: true}
"
        )
        .only(&["NetworkPolicy"])
    );
}

const PUBLISHED: &str = r"
services:
  web:
    image: nginx:1.29
    ports: ['8080:80', '30443:443', '53:53/udp', '127.0.0.1:9000:9000']
";

#[test]
fn ways_in() {
    for (name, expose) in [
        ("load_balancer", Expose::LoadBalancer),
        ("node_port", Expose::NodePort),
        ("ingress", Expose::Ingress),
        ("gateway", Expose::Gateway),
    ] {
        let mut options = Options::default();
        options.exposure.way = expose;
        let translated = support::with(PUBLISHED, &options, &[]);
        insta::assert_snapshot!(name, translated.only(&["Service", "Ingress", "HTTPRoute"]));
    }
}

#[test]
fn a_namespace_of_its_own() {
    let mut options = Options::default();
    options.namespace = Some("shop".to_owned());
    options.create_namespace = true;
    let text = "services:\n  web:\n    image: worker\n";
    insta::assert_snapshot!(support::with(text, &options, &[]).text());
}

#[test]
fn names_of_further_objects_do_not_collide() {
    let mut options = Options::default();
    options.exposure.way = Expose::LoadBalancer;
    let text = r#"
services:
  web: {image: web, ports: ["80:80"], networks: [back, back-egress], healthcheck: {test: x}}
  web-published: {image: b, networks: [back-egress], expose: ["81"]}
  web-ready: {image: c, networks: [back], depends_on: {web: {condition: service_healthy}}}
networks:
  back: {internal: true}
  back-egress: {}
"#;
    let translated = support::with(text, &options, &[]);
    let mut ids: Vec<String> = translated.output.objects.iter().map(Object::id).collect();
    ids.retain(|id| id.starts_with("Service/") || id.starts_with("NetworkPolicy/"));
    insta::assert_snapshot!(ids.join("\n"));
}

#[test]
fn labels_of_reverse_proxies_are_routes() {
    let text = r#"
services:
  api:
    image: api
    labels:
      traefik.http.routers.api.rule: Host(`api.example.com`) && PathPrefix(`/v1`)
      traefik.http.services.api.loadbalancer.server.port: "8080"
  site:
    image: site
    labels: {caddy: "www.example.com, example.com", caddy.reverse_proxy: "{{upstreams 3000}}"}
  odd:
    image: odd
    labels:
      traefik.http.routers.odd.rule: HostRegexp(`.+`)
      traefik.http.routers.bad.rule: Host(`odd.example.com`)
"#;
    for (name, expose) in [
        ("labels_ingress", Expose::Ingress),
        ("labels_gateway", Expose::Gateway),
        ("labels_cluster", Expose::Cluster),
    ] {
        let mut options = Options::default();
        options.exposure.way = expose;
        let translated = support::with(text, &options, &[]);
        insta::assert_snapshot!(name, translated.only(&["Ingress", "HTTPRoute"]));
    }
}

const ENCRYPTED: &str = r#"
services:
  site:
    image: site
    labels: {caddy: "www.example.com, http://old.example.com", caddy.reverse_proxy: "{{upstreams 3000}}"}
  api:
    image: api
    labels:
      traefik.http.routers.api.rule: Host(`api.example.com`)
      traefik.http.routers.api.entrypoints: web
      traefik.http.routers.secure.rule: Host(`api.example.com`)
      traefik.http.routers.secure.tls.certresolver: letsencrypt
      traefik.http.routers.v2.rule: Host(`api.example.com`) && PathPrefix(`/v2`)
      traefik.http.services.api.loadbalancer.server.port: "8080"
"#;

#[test]
fn encrypted_routes_name_their_certificates() {
    let mut options = Options::default();
    options.exposure.way = Expose::Ingress;
    options.exposure.ingress_class = Some("nginx".to_owned());
    let text =
        |options: &Options| support::with(ENCRYPTED, options, &[]).only(&["Ingress", "HTTPRoute"]);
    insta::assert_snapshot!("tls_ingress_of_labels", text(&options));
    options.exposure.cluster_issuer = Some("letsencrypt".to_owned());
    insta::assert_snapshot!("tls_ingress_of_an_issuer", text(&options));
    options.exposure.cluster_issuer = None;
    options.exposure.tls_secret = Some("wildcard".to_owned());
    options.exposure.annotations = [("a.example/redirect".to_owned(), "true".to_owned())].into();
    insta::assert_snapshot!("tls_ingress_of_a_secret", text(&options));
    options.exposure.way = Expose::Gateway;
    insta::assert_snapshot!("tls_gateway_of_a_secret", text(&options));
}

#[test]
fn host_names_of_the_settings() {
    let mut options = Options::default();
    options.exposure.way = Expose::Ingress;
    options.exposure.hosts = vec!["a.example.com".to_owned(), "b.example.com".to_owned()];
    let text = "services:\n  web: {image: web, ports: ['8080:80', '81:81']}\n  api: {image: api, expose: [90]}\n";
    insta::assert_snapshot!(support::with(text, &options, &[]).only(&["Ingress"]));
}

#[test]
fn routes_pass_the_policies() {
    let text = r#"
services:
  api: {image: api, networks: [n], labels: {caddy: a.example, caddy.reverse_proxy: "{{upstreams 3000}}"}}
  db: {image: db, networks: [m]}
networks: {n: {}, m: {}}
"#;
    let mut options = Options::default();
    let closed = support::with(text, &options, &[]).only(&["NetworkPolicy"]);
    assert!(!closed.contains("port: 3000"), "{closed}");
    options.exposure.way = Expose::Ingress;
    let open = support::with(text, &options, &[]).only(&["NetworkPolicy"]);
    assert!(open.contains("port: 3000"), "{open}");
}

/// Policies over very many services name their network, not each service.
#[test]
fn policies_of_crowded_networks_stay_small() {
    let mut text = String::from("services:\n");
    for at in 0..3000 {
        let networks = if at % 1000 == 0 { "[crowd, out]" } else { "[crowd]" };
        writeln!(text, "  service-with-a-long-name-{at}: {{image: a, networks: {networks}}}")
            .unwrap();
    }
    text += "networks: {crowd: {internal: true}, out: {external: true}}\n";
    let translated = support::translated(&text);
    assert!(!translated.codes().iter().any(|code| code.starts_with("K09")));
    insta::assert_snapshot!(translated.only(&["NetworkPolicy"]).split("\n\n").next().unwrap());
    let label = "compose2k8s.io/crowd-network: \"true\"";
    assert_eq!(translated.only(&["Deployment"]).matches(label).count(), 3000);
}

/// One name would lead to both, and policies would cut one of them off.
#[test]
fn an_alias_that_is_the_name_of_a_service_stays_its_name() {
    let text = support::translated(
        "
services:
  api: {image: real, networks: {n1: {}}}
  one: {image: x, networks: {n1: {aliases: [api]}}}
  two: {image: x, networks: {n2: {aliases: [api]}}}
  caller: {image: y, networks: {n1: {}}, environment: {U: 'http://api:80/'}}
networks: {n1: {}, n2: {}}
",
    )
    .only(&["Deployment"]);
    assert!(text.contains("value: http://api:80/"), "{text}");
}

#[test]
fn an_alias_of_two_networks_is_rewritten_to_the_service_that_is_meant() {
    let translated = support::translated(
        "
services:
  one: {image: acme/db, expose: [5432], networks: {blue: {aliases: [db]}}}
  two: {image: acme/db, expose: [5432], networks: {green: {aliases: [db]}}}
  a: {image: acme/app, networks: [blue], environment: {DB: 'tcp://db:5432/'}}
  b: {image: acme/app, networks: [green], command: [serve, 'db:5432']}
  both: {image: acme/app, networks: [blue, green], command: [serve, 'db:5432']}
networks: {blue: , green: }
",
    );
    let text = translated.only(&["Deployment"]);
    assert!(text.contains("value: tcp://one:5432/"), "{text}");
    assert!(text.contains("- two:5432") && text.contains("- db:5432"), "{text}");
    let findings = translated.findings();
    assert!(findings.contains("`db` leads to `one` and `two` from every network"), "{findings}");
}
