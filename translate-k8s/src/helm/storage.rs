//! Claims: size, class and access of each volume.

use serde_json::{Value, json};

use super::go;
use super::template::Templates;
use super::values::{VOLUMES, camel_case};
use crate::document::{Document, Fields};

/// What the section of claims is about.
const ABOUT: &str =
    "The claims. `helm.sh/resource-policy: keep` lets them outlive an uninstallation.";

/// Makes values of what the claims say.
pub(super) fn fill(documents: &mut [Document], templates: &mut Templates<'_>) {
    for (index, document) in documents.iter_mut().enumerate() {
        match document.id.kind.as_str() {
            "PersistentVolumeClaim" => {
                let name = document.id.name.clone();
                if let Some(Value::Object(spec)) = document.fields.get_mut("spec")
                    && claim(index, &name, spec, templates)
                {
                    keep(index, &name, document, templates);
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

/// Data outlive an uninstallation, as volumes outlive `docker compose down`.
fn keep(index: usize, name: &str, document: &mut Document, templates: &mut Templates<'_>) {
    let Some(Value::Object(metadata)) = document.fields.get_mut("metadata") else { return };
    let mut annotations = metadata.get("annotations").cloned().unwrap_or_else(|| json!({}));
    if templates.has_variable(&annotations.to_string()) {
        return;
    }
    annotations["helm.sh/resource-policy"] = json!("keep");
    let path = [camel_case(name), "annotations".to_owned()];
    let path = path.each_ref().map(String::as_str);
    templates.values.set(VOLUMES, ABOUT, &path, annotations);
    let way = go::reference(&[VOLUMES, path[0], path[1]]);
    let lines = format!(
        "{{{{- with {way} }}}}\nannotations:\n  {{{{- toYaml . | nindent <2> }}}}\n{{{{- end }}}}"
    );
    templates.slots.put(metadata, "annotations", lines);
    templates.used[index].insert(VOLUMES.to_owned());
}

/// Makes values of what a claim says, unless another one has its name.
fn claim(index: usize, name: &str, spec: &mut Fields, templates: &mut Templates<'_>) -> bool {
    let key = camel_case(name);
    let is_known = templates.values.section(VOLUMES).is_some_and(|it| it.get(&key).is_some());
    let access = spec.get("accessModes").cloned().unwrap_or_else(|| json!([]));
    let class = spec.get("storageClassName").cloned().unwrap_or_else(|| json!(""));
    let size = spec
        .get_mut("resources")
        .and_then(|resources| resources.get_mut("requests")?.get_mut("storage"))
        .filter(|size| size.as_str().is_some_and(|size| !templates.has_variable(size)));
    let (Some(size), false) = (size, is_known) else { return false };
    let mut set = |field: &str, value: Value| {
        templates.values.set(VOLUMES, ABOUT, &[&key, field], value);
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
    true
}
