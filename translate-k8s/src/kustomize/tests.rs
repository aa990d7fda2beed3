//! Patches lead from any object to any other of its kind, wherever they are applied.

mod apply;

use insta::assert_snapshot;
use proptest::collection::{btree_map, btree_set, vec};
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::{Value, json};

use super::difference::Difference;
use crate::document::Fields;
use apply::Placing;

fn fields(value: &Value) -> Fields {
    value.as_object().expect("the value is a map").clone()
}

/// Applies the difference of two objects to the first, in both ways that there are.
fn check(base: &Value, target: &Value, kind: &str) {
    let (base, target) = (fields(base), fields(target));
    let difference = Difference::between(&base, &target, kind);
    for placing in [Placing::First, Placing::Last] {
        let mut result = base.clone();
        apply::merge(&mut result, &difference.merge, kind, placing);
        let mut result = Value::Object(result);
        for operation in &difference.operations.list {
            apply::operation(&mut result, operation);
        }
        assert_eq!(result, Value::Object(target.clone()), "{placing:?}: {difference:#?}");
    }
    let same = Difference::between(&target, &target, kind);
    assert_eq!(same, Difference::default(), "no difference, no patch");
}

fn word() -> impl Strategy<Value = String> {
    select(vec!["a", "b", "c/d", "e~f", "", "80"]).prop_map(str::to_owned)
}

fn map() -> impl Strategy<Value = Value> {
    btree_map(word(), word(), 0..3).prop_map(|map| json!(map))
}

/// Items with these names, in any order, each with something that may change.
fn items(key: &'static str) -> impl Strategy<Value = Value> {
    let names = subsequence(vec!["A", "B", "C", "D", "E"], 0..=5).prop_shuffle();
    names.prop_flat_map(move |names| {
        let count = names.len();
        (Just(names), vec((of(word()), of(map())), count)).prop_map(move |(names, rest)| {
            let items = names.into_iter().zip(rest).map(|(name, (text, map))| {
                let mut item = json!({ key: name });
                for (field, value) in [("value", text.map(Value::from)), ("inner", map)] {
                    if let Some(value) = value {
                        item[field] = value;
                    }
                }
                item
            });
            Value::Array(items.collect())
        })
    })
}

fn ports(key: &'static str) -> impl Strategy<Value = Value> {
    btree_set((select(vec![53, 80, 443]), of(select(vec!["TCP", "UDP"]))), 0..4).prop_map(
        move |ports| {
            let ports = ports.into_iter().map(|(number, protocol)| match protocol {
                Some(protocol) => json!({ key: number, "protocol": protocol }),
                None => json!({ key: number }),
            });
            Value::Array(ports.collect())
        },
    )
}

