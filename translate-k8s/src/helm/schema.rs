//! `values.schema.json`: what values may be, so that a misspelt one is an error.

use serde_json::{Map, Value, json};

use super::values::Values;

/// The schema of the values.
pub(super) fn of(values: &Values) -> Value {
    let mut properties = Map::new();
    // Helm hands the values of a parent chart down here.
    properties.insert("global".to_owned(), json!({ "type": "object" }));
    for (name, section) in values.ordered() {
        let mut schema = of_value(name, &section.content);
        if let Value::Object(schema) = &mut schema {
            schema.insert("description".to_owned(), Value::from(section.about.as_str()));
        }
        properties.insert(name.to_owned(), schema);
    }
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "type": "object",
        "additionalProperties": false,
        "properties": properties,
    })
}

/// Values that hold whatever Kubernetes takes there.
const OPEN: [&str; 4] = ["resources", "nodeSelector", "affinity", "annotations"];

fn of_value(name: &str, value: &Value) -> Value {
    match value {
        Value::Object(_) if OPEN.contains(&name) => json!({ "type": "object" }),
        Value::Object(map) => {
            let properties: Map<String, Value> =
                map.iter().map(|(name, value)| (name.clone(), of_value(name, value))).collect();
            json!({ "type": "object", "additionalProperties": false, "properties": properties })
        }
        Value::Array(_) if name == "accessModes" => {
            json!({ "type": "array", "items": { "type": "string" } })
        }
        Value::Array(_) => json!({ "type": "array", "items": { "type": "object" } }),
        Value::Bool(_) => json!({ "type": "boolean" }),
        Value::Number(_) => json!({ "type": "integer", "minimum": 0 }),
        Value::String(_) if name == "pullPolicy" => {
            json!({ "enum": ["Always", "IfNotPresent", "Never"] })
        }
        Value::String(_) if name == "type" => {
            json!({ "enum": ["ClusterIP", "NodePort", "LoadBalancer"] })
        }
        _ => json!({ "type": "string" }),
    }
}
