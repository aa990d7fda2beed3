//! `x-k8s`: what is understood, and what is said about the rest.

#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

#[test]
fn mistakes_are_found_at_every_depth() {
    insta::assert_snapshot!(
        support::translated(
            r#"
services:
  web:
    image: nginx:1.29
    ports:
      - target: 80
        published: "8080"
        x-k8s: {nodePort: high, hots: shop.example.com}
    volumes: [data:/data]
    x-k8s:
      kind: StatefullSet
      replica: 2
      replicas: -1
      suspend: maybe
      autoscaling: [1, 2]
      livenessProbe: {httpGet: {path: /, prt: 80}}
      readinessProbe: true
      startupProbe: {tcpSocket: {port: 80}, periodSeconds: soon}
      tolerations: [{key: 7, operator: Exists}, {kee: a}]
      resources: {limits: {cpu: 0.5, memory: 64Mi}, requests: {cpu: [1]}}
      affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: {}}}}
      imagePullSecrets: [registry, {name: other}, {nam: third}]
      labels: [a=b]
      patches: [{target: {kinds: Deployment}, patch: no}]
volumes:
  data:
    x-k8s: {size: large, accessMode: Anyone, subPath: ../up, storageClass: fast}
x-k8s:
  expose: everything
  objects: [one]
"#
        )
        .findings()
    );
}

/// Variables are texts, whatever they hold.
#[test]
fn texts_are_taken_as_numbers_where_one_is_wanted() {
    let translated = support::translated(
        r#"
services:
  web:
    image: nginx:1.29
    x-k8s:
      replicas: "2"
      suspend: "false"
      livenessProbe: {tcpSocket: {port: "80"}, periodSeconds: "5"}
      resources: {limits: {cpu: 2, memory: "64Mi"}}
      podAnnotations: {prometheus.io/port: 9090, empty: null}
"#,
    );
    let wrong = ["K0810", "K0811"];
    assert!(
        translated.codes().iter().all(|code| !wrong.contains(code)),
        "{}",
        translated.findings()
    );
}

fn objects(compose: &str) -> Vec<String> {
    let translated = support::translated(compose);
    assert!(!translated.diagnostics.has_errors(), "{}", translated.findings());
    translated.output.objects.iter().map(translate_k8s::Object::id).collect()
}

/// The value at a path in the only object of a kind and name.
fn value(translated: &support::Translated, id: &str, pointer: &str) -> serde_json::Value {
    let object = translated.output.objects.iter().find(|object| object.id() == id);
    let object = object.unwrap_or_else(|| panic!("no {id}: {}", translated.findings()));
    let value = serde_json::to_value(object).unwrap();
    value.pointer(pointer).cloned().unwrap_or_default()
}

#[test]
fn options_win_over_the_project_and_services_over_options() {
    let compose = "
services:
  web: {image: nginx, ports: ['8080:80']}
  api: {image: nginx, ports: ['8081:80'], x-k8s: {expose: loadbalancer}}
x-k8s: {namespace: from-file, expose: ingress, domain: example.com, storage: {size: 9Gi}}
";
    let plain = support::translated(compose);
    assert_eq!(value(&plain, "Deployment/web", "/metadata/namespace"), "from-file");
    assert_eq!(value(&plain, "Ingress/web", "/spec/rules/0/host"), "web.example.com");
    assert_eq!(value(&plain, "Service/api-published", "/spec/type"), "LoadBalancer");
    let mut options = translate_k8s::Options::default();
    options.namespace = Some("from-option".to_owned());
    options.exposure.way = translate_k8s::options::Expose::NodePort;
    let told = support::with(compose, &options, &[]);
    assert_eq!(value(&told, "Deployment/web", "/metadata/namespace"), "from-option");
    assert_eq!(value(&told, "Service/web-published", "/spec/type"), "NodePort");
    assert_eq!(value(&told, "Service/api-published", "/spec/type"), "LoadBalancer");
}