/// A map that has some of these fields.
fn some_of(candidates: Vec<(&'static str, BoxedStrategy<Value>)>) -> impl Strategy<Value = Value> {
    let each: Vec<_> = candidates
        .into_iter()
        .map(|(name, strategy)| of(strategy).prop_map(move |value| (name, value)))
        .collect();
    each.prop_map(|found| {
        let present = found.into_iter().filter_map(|(name, value)| Some((name, value?)));
        present.map(|(name, value)| (name.to_owned(), value)).collect::<Fields>().into()
    })
}

fn container() -> impl Strategy<Value = Value> {
    some_of(vec![
        ("image", word().prop_map(Value::from).boxed()),
        ("command", vec(word(), 0..3).prop_map(|words| json!(words)).boxed()),
        ("env", items("name").boxed()),
        ("volumeMounts", items("mountPath").boxed()),
        ("ports", ports("containerPort").boxed()),
        ("resources", map().boxed()),
    ])
}

fn containers() -> impl Strategy<Value = Value> {
    let names = subsequence(vec!["web", "side", "wait"], 0..=3).prop_shuffle();
    names.prop_flat_map(|names| {
        let count = names.len();
        (Just(names), vec(container(), count)).prop_map(|(names, containers)| {
            let items = names.into_iter().zip(containers).map(|(name, mut container)| {
                container["name"] = Value::from(name);
                container
            });
            Value::Array(items.collect())
        })
    })
}

fn deployment() -> impl Strategy<Value = Value> {
    let pod = some_of(vec![
        ("containers", containers().boxed()),
        ("initContainers", containers().boxed()),
        ("volumes", items("name").boxed()),
        ("hostAliases", items("ip").boxed()),
        ("schedulingGates", items("name").boxed()),
        ("nodeSelector", map().boxed()),
        ("tolerations", items("key").boxed()),
    ]);
    let meta = some_of(vec![("annotations", map().boxed()), ("labels", map().boxed())]);
    (pod, meta, of(0..3)).prop_map(|(pod, metadata, replicas)| {
        json!({
            "metadata": metadata,
            "spec": { "replicas": replicas, "template": { "spec": pod } },
        })
    })
}

/// An object whose kind nothing is known of.
fn custom() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![word().prop_map(Value::from), any::<bool>().prop_map(Value::from)];
    let value = leaf.prop_recursive(3, 16, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..3).prop_map(Value::from),
            btree_map(word(), inner, 0..3).prop_map(|map| json!(map)),
        ]
    });
    btree_map(word(), value, 0..4).prop_map(|map| json!({ "spec": map }))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn patches_lead_from_any_workload_to_any_other(base in deployment(), target in deployment()) {
        check(&base, &target, "Deployment");
    }

    #[test]
    fn patches_lead_from_any_service_to_any_other(base in ports("port"), target in ports("port")) {
        let service = |ports: &Value| json!({ "spec": { "ports": ports } });
        check(&service(&base), &service(&target), "Service");
    }

    #[test]
    fn patches_lead_from_anything_to_anything(base in custom(), target in custom()) {
        check(&base, &target, "HTTPRoute");
    }
}

#[test]
fn names_that_mean_something_in_a_patch_are_left_to_json() {
    let base = json!({ "spec": { "a": { "b": 1 } } });
    for target in [
        json!({ "spec": { "a": { "b": 1, "c": { "$patch": "delete" } } } }),
        json!({ "spec": { "a": { "b": 1, "c": [{ "d": null }] } } }),
        json!({ "spec": { "a": { "b": null } } }),
        json!({ "spec": { "a": "text" } }),
    ] {
        check(&base, &target, "Anything");
        let difference = Difference::between(&fields(&base), &fields(&target), "Anything");
        assert_eq!(difference.operations.list.len(), 1);
        assert_eq!(difference.merge, Fields::default());
    }
}

#[test]
fn texts_that_break_json_patches_are_replaced_with_all_around_them() {
    let object = |ports: Value| json!({ "spec": { "ports": ports, "text": "\ta\nb" } });
    let (base, target) = (object(json!([{ "port": 1 }])), object(json!([{ "port": 2 }])));
    let difference = Difference::between(&fields(&base), &fields(&target), "Service");
    assert_eq!(difference.operations.list, []);
    let spec = json!({ "$patch": "replace", "ports": [{ "port": 2 }], "text": "\ta\nb" });
    assert_eq!(Value::Object(difference.merge), json!({ "spec": spec }));
}

#[test]
fn a_patch_says_what_changes_and_no_more() {
    let pod = |value: &str, image: &str, ports: Value, third: &str| {
        let env = ["A", "B", third].map(|name| json!({ "name": name, "value": value }));
        json!({ "spec": { "template": { "spec": { "containers": [
            { "name": "web", "image": "same", "ports": ports },
            { "name": "side", "image": image, "env": env, "command": ["run", value] },
        ] } } } })
    };
    let base = pod("1", "a:1", json!([{ "containerPort": 80 }]), "C");
    let ports = json!([{ "containerPort": 80 }, { "containerPort": 443 }]);
    let target = pod("1", "a:2", ports, "D");
    check(&base, &target, "Deployment");
    let difference = Difference::between(&fields(&base), &fields(&target), "Deployment");
    let text = |value: Value| compose_model::yaml::emit::to_string(&value).unwrap();
    let merge = text(Value::Object(difference.merge));
    let json = text(serde_json::to_value(difference.operations.list).unwrap());
    assert_snapshot!(format!("{merge}---\n{json}"));
}
