//! The JSON Schema of `x-k8s`, for editors, and its reference page.
//!
//! Both are files in `docs/`, made from the tables that read the settings; `tests/schema.rs` keeps them
//! true.

use std::fmt::Write as _;

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

/// The reference page: what is to be known, examples, and all keys.
pub fn page() -> String {
    let schema = json_schema();
    let mut page = format!("{}\n## Reference\n", include_str!("page.md"));
    for (definition, place) in PLACES {
        section(&schema, definition, &format!("`{place}`"), &mut page);
    }
    let parts = schema["definitions"].as_object().into_iter().flatten();
    for (name, _) in parts.filter(|(name, _)| is_ours(name)) {
        if PLACES.iter().all(|(known, _)| known != name) {
            section(&schema, name, &title(name), &mut page);
        }
    }
    page
}

/// The definitions of the four extensions, with the place of each in a project.
const PLACES: &[(&str, &str)] = &[
    ("ProjectSettings", "x-k8s"),
    ("ServiceSettings", "services.NAME.x-k8s"),
    ("PortSettings", "services.NAME.ports[].x-k8s"),
    ("VolumeSettings", "volumes.NAME.x-k8s"),
];

/// Whether a definition is not one of a type of Kubernetes.
fn is_ours(definition: &str) -> bool {
    !definition.contains('.')
}

/// A definition's name as words, `Image facts`.
fn title(name: &str) -> String {
    let mut title = String::new();
    for (at, letter) in name.char_indices() {
        if at > 0 && letter.is_ascii_uppercase() {
            title.push(' ');
            title.push(letter.to_ascii_lowercase());
        } else {
            title.push(letter);
        }
    }
    title
}

fn section(schema: &Json, definition: &str, heading: &str, page: &mut String) {
    let definition = &schema["definitions"][definition];
    let text = definition["description"].as_str().unwrap_or_default();
    // Writing into a string cannot fail.
    let _ = write!(page, "\n### {heading}\n\n{text}\n\n| key | value | |\n| --- | --- | --- |\n");
    for (key, value) in definition["properties"].as_object().into_iter().flatten() {
        let text = value["description"].as_str().unwrap_or_default();
        let text = text.replace('\n', "<br>").replace('|', "\\|");
        let _ = writeln!(page, "| `{key}` | {} | {text} |", kind(value));
    }
}

/// What a value is, in a few words.
fn kind(value: &Json) -> String {
    if let Some(words) = value["enum"].as_array() {
        let words: Vec<String> =
            words.iter().filter_map(Json::as_str).map(|word| format!("`{word}`")).collect();
        return words.join(", ");
    }
    if let Some(reference) = value["$ref"].as_str() {
        let name = reference.trim_start_matches("#/definitions/");
        let short = name.rsplit('.').next().unwrap_or(name);
        return if is_ours(name) {
            let anchor = title(name).to_lowercase().replace(' ', "-");
            format!("[{}](#{anchor})", title(name).to_lowercase())
        } else {
            format!("Kubernetes' `{short}`")
        };
    }
    for list in ["allOf", "anyOf"] {
        if let Some(list) = value[list].as_array() {
            let kinds: Vec<String> = list.iter().map(kind).collect();
            return kinds.join(" or ");
        }
    }
    if let Some(constant) = value.get("const") {
        return format!("`{constant}`");
    }
    let word = |word: &str| match word {
        "object" => "map".to_owned(),
        "array" => match value.get("items") {
            Some(items) => format!("list of {}", kind(items)),
            None => "list".to_owned(),
        },
        other => other.to_owned(),
    };
    match &value["type"] {
        Json::String(text) => word(text),
        Json::Array(types) => {
            // A text with a variable in it stands for a number.
            let variable = value["pattern"].as_str().is_some_and(|it| it.contains(r"\$"));
            let shown = |it: &&str| *it != "null" && !(variable && *it == "string");
            let types: Vec<String> =
                types.iter().filter_map(Json::as_str).filter(shown).map(word).collect();
            types.join(" or ")
        }
        _ => "any".to_owned(),
    }
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
