//! The JSON Schema and the reference page of `x-k8s` are true: `UPDATE_DOCS=1` writes them anew.

#![allow(clippy::disallowed_methods, reason = "it compares files of the repository")]
#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use std::fs;
use std::path::Path;

use serde_json::{Map, Value, json};
use translate_k8s::schema;

fn check(name: &str, content: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs").join(name);
    if std::env::var_os("UPDATE_DOCS").is_some_and(|value| value == "1") {
        fs::write(&path, content).unwrap();
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        found == content,
        "docs/{name} is not what the settings say: run \
         UPDATE_DOCS=1 cargo test -p translate-k8s --features schema --test schema"
    );
}

#[test]
fn the_files_are_those_of_the_settings() {
    let schema = serde_json::to_string_pretty(&schema::json_schema()).unwrap();
    check("x-k8s.schema.json", &format!("{schema}\n"));
    check("x-k8s.md", &schema::page());
}

/// Every example of the page is understood, in every word.
#[test]
fn examples_are_understood() {
    let page = schema::page();
    let examples: Vec<&str> = page
        .split("```yaml\n")
        .skip(1)
        .filter_map(|rest| rest.split_once("```").map(|(example, _)| example))
        .collect();
    assert!(examples.len() >= 4);
    for example in examples {
        let translated = support::translated(example);
        let lost = |code: &&str| code.starts_with("K08");
        assert!(!translated.diagnostics.has_errors(), "{example}{}", translated.findings());
        let lost: Vec<_> = translated.codes().into_iter().filter(lost).collect();
        assert!(lost.iter().all(|code| *code == "K0817"), "{example}{}", translated.findings());
        assert!(!translated.output.objects.is_empty());
    }
}

/// A value for a schema, with every property down to some depth.
fn sample(schema: &Value, root: &Value, depth: usize) -> Value {
    if let Some(reference) = schema["$ref"].as_str() {
        let name = reference.trim_start_matches("#/definitions/");
        return sample(&root["definitions"][name], root, depth);
    }
    for list in ["allOf", "anyOf"] {
        if let Some(last) = schema[list].as_array().and_then(|list| list.last()) {
            return sample(last, root, depth);
        }
    }
    if let Some(word) = schema["enum"].as_array().and_then(|words| words.first()) {
        return word.clone();
    }
    let kind = match &schema["type"] {
        Value::Array(kinds) => kinds.first().cloned().unwrap_or_default(),
        other => other.clone(),
    };
    match kind.as_str() {
        Some("object") => {
            let mut map = Map::new();
            for (key, value) in schema["properties"].as_object().into_iter().flatten() {
                if depth > 0 {
                    map.insert(key.clone(), sample(value, root, depth - 1));
                }
            }
            Value::Object(map)
        }
        Some("array") if depth > 0 => json!([sample(&schema["items"], root, depth - 1)]),
        Some("array") => json!([]),
        Some("integer" | "number") => json!(1),
        Some("boolean") => json!(true),
        _ => json!("1"),
    }
}

/// The reader knows every key of the schema, at every depth, and no other.
#[test]
fn the_reader_knows_what_the_schema_knows() {
    let root = schema::json_schema();
    let (services, volumes) = (&root["properties"]["services"], &root["properties"]["volumes"]);
    let service = &services["additionalProperties"]["properties"];
    let of_service = sample(&service["x-k8s"], &root, 9);
    let of_port = sample(&service["ports"]["items"]["properties"]["x-k8s"], &root, 9);
    let of_volume = sample(&volumes["additionalProperties"]["properties"]["x-k8s"], &root, 9);
    let of_project = sample(&root["properties"]["x-k8s"], &root, 9);
    assert!(
        of_service["affinity"]["nodeAffinity"].is_object() && of_volume["selector"].is_object()
    );
    let project = |service: &Value, port: &Value, volume: &Value, project: &Value| {
        let file = json!({
            "services": { "web": {
                "image": "nginx",
                "ports": [{ "target": 80, "x-k8s": port }],
                "volumes": ["data:/data"],
                "x-k8s": service,
            } },
            "volumes": { "data": { "x-k8s": volume } },
            "x-k8s": project,
        });
        support::translated(&file.to_string())
    };
    let translated = project(&of_service, &of_port, &of_volume, &of_project);
    let unknown: Vec<String> = translated
        .diagnostics
        .iter()
        .filter(|finding| finding.rule.code == "K0810")
        .map(|finding| finding.message.clone())
        .collect();
    assert!(unknown.is_empty(), "{}", unknown.join("\n"));
    for place in 0..4 {
        let mut all = [of_service.clone(), of_port.clone(), of_volume.clone(), of_project.clone()];
        all[place]["notThere"] = json!(1);
        let translated = project(&all[0], &all[1], &all[2], &all[3]);
        assert!(translated.codes().contains(&"K0810"), "{place}");
    }
}
