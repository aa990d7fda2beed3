//! Whole objects: good ones pass, and each broken field is found at its path.

use k8s_openapi::api::apps::v1::{Deployment, DeploymentSpec};
use k8s_openapi::api::core::v1::{ConfigMap, PodTemplateSpec, Service};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::names;

/// What is reported about an object.
fn reported(object: &Object, apply: Apply, fields: &[FieldOrigin]) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    report(vec![check(object, apply, None)], &mut diagnostics, || fields);
    diagnostics
}

/// What is found in an object that is given as JSON.
fn found<T: serde::de::DeserializeOwned + Into<Object>>(object: Value) -> Vec<String> {
    let object: T = serde_json::from_value(object).unwrap();
    let diagnostics = reported(&object.into(), Apply::Client, &[]);
    diagnostics.iter().map(|it| format!("{} {}", it.rule.code, it.message)).collect()
}

fn deployment() -> Value {
    json!({
        "apiVersion": "apps/v1",
        "kind": "Deployment",
        "metadata": {"name": "web", "labels": {"app.kubernetes.io/name": "web"}},
        "spec": {
            "selector": {"matchLabels": {"app.kubernetes.io/name": "web"}},
            "strategy": {"type": "Recreate"},
            "template": {
                "metadata": {"labels": {"app.kubernetes.io/name": "web"}},
                "spec": {
                    "containers": [{
                        "name": "web",
                        "image": "nginx",
                        "ports": [{"name": "http", "containerPort": 80}],
                        "env": [{"name": "A", "value": "1"}],
                        "resources": {"limits": {"memory": "64Mi"}, "requests": {"memory": "32Mi"}},
                        "readinessProbe": {"exec": {"command": ["true"]}, "periodSeconds": 1},
                        "volumeMounts": [{"name": "data", "mountPath": "/data", "subPath": "a/b"}]
                    }],
                    "volumes": [{"name": "data", "persistentVolumeClaim": {"claimName": "data"}}]
                }
            }
        }
    })
}

/// Puts a value into an object, at a JSON pointer whose parent is there.
fn with(mut object: Value, pointer: &str, value: Value) -> Value {
    let (parent, last) = pointer.rsplit_once('/').unwrap();
    match object.pointer_mut(parent).unwrap() {
        Value::Object(map) => {
            map.insert(last.to_owned(), value);
        }
        Value::Array(items) => items.push(value),
        _ => panic!("no parent at {parent}"),
    }
    object
}

#[test]
fn a_good_deployment_passes() {
    assert_eq!(found::<Deployment>(deployment()), [""; 0]);
}

#[test]
fn each_fault_is_found_at_its_path() {
    const POD: &str = "/spec/template/spec";
    const CONTAINER: &str = "/spec/template/spec/containers/0";
    let cases = [
        ("/metadata", "name", json!("My_App"), "K0901"),
        ("/metadata/labels", "bad key", json!("x"), "K0902"),
        ("/metadata/labels", "a", json!("x y"), "K0902"),
        ("/metadata", "annotations", json!({"b c": "x"}), "K0903"),
        ("/spec", "replicas", json!(-1), "K0906"),
        ("/spec/strategy", "rollingUpdate", json!({"maxSurge": 1}), "K0907"),
        ("/spec/selector/matchLabels", "b", json!("c"), "K0907"),
        (POD, "restartPolicy", json!("Never"), "K0907"),
        (POD, "hostname", json!("Web_Host"), "K0906"),
        (POD, "subdomain", json!("example.com"), "K0906"),
        (POD, "hostAliases", json!([{"ip": "x", "hostnames": ["a"]}]), "K0906"),
        (POD, "dnsPolicy", json!("None"), "K0907"),
        (POD, "securityContext", json!({"runAsUser": -1}), "K0906"),
        (POD, "securityContext", json!({"sysctls": [{"name": "A b", "value": "1"}]}), "K0906"),
        ("/spec/template/spec/volumes", "-", json!({"name": "data", "emptyDir": {}}), "K0905"),
        ("/spec/template/spec/volumes", "-", json!({"name": "x"}), "K0907"),
        (
            "/spec/template/spec/volumes",
            "-",
            json!({"name": "x", "hostPath": {"path": "/a/../b"}}),
            "K0906",
        ),
        (CONTAINER, "name", json!("Web"), "K0906"),
        (CONTAINER, "image", json!(" "), "K0906"),
        (CONTAINER, "image", json!(""), "K0908"),
        (CONTAINER, "restartPolicy", json!("Always"), "K0907"),
        ("/spec/template/spec/containers/0/ports", "-", json!({"containerPort": 0}), "K0906"),
        (
            "/spec/template/spec/containers/0/ports",
            "-",
            json!({"name": "http", "containerPort": 81}),
            "K0905",
        ),
        ("/spec/template/spec/containers/0/env", "-", json!({"name": "a=b"}), "K0906"),
        (
            "/spec/template/spec/containers/0/volumeMounts",
            "-",
            json!({"name": "data", "mountPath": "/data"}),
            "K0905",
        ),
        (
            "/spec/template/spec/containers/0/volumeMounts",
            "-",
            json!({"name": "none", "mountPath": "/x"}),
            "K0908",
        ),
        (
            "/spec/template/spec/containers/0/volumeMounts",
            "-",
            json!({"name": "data", "mountPath": "/x:y"}),
            "K0906",
        ),
        ("/spec/template/spec/containers/0/resources/requests", "memory", json!("65Mi"), "K0907"),
        ("/spec/template/spec/containers/0/resources/limits", "cpu", json!("x"), "K0906"),
        ("/spec/template/spec/containers/0/readinessProbe", "periodSeconds", json!(0), "K0906"),
        (CONTAINER, "livenessProbe", json!({}), "K0907"),
        (
            CONTAINER,
            "securityContext",
            json!({"privileged": true, "allowPrivilegeEscalation": false}),
            "K0907",
        ),
    ];
    for (parent, key, value, code) in cases {
        let object = with(deployment(), &format!("{parent}/{key}"), value.clone());
        let messages = found::<Deployment>(object);
        assert_eq!(messages.len(), 1, "{parent}/{key} {value}: {messages:?}");
        assert!(messages[0].starts_with(code), "{parent}/{key} {value}: {messages:?}");
    }
}

