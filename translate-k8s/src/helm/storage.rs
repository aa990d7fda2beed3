//! Claims: size, class and access of each volume.

use serde_json::{Value, json};

use super::go;
use super::template::Templates;
use super::values::{VOLUMES, camel_case};
use crate::document::{Document, Fields};

/// Makes values of what the claims say.
pub(super) fn fill(documents: &mut [Document], templates: &mut Templates<'_>) {
    for (index, document) in documents.iter_mut().enumerate() {
        match document.id.kind.as_str() {
            "PersistentVolumeClaim" => {
                let name = document.id.name.clone();
                if let Some(Value::Object(spec)) = document.fields.get_mut("spec") {
                    claim(index, &name, spec, templates);
                }
            }
            "StatefulSet" => {
                let claims = document
                    .fields
                    .get_mut("spec")
                    .and_then(|spec| spec.get_mut("volumeClaimTemplates")?.as_array_mut());
                for claim_template in claims.into_iter().flatten() {
                    let name = claim_template["metadata"]["name"].as_str().map(str::to_owned);
                    let spec = claim_template.get_mut("spec").and_then(Value::as_object_mut);
                    if let (Some(name), Some(spec)) = (name, spec) {
                        claim(index, &name, spec, templates);
                    }
                }
            }
            _ => {}
        }
    }
}

fn claim(index: usize, name: &str, spec: &mut Fields, templates: &mut Templates<'_>) {
    let key = camel_case(name);
    let is_known = templates.values.section(VOLUMES).is_some_and(|it| it.get(&key).is_some());
    let access = spec.get("accessModes").cloned().unwrap_or_else(|| json!([]));
    let class = spec.get("storageClassName").cloned().unwrap_or_else(|| json!(""));
    let size = spec
        .get_mut("resources")
        .and_then(|resources| resources.get_mut("requests")?.get_mut("storage"))
        .filter(|size| size.as_str().is_some_and(|size| !templates.has_variable(size)));
    let (Some(size), false) = (size, is_known) else { return };
    let mut set = |field: &str, value: Value| {
        templates.values.set(VOLUMES, "The claims.", &[&key, field], value);
        go::reference(&[VOLUMES, &key, field])
    };
    let way = set("size", size.take());
    let access = set("accessModes", access);
    let class = set("storageClass", class);
    *size = Value::from(templates.slots.text(format!("{{{{ {way} | quote }}}}")));
    let lines = format!(
        "{{{{- with {access} }}}}\naccessModes:\n  {{{{- toYaml . | nindent <2> }}}}\n{{{{- end }}}}"
    );
    templates.slots.put(spec, "accessModes", lines);
    let lines =
        format!("{{{{- with {class} }}}}\nstorageClassName: {{{{ . | quote }}}}\n{{{{- end }}}}");
    templates.slots.put(spec, "storageClassName", lines);
    templates.used[index].insert(VOLUMES.to_owned());
}