#[test]
fn names_pods_and_claims_are_as_the_settings_say() {
    let translated = support::translated(
        "
services:
  shop_db: {image: postgres, volumes: ['data:/var/lib/postgresql/data'], x-k8s: {name: database}}
  web: {image: nginx, environment: {DB_HOST: shop_db}, x-k8s: {pod: front}}
  side: {image: acme/side, x-k8s: {pod: front}}
volumes:
  data: {x-k8s: {existingClaim: old.claim}}
",
    );
    let ids: Vec<_> = translated.output.objects.iter().map(translate_k8s::Object::id).collect();
    assert_eq!(
        ids,
        [
            "Service/database",
            "Service/web",
            "Service/side",
            "Deployment/database",
            "Deployment/web"
        ]
    );
    let containers = "/spec/template/spec/containers";
    assert_eq!(value(&translated, "Deployment/web", containers).as_array().unwrap().len(), 2);
    let env = "/spec/template/spec/containers/0/env/0/value";
    assert_eq!(value(&translated, "Deployment/web", env), "database");
    let claim = "/spec/template/spec/volumes/0/persistentVolumeClaim/claimName";
    assert_eq!(value(&translated, "Deployment/database", claim), "old.claim");
}

/// A Service opens only what the file publishes; where it has more ports, another one does it.
#[test]
fn a_type_opens_no_port_that_was_closed() {
    let translated = support::translated(
        "
services:
  web:
    image: acme/web
    ports: ['80:80']
    expose: ['9000']
    x-k8s: {service: {type: LoadBalancer}}
  local:
    image: acme/web
    ports: ['127.0.0.1:81:81']
    x-k8s: {service: {type: LoadBalancer}}
",
    );
    assert_eq!(value(&translated, "Service/web", "/spec/type"), serde_json::Value::Null);
    assert_eq!(value(&translated, "Service/web-published", "/spec/type"), "LoadBalancer");
    assert_eq!(value(&translated, "Service/web-published", "/spec/ports/0/port"), 80);
    assert_eq!(value(&translated, "Service/local", "/spec/type"), serde_json::Value::Null);
    assert!(translated.findings().contains("`local` has no port for other machines"));
}

/// What a policy would close although a Service opens it stays open.
#[test]
fn policies_let_in_what_the_service_opens() {
    let translated = support::translated(
        "
services:
  web: {image: acme/web, expose: ['9000'], x-k8s: {service: {type: LoadBalancer}}}
x-k8s: {networkPolicies: always}
",
    );
    let port = value(&translated, "NetworkPolicy/web-published", "/spec/ingress/0/ports/0/port");
    assert_eq!(port, 9000);
}

#[test]
fn the_ports_of_a_stateful_set_may_be_mapped() {
    let compose = |ports: &str| {
        format!(
            "services:\n  db: {{image: acme/db, ports: ['{ports}'], x-k8s: {{kind: StatefulSet}}}}\n"
        )
    };
    assert_eq!(objects(&compose("5432:5432")), ["Service/db", "StatefulSet/db"]);
    assert_eq!(objects(&compose("5433:5432")), ["Service/db", "Service/db-pods", "StatefulSet/db"]);
}

#[test]
fn a_wait_for_a_job_uses_the_account_of_the_settings() {
    let translated = support::translated(
        "
services:
  migrate: {image: acme/app, command: migrate, x-k8s: {backoffLimit: 3}}
  web:
    image: acme/app
    depends_on: {migrate: {condition: service_completed_successfully}}
    x-k8s: {serviceAccountName: robot}
",
    );
    assert_eq!(value(&translated, "RoleBinding/web", "/subjects/0/name"), "robot");
    let account = "/spec/template/spec/serviceAccountName";
    assert_eq!(value(&translated, "Deployment/web", account), "robot");
    assert!(translated.output.objects.iter().all(|object| object.kind() != "ServiceAccount"));
}

/// Shared volumes tie their pods to one node, unless their claim may be mounted on all.
#[test]
fn pods_of_a_claim_for_many_nodes_run_anywhere() {
    let compose = |mode: &str| {
        format!(
            "
services:
  a: {{image: acme/a, volumes: ['data:/d']}}
  b: {{image: acme/b, volumes: ['data:/d']}}
volumes: {{data: {{x-k8s: {{accessMode: {mode}}}}}}}
"
        )
    };
    let affinity = "/spec/template/spec/affinity";
    let one = support::translated(&compose("ReadWriteOnce"));
    assert!(value(&one, "Deployment/a", affinity).is_object());
    let many = support::translated(&compose("ReadWriteMany"));
    assert!(value(&many, "Deployment/a", affinity).is_null());
    assert_eq!(value(&many, "PersistentVolumeClaim/data", "/spec/accessModes/0"), "ReadWriteMany");
}

