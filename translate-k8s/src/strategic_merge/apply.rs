//! Merging a patch into an object.

use serde_json::{Map, Value};

use super::{Merge, MergeKey, Shape};

/// Why a patch cannot be merged, and where in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// The path in the patch: `spec.ports[0]`.
    pub(crate) path: String,
    /// What is wrong there.
    pub(crate) message: String,
}

/// Where the values of a patch have gone: paths in the object, each with the path in the patch.
pub(crate) type Moved = Vec<(String, String)>;

/// The key by which a map or an item of a list says how it is merged.
const DIRECTIVE: &str = "$patch";
/// The key that lists the only keys that stay.
const RETAIN: &str = "$retainKeys";
/// The start of a key that lists what goes out of a set.
const DELETE: &str = "$deleteFromPrimitiveList/";
/// The start of a key that says how a list is ordered afterwards.
const ORDER: &str = "$setElementOrder/";

/// Merges a patch into an object of a kind whose shape this is; tells where its values have gone.
///
/// # Errors
///
/// The first thing in the patch that cannot be merged.
pub(crate) fn apply(object: &mut Value, patch: &Value, shape: Shape) -> Result<Moved, Fault> {
    let mut moved = Moved::new();
    value(object, patch, shape, &At { target: "", patch: "" }, &mut moved)?;
    Ok(moved)
}

/// Where a value stands in the object and in the patch.
struct At<'p> {
    target: &'p str,
    patch: &'p str,
}

impl At<'_> {
    fn fault<T>(&self, message: impl Into<String>) -> Result<T, Fault> {
        Err(Fault { path: self.patch.to_owned(), message: message.into() })
    }
}

