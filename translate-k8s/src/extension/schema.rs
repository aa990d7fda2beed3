//! The JSON Schema of `x-k8s`, for editors, and its reference page.
//!
//! Both are files in `docs/`, made from the tables that read the settings; `tests/schema.rs` keeps them
//! true.

use schemars::generate::SchemaSettings;
use schemars::{Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value as Json};

use super::{PortSettings, ProjectSettings, ServiceSettings, VolumeSettings};

/// The schema of a Compose file, as far as `x-k8s` is concerned: anything else is allowed in it.
pub fn json_schema() -> Json {
    let mut generator = SchemaGenerator::new(SchemaSettings::draft07());
    let project = generator.subschema_for::<ProjectSettings>();
    let service = generator.subschema_for::<ServiceSettings>();
    let port = generator.subschema_for::<PortSettings>();
    let volume = generator.subschema_for::<VolumeSettings>();
    let definitions = generator.take_definitions(true);
    serde_json::json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "x-k8s in Compose files",
        "type": "object",
        "properties": {
            "x-k8s": project,
            "services": {
                "additionalProperties": {
                    "properties": {
                        "x-k8s": service,
                        "ports": { "items": { "properties": { "x-k8s": port } } },
                    },
                },
            },
            "volumes": { "additionalProperties": { "properties": { "x-k8s": volume } } },
        },
        "definitions": definitions,
    })
}

/// The schema of a map of settings: what else stands in it is a mistake.
pub(super) fn map(doc: &str, settings: Vec<(&str, &str, Schema)>) -> Schema {
    let properties: Map<String, Json> = settings
        .into_iter()
        .map(|(key, doc, schema)| (key.to_owned(), described(schema, doc)))
        .collect();
    json_schema!({
        "type": ["object", "null"],
        "description": sentence(doc),
        "properties": properties,
        "additionalProperties": false,
    })
}

/// The schema of a choice of words.
pub(super) fn words(words: &[&str], docs: &str) -> Schema {
    let mut schema = json_schema!({ "enum": words });
    if !docs.is_empty() {
        schema.insert("description".to_owned(), docs.trim_end().into());
    }
    schema
}

/// A schema with a description of its own: one that only refers to another has no place for it.
fn described(schema: Schema, doc: &str) -> Json {
    let mut value = schema.to_value();
    let doc = sentence(doc);
    match &mut value {
        Json::Object(map) if map.contains_key("$ref") => {
            serde_json::json!({ "description": doc, "allOf": [value] })
        }
        Json::Object(map) => {
            let words = map.get("description").and_then(Json::as_str);
            let text = words.map_or_else(|| doc.clone(), |words| format!("{doc}\n{words}"));
            map.insert("description".to_owned(), text.into());
            value
        }
        _ => serde_json::json!({ "description": doc }),
    }
}

/// Doc comments as one line of text.
fn sentence(doc: &str) -> String {
    doc.split_whitespace().collect::<Vec<_>>().join(" ")
}
