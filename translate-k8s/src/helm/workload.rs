//! Workloads: how many pods, and what their containers run.

use serde_json::{Value, json};

use super::container::{self, Image};
use super::template::Templates;
use super::values::PULL_SECRETS;
use crate::document::{Document, Fields};
use crate::labels;

/// Makes values of what the workloads say.
pub(super) fn fill(documents: &mut [Document], templates: &mut Templates<'_>) {
    let mut images = Vec::new();
    for index in 0..documents.len() {
        let service = service(&documents[index]);
        let mut document = std::mem::take(&mut documents[index].fields);
        if let Some(Value::Object(spec)) = document.get_mut("spec") {
            counts(index, &service, spec, templates);
        }
        if let Some(pod) = pod(&mut document) {
            pod_spec(index, pod, documents, &mut images, templates);
            placement(index, &service, pod, templates);
        }
        documents[index].fields = document;
    }
    for (index, document) in documents.iter_mut().enumerate() {
        let Some(pod) = pod(&mut document.fields) else { continue };
        for (container, is_service) in containers(pod) {
            if !is_service {
                container::fill_helper(index, container, &images, templates);
            }
        }
    }
}

/// The service that an object belongs to.
pub(super) fn service(document: &Document) -> String {
    let label = document.fields.get("metadata").and_then(|it| it.get("labels"));
    let label = label.and_then(|labels| labels.get(labels::NAME)).and_then(Value::as_str);
    label.unwrap_or(&document.id.name).to_owned()
}

/// The number of pods, or its bounds for an autoscaler, and when they run.
fn counts(index: usize, service: &str, spec: &mut Fields, templates: &mut Templates<'_>) {
    // Counts that an autoscaler rules are not written, and those of jobs mean something else.
    if let Some(replicas) = spec.get_mut("replicas").filter(|replicas| replicas.is_u64()) {
        *replicas = templates.value(index, service, &["replicas"], replicas.take(), " | int");
    }
    for bound in ["minReplicas", "maxReplicas"] {
        if let Some(count) = spec.get_mut(bound).filter(|count| count.is_u64()) {
            let path = ["autoscaling", bound];
            *count = templates.value(index, service, &path, count.take(), " | int");
        }
    }
    if let Some(Value::String(text)) = spec.get("schedule")
        && !templates.has_variable(text)
    {
        let text = Value::from(text.as_str());
        let slot = templates.value(index, service, &["schedule"], text, " | quote");
        spec.insert("schedule".to_owned(), slot);
    }
}

fn pod_spec(
    index: usize,
    pod: &mut Fields,
    documents: &mut [Document],
    images: &mut Vec<Image>,
    templates: &mut Templates<'_>,
) {
    if !pod.contains_key(PULL_SECRETS) {
        let about = "Secrets with the credentials of registries, as `- name: NAME`.";
        templates.values.set(PULL_SECRETS, about, &[], Value::Array(Vec::new()));
        let lines = format!(
            "{{{{- with .Values.{PULL_SECRETS} }}}}\n{PULL_SECRETS}:\n  \
             {{{{- toYaml . | nindent <2> }}}}\n{{{{- end }}}}"
        );
        templates.slots.put(pod, PULL_SECRETS, lines);
    }
    for (container, is_service) in containers(pod) {
        if is_service {
            container::fill(index, container, documents, images, templates);
        }
    }
}

/// The containers of a pod, and whether each is that of a service: others only prepare something.
fn containers(pod: &mut Fields) -> impl Iterator<Item = (&mut Fields, bool)> {
    let lists = pod.iter_mut().filter_map(|(key, list)| Some((key.as_str(), list.as_array_mut()?)));
    let lists = lists.filter(|(key, _)| matches!(*key, "containers" | "initContainers"));
    lists.flat_map(|(key, list)| {
        list.iter_mut().filter_map(Value::as_object_mut).map(move |container| {
            let is_sidecar = container.get("restartPolicy").is_some_and(|it| it == "Always");
            let is_service = key == "containers" || is_sidecar;
            (container, is_service)
        })
    })
}

/// Where the pods run. An affinity of the translation's own names pods of the release, and stays.
fn placement(index: usize, service: &str, pod: &mut Fields, templates: &mut Templates<'_>) {
    for (name, none) in
        [("nodeSelector", json!({})), ("tolerations", json!([])), ("affinity", json!({}))]
    {
        let found = pod.get(name).cloned().unwrap_or(none);
        let is_own = name == "affinity" && pod.contains_key(name);
        if is_own || templates.has_variable(&found.to_string()) {
            continue;
        }
        templates.values.set_service(service, &[name], found);
        let way = templates.way(index, service, &[name]);
        let lines = format!(
            "{{{{- with {way} }}}}\n{name}:\n  {{{{- toYaml . | nindent <2> }}}}\n{{{{- end }}}}"
        );
        templates.slots.put(pod, name, lines);
    }
}

/// The specification of the pods of a workload.
fn pod(document: &mut Fields) -> Option<&mut Fields> {
    let way: &[&str] = match document.get("kind")?.as_str()? {
        "Deployment" | "StatefulSet" | "DaemonSet" | "Job" => &["template", "spec"],
        "CronJob" => &["jobTemplate", "spec", "template", "spec"],
        _ => return None,
    };
    way.iter()
        .try_fold(document.get_mut("spec")?, |place, name| place.get_mut(*name))?
        .as_object_mut()
}
