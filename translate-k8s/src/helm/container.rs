//! Containers: image, variables and resources.

use compose_model::yaml;
use serde_json::{Value, json};

use super::go;
use super::template::Templates;
use crate::document::{Document, Fields};
use crate::volumes::seed;

/// The image of a service, for init containers that run the same.
pub(super) struct Image {
    /// The document with the service's own container.
    index: usize,
    service: String,
    text: String,
}

/// Makes values of what the container of a service says.
pub(super) fn fill(
    index: usize,
    container: &mut Fields,
    documents: &mut [Document],
    images: &mut Vec<Image>,
    templates: &mut Templates<'_>,
) {
    let Some(Value::String(service)) = container.get("name").cloned() else { return };
    let section = templates.values.service(&service);
    let is_known = templates.values.section(&section).is_some_and(|it| it.get("image").is_some());
    if is_known {
        return;
    }
    if let Some(Value::String(image)) = container.get("image").cloned() {
        let action = image_value(index, &service, &image, templates);
        container.insert("image".to_owned(), Value::from(templates.slots.text(action.as_str())));
        images.push(Image { index, service: service.clone(), text: image });
    }
    if let Some(policy) = container.get_mut("imagePullPolicy") {
        *policy =
            templates.value(index, &service, &["image", "pullPolicy"], policy.take(), " | quote");
    }
    environment(index, &service, container, documents, templates);
    resources(index, &service, container, templates);
}

/// Makes values of the images of containers that only prepare something.
pub(super) fn fill_helper(
    index: usize,
    container: &mut Fields,
    images: &[Image],
    templates: &mut Templates<'_>,
) {
    let Some(Value::String(image)) = container.get("image").cloned() else { return };
    let options = templates.options;
    let helpers = [
        ("waitImage", "The image of containers that wait or copy.", &options.wait_image),
        ("kubectlImage", "The image of containers that wait for a Job.", &options.kubectl_image),
    ];
    // A volume may be filled from the image of a service that runs elsewhere.
    let name = container.get("name").and_then(Value::as_str).unwrap_or_default();
    let is_of = |known: &&Image| seed::container_name(&known.service) == name;
    let same = || images.iter().filter(|known| known.text == image);
    let known = same().find(is_of).or_else(|| same().find(|known| known.index == index));
    let action = if let Some(known) = known {
        let way = templates.way(index, &known.service, &["image"]);
        if templates.has_variable(&image) {
            templates.used[index].insert(super::values::VARIABLES.to_owned());
        }
        include(&way, templates)
    } else if let Some((section, about, _)) = helpers.iter().find(|(.., known)| **known == image) {
        templates.values.set(section, about, &[], image_parts(&image, templates));
        templates.used[index].insert((*section).to_owned());
        include(&go::reference(&[section]), templates)
    } else {
        return;
    };
    container.insert("image".to_owned(), Value::from(templates.slots.text(action)));
}

fn image_value(index: usize, service: &str, image: &str, templates: &mut Templates<'_>) -> String {
    let parts = image_parts(image, templates);
    templates.values.set_service(service, &["image"], parts);
    let way = templates.way(index, service, &["image"]);
    if templates.has_variable(image) {
        templates.used[index].insert(super::values::VARIABLES.to_owned());
    }
    include(&way, templates)
}

fn include(way: &str, templates: &Templates<'_>) -> String {
    format!("{{{{ include \"{}.image\" (list . {way}) | quote }}}}", templates.chart)
}

/// Repository, tag and digest; variables in them are templates of their own.
fn image_parts(image: &str, templates: &Templates<'_>) -> Value {
    let (rest, digest) = image.split_once('@').unwrap_or((image, ""));
    let colon = rest.rfind(':').filter(|colon| !rest[*colon..].contains('/'));
    let (repository, tag) = colon.map_or((rest, ""), |colon| (&rest[..colon], &rest[colon + 1..]));
    let text = |text: &str| templates.as_template(text);
    json!({ "repository": text(repository), "tag": text(tag), "digest": text(digest) })
}

fn environment(
    index: usize,
    service: &str,
    container: &mut Fields,
    documents: &mut [Document],
    templates: &mut Templates<'_>,
) {
    let way = templates.way(index, service, &["extraEnv"]);
    templates.values.set_service(service, &["extraEnv"], json!([]));
    let Some(Value::Array(list)) = container.get_mut("env") else {
        let lines = format!(
            "{{{{- with {way} }}}}\nenv:\n  {{{{- toYaml . | nindent <2> }}}}\n{{{{- end }}}}"
        );
        templates.slots.put(container, "env", lines);
        return;
    };
    for entry in list.iter_mut().filter_map(Value::as_object_mut) {
        let Some(Value::String(name)) = entry.get("name").cloned() else { continue };
        if let Some(Value::String(text)) = entry.get("value") {
            if !templates.has_variable(text) {
                let text = Value::from(text.as_str());
                let slot = templates.value(index, service, &["env", &name], text, " | quote");
                entry.insert("value".to_owned(), slot);
            }
        } else if let Some(reference) = entry.get("valueFrom").and_then(|it| it.get("secretKeyRef"))
        {
            secret_variable(service, &name, reference, documents, templates);
        }
    }
    let lines = format!("{{{{- with {way} }}}}\n{{{{- toYaml . | nindent <0> }}}}\n{{{{- end }}}}");
    list.push(Value::from(templates.slots.lines(lines)));
}

/// A variable whose value is in a Secret of the project: the value is the chart's, the Secret stays.
fn secret_variable(
    service: &str,
    name: &str,
    reference: &Value,
    documents: &mut [Document],
    templates: &mut Templates<'_>,
) {
    let text = |name: &str| reference.get(name).and_then(Value::as_str);
    let (Some(secret), Some(key)) = (text("name"), text("key")) else { return };
    let Some(index) = templates.secrets.get(secret).copied() else { return };
    let Some(Value::Object(data)) = documents[index].fields.get_mut("data") else { return };
    let Some(Value::String(encoded)) = data.get(key) else { return };
    let decoded = yaml::decode_base64(encoded).and_then(|bytes| String::from_utf8(bytes).ok());
    // A Secret that several services share has its value from the first; a slot is not decoded.
    let Some(decoded) = decoded.filter(|text| !templates.has_variable(text)) else { return };
    let filters = " | b64enc | quote";
    let slot = templates.value(index, service, &["secretEnv", name], Value::from(decoded), filters);
    data.insert(key.to_owned(), slot);
}

fn resources(index: usize, service: &str, container: &mut Fields, templates: &mut Templates<'_>) {
    let resources = container.get("resources").cloned().unwrap_or_else(|| json!({}));
    if templates.has_variable(&resources.to_string()) {
        return;
    }
    templates.values.set_service(service, &["resources"], resources);
    let way = templates.way(index, service, &["resources"]);
    let lines = format!(
        "{{{{- with {way} }}}}\nresources:\n  {{{{- toYaml . | nindent <2> }}}}\n{{{{- end }}}}"
    );
    templates.slots.put(container, "resources", lines);
}