/// What a patch makes invalid is found at the patch.
#[test]
fn a_violation_leads_to_the_patch_that_causes_it() {
    let translated = support::translated(
        "
services:
  web:
    image: nginx
    x-k8s:
      patches:
        - patch:
            spec:
              template:
                spec:
                  containers:
                    - {name: web, env: [{name: 'a=b', value: x}]}
",
    );
    let refused = translated.findings();
    let refused: Vec<_> = refused.lines().filter(|line| line.contains("K09")).collect();
    assert!(matches!(refused.as_slice(), [line] if line.contains(" 12:")), "{refused:?}");
}

/// A patched Job has another name: a changed one cannot be applied over the old one.
#[test]
fn a_patch_renames_a_job() {
    let job = |patch: &str| {
        let compose = format!("services:\n  a: {{image: acme/a, x-k8s: {{kind: Job{patch}}}}}\n");
        objects(&compose).pop().unwrap()
    };
    let patched = ", patches: [{patch: {spec: {activeDeadlineSeconds: 60}}}]";
    assert_ne!(job(""), job(patched));
}

/// Below a service only its ports have settings; anything else is said.
#[test]
fn settings_at_other_places_are_reported() {
    let translated = support::translated(
        "
services:
  web:
    image: nginx
    volumes: [{type: volume, source: data, target: /data, x-k8s: {size: 1Gi}}]
    healthcheck: {test: [CMD, check], x-k8s: {periodSeconds: 5}}
    deploy: {resources: {limits: {memory: 1M}, x-k8s: {requests: {}}}, x-k8s: {replicas: 2}}
    depends_on: {db: {condition: service_started, x-k8s: {wait: false}}}
    networks: {default: {x-k8s: {a: b}}}
  db: {image: nginx, configs: [{source: c, x-k8s: {}}]}
volumes: {data: {}}
configs: {c: {content: x, x-k8s: {a: b}}}
networks: {default: {x-k8s: {a: b}}}
",
    );
    let subjects: Vec<_> = translated
        .diagnostics
        .iter()
        .filter(|finding| finding.rule.code == "K0805")
        .filter_map(|finding| finding.subject.as_deref())
        .collect();
    assert_eq!(
        subjects,
        [
            "services.db.configs[0].x-k8s",
            "services.web.volumes[0].x-k8s",
            "services.web.depends_on.db.x-k8s",
            "services.web.healthcheck.x-k8s",
            "services.web.deploy.resources.x-k8s",
            "services.web.networks.default.x-k8s",
            "services.web.deploy.x-k8s",
            "networks.default.x-k8s",
            "configs.c.x-k8s",
        ]
    );
}

/// What names no namespace belongs to that of the project, whoever knows its kind.
#[test]
fn further_objects_have_the_namespace_of_the_project() {
    let translated = support::translated(
        r#"
services: {web: {image: nginx:1.29}}
x-k8s:
  namespace: shop
  objects:
    - {apiVersion: cert-manager.io/v1, kind: Certificate, metadata: {name: shop}}
    - {apiVersion: cert-manager.io/v1, kind: ClusterIssuer, metadata: {name: letsencrypt, namespace: ""}}
    - {apiVersion: monitoring.coreos.com/v1, kind: ServiceMonitor, metadata: {name: web, namespace: other}}
    - {apiVersion: v1, kind: LimitRange, metadata: {name: small}}
    - {apiVersion: v1, kind: ServiceAccount, metadata: {name: robot}}
    - {apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: fast}, provisioner: x}
    - {apiVersion: example.com/v1, kind: StorageClass, metadata: {name: theirs}}
"#,
    );
    assert!(!translated.diagnostics.has_errors(), "{}", translated.findings());
    let namespace = |id: &str| value(&translated, id, "/metadata/namespace");
    for id in
        ["Certificate/shop", "LimitRange/small", "ServiceAccount/robot", "StorageClass/theirs"]
    {
        assert_eq!(namespace(id), "shop", "{id}");
    }
    assert_eq!(namespace("ServiceMonitor/web"), "other");
    for id in ["ClusterIssuer/letsencrypt", "StorageClass/fast"] {
        assert_eq!(namespace(id), serde_json::Value::Null, "{id}");
    }
}