#[test]
fn services() {
    let service = |spec: Value| {
        found::<Service>(json!({
            "apiVersion": "v1", "kind": "Service", "metadata": {"name": "web"}, "spec": spec
        }))
    };
    assert_eq!(service(json!({"ports": [{"port": 80}]})), [""; 0]);
    assert_eq!(service(json!({"clusterIP": "None"})), [""; 0]);
    for (spec, code) in [
        (json!({}), "K0908"),
        (json!({"ports": [{"port": 80}, {"port": 81, "name": "b"}]}), "K0908"),
        (json!({"ports": [{"port": 80, "name": "a"}, {"port": 80, "name": "b"}]}), "K0905"),
        (json!({"ports": [{"port": 80, "nodePort": 30000}]}), "K0907"),
        (json!({"type": "NodePort", "ports": [{"port": 80, "nodePort": 80}]}), "K0906"),
        (json!({"type": "LoadBalancer", "clusterIP": "None", "ports": [{"port": 80}]}), "K0907"),
    ] {
        let messages = service(spec.clone());
        assert_eq!(messages.len(), 1, "{spec}: {messages:?}");
        assert!(messages[0].starts_with(code), "{spec}: {messages:?}");
    }
}

#[test]
fn the_size_depends_on_the_way_of_applying() {
    let object = || -> Object {
        let data = [("a".to_owned(), "x".repeat(300 << 10))].into();
        let mut map = ConfigMap { data: Some(data), ..ConfigMap::default() };
        map.metadata.name = Some("files".to_owned());
        map.into()
    };
    for (apply, errors) in [(Apply::Client, 1), (Apply::Server, 0)] {
        assert_eq!(reported(&object(), apply, &[]).len(), errors, "{apply:?}");
    }
}

#[test]
fn no_size_escapes_by_what_is_known_of_the_yaml() {
    // A control character is the text that grows most.
    for text in ["\u{1}", "\u{7f}", "x", "\n", "\"", "\\", "é", "\u{2028}", "x\n"] {
        for length in [40_000, 44_000, 87_000, 131_000, 262_000] {
            let data = [("a".to_owned(), text.repeat(length / text.len()))].into();
            let object = Object::from(ConfigMap { data: Some(data), ..ConfigMap::default() });
            let written = crate::render::file(&object).bytes.len();
            let counts =
                [None, Some(written)].map(|written| check(&object, Apply::Client, written).len());
            assert_eq!(counts[0], counts[1], "{text:?} {length}");
        }
    }
}

#[test]
fn a_violation_is_shown_where_it_comes_from() {
    let fields = [FieldOrigin {
        object: "Deployment/web".to_owned(),
        field: "spec.template.spec.containers[0].image".to_owned(),
        key: "services.web.image".to_owned(),
        origin: compose_model::Origin::generated("code"),
    }];
    let object = with(deployment(), "/spec/template/spec/containers/0/image", json!(" nginx"));
    let object: Deployment = serde_json::from_value(object).unwrap();
    let diagnostics = reported(&object.into(), Apply::Client, &fields);
    let finding = diagnostics.iter().next().unwrap();
    assert_eq!(finding.subject.as_deref(), Some("services.web.image"));
    insta::assert_snapshot!(finding.message, @"`Deployment/web` would be refused: `spec.template.spec.containers[0].image` has spaces around it: ` nginx`");
}

proptest! {
    #[test]
    fn normalised_names_pass_everywhere(text in ".{0,80}", key in "[a-zA-Z0-9_./-]{0,80}") {
        let name = names::label(&text, names::LABEL);
        let mut template = PodTemplateSpec::default();
        let labels = [("app.kubernetes.io/name".to_owned(), name.clone())];
        template.metadata.get_or_insert_default().labels = Some(labels.clone().into());
        let container = k8s_openapi::api::core::v1::Container {
            name: name.clone(),
            image: Some("nginx".to_owned()),
            ..Default::default()
        };
        template.spec.get_or_insert_default().containers.push(container);
        let mut deployment = Deployment::default();
        deployment.metadata.name = Some(name);
        deployment.metadata.labels = Some(labels.clone().into());
        let mut spec = DeploymentSpec { template, ..DeploymentSpec::default() };
        spec.selector.match_labels = Some(labels.into());
        deployment.spec = Some(spec);
        let diagnostics = reported(&deployment.clone().into(), Apply::Client, &[]);
        prop_assert!(diagnostics.is_empty(), "{diagnostics:?}");
        // A label with any key and value is refused exactly when its grammar says so.
        deployment.metadata.labels.get_or_insert_default().insert(key.clone(), text.clone());
        let diagnostics = reported(&deployment.into(), Apply::Client, &[]);
        let valid = syntax::is_qualified_name(&key) && syntax::is_label_value(&text);
        prop_assert_eq!(diagnostics.is_empty(), valid);
    }
}