fn join(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

fn value(
    target: &mut Value,
    patch: &Value,
    shape: Shape,
    at: &At<'_>,
    moved: &mut Moved,
) -> Result<(), Fault> {
    match patch {
        Value::Object(patch) => {
            if !target.is_object() {
                *target = Value::Object(Map::new());
            }
            match target {
                Value::Object(target) => map(target, patch, shape, at, moved),
                _ => Ok(()),
            }
        }
        Value::Array(items) => match shape.merge() {
            Merge::ByKey(key) => by_key(target, items, key, shape, at, moved),
            Merge::Set => {
                set(target, items);
                moved.push((at.target.to_owned(), at.patch.to_owned()));
                Ok(())
            }
            Merge::Default => {
                *target = patch.clone();
                everything(patch, at, moved);
                Ok(())
            }
        },
        scalar => {
            *target = scalar.clone();
            moved.push((at.target.to_owned(), at.patch.to_owned()));
            Ok(())
        }
    }
}

fn map(
    target: &mut Map<String, Value>,
    patch: &Map<String, Value>,
    shape: Shape,
    at: &At<'_>,
    moved: &mut Moved,
) -> Result<(), Fault> {
    match directive(patch, at)? {
        Some("replace") => target.clear(),
        Some("delete") => {
            target.clear();
            return Ok(());
        }
        _ => {}
    }
    for (key, new) in patch {
        if let Some(field) = key.strip_prefix(DELETE) {
            let gone = new.as_array().map_or(&[][..], Vec::as_slice);
            if let Some(Value::Array(items)) = target.get_mut(field) {
                items.retain(|item| !gone.contains(item));
            }
            continue;
        }
        if key == DIRECTIVE || key == RETAIN || key.starts_with(ORDER) {
            continue;
        }
        if key.starts_with('$') {
            return at.fault(format!("`{key}` is not a directive"));
        }
        if new.is_null() {
            target.shift_remove(key);
            continue;
        }
        let (in_target, in_patch) = (join(at.target, key), join(at.patch, key));
        let at = At { target: &in_target, patch: &in_patch };
        moved.push((in_target.clone(), in_patch.clone()));
        let old = target.entry(key.as_str()).or_insert(Value::Null);
        value(old, new, shape.field(key), &at, moved)?;
        if is_deleted(new) {
            target.shift_remove(key);
        }
    }
    if let Some(kept) = patch.get(RETAIN).and_then(Value::as_array) {
        target.retain(|key, _| kept.iter().any(|kept| kept.as_str() == Some(key)));
    }
    Ok(())
}

fn is_deleted(patch: &Value) -> bool {
    patch.get(DIRECTIVE).and_then(Value::as_str) == Some("delete")
}

fn directive<'p>(patch: &'p Map<String, Value>, at: &At<'_>) -> Result<Option<&'p str>, Fault> {
    match patch.get(DIRECTIVE) {
        None => Ok(None),
        Some(Value::String(word)) if matches!(word.as_str(), "replace" | "delete" | "merge") => {
            Ok(Some(word))
        }
        Some(other) => {
            at.fault(format!("`{DIRECTIVE}: {other}` is none of replace, delete, merge"))
        }
    }
}

fn by_key(
    target: &mut Value,
    items: &[Value],
    key: MergeKey,
    shape: Shape,
    at: &At<'_>,
    moved: &mut Moved,
) -> Result<(), Fault> {
    if !target.is_array() {
        *target = Value::Array(Vec::new());
    }
    let Value::Array(list) = target else { return Ok(()) };
    // An item that holds nothing but this word replaces the list.
    let replaces = |item: &Value| {
        item.as_object().is_some_and(|item| item.len() == 1)
            && item.get(DIRECTIVE).and_then(Value::as_str) == Some("replace")
    };
    if items.iter().any(replaces) {
        list.clear();
    }
    for (index, item) in items.iter().enumerate().filter(|(_, item)| !replaces(item)) {
        let in_patch = format!("{}[{index}]", at.patch);
        let at_item = At { target: at.target, patch: &in_patch };
        let Value::Object(patch) = item else {
            return at_item.fault("is not a map");
        };
        if patch.get(key.name).is_none_or(Value::is_null) {
            return at_item.fault(format!("has no `{}`, by which items are matched", key.name));
        }
        let found = list.iter().position(|old| is_same(old, patch, key));
        if directive(patch, &at_item)? == Some("delete") {
            if let Some(found) = found {
                list.remove(found);
            }
            continue;
        }
        let place = found.unwrap_or_else(|| {
            list.push(Value::Object(Map::new()));
            list.len() - 1
        });
        let in_target = format!("{}[{place}]", at.target);
        let at = At { target: &in_target, patch: &in_patch };
        moved.push((in_target.clone(), in_patch.clone()));
        value(&mut list[place], item, shape.item(), &at, moved)?;
    }
    Ok(())
}

/// Whether a patch is for this item. What tells items of one key apart counts where the patch says it.
fn is_same(item: &Value, patch: &Map<String, Value>, key: MergeKey) -> bool {
    if item.get(key.name) != patch.get(key.name) {
        return false;
    }
    let Some((further, default)) = key.further else { return true };
    let Some(wanted) = patch.get(further).and_then(Value::as_str) else { return true };
    item.get(further).and_then(Value::as_str).unwrap_or(default) == wanted
}

fn set(target: &mut Value, items: &[Value]) {
    if !target.is_array() {
        *target = Value::Array(Vec::new());
    }
    if let Value::Array(list) = target {
        for item in items {
            if !list.contains(item) {
                list.push(item.clone());
            }
        }
    }
}

/// Everything in a value that is taken over as it is.
fn everything(value: &Value, at: &At<'_>, moved: &mut Moved) {
    let mut visit = |step: String, child: &Value, dot: bool| {
        let (in_target, in_patch) = if dot {
            (join(at.target, &step), join(at.patch, &step))
        } else {
            (format!("{}{step}", at.target), format!("{}{step}", at.patch))
        };
        moved.push((in_target.clone(), in_patch.clone()));
        everything(child, &At { target: &in_target, patch: &in_patch }, moved);
    };
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                visit(format!("[{index}]"), item, false);
            }
        }
        Value::Object(map) => {
            for (key, child) in map {
                visit(key.clone(), child, true);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn deployment() -> Value {
        json!({ "spec": {
            "replicas": 1,
            "template": { "spec": {
                "containers": [
                    { "name": "web", "image": "web", "args": ["a"],
                      "env": [{ "name": "A", "value": "1" }, { "name": "B", "value": "2" }],
                      "ports": [{ "containerPort": 53 }, { "containerPort": 53, "protocol": "UDP" }],
                      "volumeMounts": [{ "mountPath": "/a", "name": "v" }] },
                    { "name": "side", "image": "side" },
                ],
                "tolerations": [{ "key": "a" }],
                "nodeSelector": { "a": "b", "c": "d" },
            } },
        } })
    }

    fn patched(patch: &Value) -> Result<Value, Fault> {
        let mut object = deployment();
        apply(&mut object, patch, Shape::of_kind("Deployment"))?;
        Ok(object)
    }

    fn pod(patch: &Value) -> Value {
        let patch = json!({ "spec": { "template": { "spec": patch } } });
        patched(&patch).unwrap()["spec"]["template"]["spec"].clone()
    }

    #[test]
    fn maps_are_merged_and_null_deletes() {
        let spec = pod(&json!({ "nodeSelector": { "a": null, "e": "f" } }));
        assert_eq!(spec["nodeSelector"], json!({ "c": "d", "e": "f" }));
        let spec = pod(&json!({ "nodeSelector": { "$patch": "replace", "e": "f" } }));
        assert_eq!(spec["nodeSelector"], json!({ "e": "f" }));
        assert!(
            pod(&json!({ "nodeSelector": { "$patch": "delete" } })).get("nodeSelector").is_none()
        );
        let spec = pod(&json!({ "nodeSelector": { "$retainKeys": ["c"], "c": "x" } }));
        assert_eq!(spec["nodeSelector"], json!({ "c": "x" }));
    }

    #[test]
    fn lists_are_merged_as_the_api_declares() {
        let spec = pod(&json!({ "containers": [
            { "name": "web", "args": ["b"], "env": [{ "name": "B", "value": "3" }, { "name": "C" }],
              "ports": [{ "containerPort": 53, "protocol": "UDP", "name": "dns" }] },
            { "name": "new", "image": "new" },
        ] }));
        let names: Vec<_> =
            spec["containers"].as_array().unwrap().iter().map(|it| &it["name"]).collect();
        assert_eq!(names, ["web", "side", "new"]);
        let web = &spec["containers"][0];
        assert_eq!(web["args"], json!(["b"]));
        assert_eq!(web["env"][1], json!({ "name": "B", "value": "3" }));
        assert_eq!(web["env"][2], json!({ "name": "C" }));
        assert_eq!(web["ports"][1]["name"], "dns");
        assert_eq!(web["ports"].as_array().unwrap().len(), 2);
        let spec = pod(&json!({ "tolerations": [{ "key": "b" }] }));
        assert_eq!(spec["tolerations"], json!([{ "key": "b" }]));
    }

    #[test]
    fn items_are_deleted_and_lists_replaced() {
        let spec = pod(&json!({ "containers": [{ "name": "side", "$patch": "delete" }] }));
        assert_eq!(spec["containers"].as_array().unwrap().len(), 1);
        let spec = pod(&json!({ "containers": [{ "$patch": "replace" }, { "name": "only" }] }));
        assert_eq!(spec["containers"], json!([{ "name": "only" }]));
    }

    #[test]
    fn what_cannot_be_merged_is_found() {
        let fault = |patch: Value| {
            patched(&json!({ "spec": { "template": { "spec": patch } } })).unwrap_err()
        };
        assert_eq!(
            fault(json!({ "containers": [{ "image": "x" }] })).path,
            "spec.template.spec.containers[0]"
        );
        assert_eq!(fault(json!({ "containers": ["web"] })).message, "is not a map");
        assert_eq!(fault(json!({ "$patch": "erase" })).path, "spec.template.spec");
        assert_eq!(fault(json!({ "$other": 1 })).path, "spec.template.spec");
    }

    #[test]
    fn values_are_found_again_in_the_object() {
        let mut object = deployment();
        let patch = json!({ "spec": { "template": { "spec": {
            "containers": [{ "name": "side", "command": ["x", "y"] }] } } } });
        let moved = apply(&mut object, &patch, Shape::of_kind("Deployment")).unwrap();
        let list = "spec.template.spec.containers";
        assert!(
            moved.contains(&(format!("{list}[1].command[1]"), format!("{list}[0].command[1]")))
        );
    }
}
