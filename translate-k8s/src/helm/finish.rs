//! What all documents have: labels, the namespace of the release, and variables in any text.

use serde_json::Value;

use super::go;
use super::template::Templates;
use super::values::{SECRET_FILES, VARIABLES, camel_case};
use crate::document::{Document, Fields};
use crate::labels::{INSTANCE, MANAGED_BY};

/// Fills what is left.
pub(super) fn fill(documents: &mut [Document], templates: &mut Templates<'_>) {
    for (index, document) in documents.iter_mut().enumerate() {
        if let Some(Value::Object(metadata)) = document.fields.get_mut("metadata") {
            if let Some(namespace) = metadata.get_mut("namespace") {
                *namespace = namespace_of_release(templates);
            }
            if let Some(Value::Object(labels)) = metadata.get_mut("labels") {
                own_labels(labels, templates);
            }
        }
        for subject in
            document.fields.get_mut("subjects").and_then(Value::as_array_mut).into_iter().flatten()
        {
            if let Some(namespace) = subject.get_mut("namespace") {
                *namespace = namespace_of_release(templates);
            }
        }
        let mut fields = std::mem::take(&mut document.fields);
        if texts(&mut fields, templates) {
            templates.used[index].insert(VARIABLES.to_owned());
        }
        document.fields = fields;
    }
}

/// Makes values of the files in Secrets, and fills the variables of their contents, which stand there
/// encoded. What is no text stays in its template.
pub(super) fn secrets(documents: &mut [Document], templates: &mut Templates<'_>) {
    for (index, document) in documents.iter_mut().enumerate() {
        if !document.is_secret() {
            continue;
        }
        let name = document.id.name.clone();
        let Some(Value::Object(data)) = document.fields.get_mut("data") else { continue };
        for (key, value) in data {
            if encoded(value, templates) {
                templates.used[index].insert(VARIABLES.to_owned());
            } else if let Some(text) = decoded(value).filter(|_| !is_slot(value, templates)) {
                let path = [camel_case(&name), key.clone()];
                let path = path.each_ref().map(String::as_str);
                let section = templates.values.section(SECRET_FILES);
                if section.is_some_and(|files| !files[path[0]][path[1]].is_null()) {
                    // Another Secret has the name.
                    continue;
                }
                let about = "The files in Secrets: `--set-file` takes one from a file.";
                templates.values.set(SECRET_FILES, about, &path, Value::from(text));
                templates.used[index].insert(SECRET_FILES.to_owned());
                let way = go::reference(&[SECRET_FILES, path[0], path[1]]);
                let action = format!("{{{{ {way} | b64enc | quote }}}}");
                *value = Value::from(templates.slots.text(action));
            }
        }
    }
}

fn namespace_of_release(templates: &mut Templates<'_>) -> Value {
    Value::from(templates.slots.text("{{ .Release.Namespace | quote }}"))
}

/// The labels of an object itself, of which Helm has its own.
fn own_labels(labels: &mut Fields, templates: &mut Templates<'_>) {
    if labels.contains_key(INSTANCE) && labels.contains_key(MANAGED_BY) {
        labels.retain(|label, _| ![INSTANCE, MANAGED_BY].contains(&label.as_str()));
        let lines = format!("{{{{- include \"{}.labels\" . | nindent <0> }}}}", templates.chart);
        templates.slots.put(labels, "", lines);
    }
}

fn is_slot(value: &Value, templates: &Templates<'_>) -> bool {
    value.as_str().is_some_and(|text| templates.slots.has(text))
}

/// The text that is encoded in a value.
fn decoded(value: &Value) -> Option<String> {
    let bytes = value.as_str().and_then(compose_model::yaml::decode_base64)?;
    String::from_utf8(bytes).ok()
}

fn encoded(value: &mut Value, templates: &mut Templates<'_>) -> bool {
    let text = decoded(value);
    let Some(expression) = text.and_then(|text| templates.expression(&text)) else { return false };
    let action = format!("{{{{ {expression} | b64enc | quote }}}}");
    *value = Value::from(templates.slots.text(action));
    true
}

/// Fills labels of the release and variables, in any text; whether there was a variable.
fn texts(fields: &mut Fields, templates: &mut Templates<'_>) -> bool {
    let mut has_variables = false;
    for (name, value) in fields {
        let of_release = match name.as_str() {
            INSTANCE => Some("{{ .Release.Name | quote }}"),
            MANAGED_BY => Some("{{ .Release.Service | quote }}"),
            _ => None,
        };
        match of_release.filter(|_| value.is_string()) {
            Some(action) => *value = Value::from(templates.slots.text(action)),
            None => has_variables |= text(value, templates),
        }
    }
    has_variables
}

fn text(value: &mut Value, templates: &mut Templates<'_>) -> bool {
    match value {
        Value::String(found) => {
            let Some(expression) = templates.expression(found) else { return false };
            *value = Value::from(templates.slots.text(format!("{{{{ {expression} | quote }}}}")));
            true
        }
        Value::Array(items) => {
            // Every item is filled, also behind one that had a variable.
            items.iter_mut().filter_map(|item| text(item, templates).then_some(())).count() > 0
        }
        Value::Object(map) => texts(map, templates),
        _ => false,
    }
}
