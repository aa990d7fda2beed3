//! The ways in: types of Services, Ingresses and routes.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::template::{Condition, Templates};
use super::workload::service;
use crate::document::{Document, Fields};

/// Makes values of what Services, Ingresses and routes say.
pub(super) fn fill(documents: &mut [Document], templates: &mut Templates<'_>) {
    for (index, document) in documents.iter_mut().enumerate() {
        let name = service(document);
        match document.id.kind.as_str() {
            "Service" => {
                if document.id.name == name {
                    service_type(index, &name, document, templates);
                }
                node_ports(index, &name, document, templates);
            }
            "Ingress" => ingress(index, &name, document, templates),
            "HTTPRoute" => route(index, &name, document, templates),
            _ => {}
        }
    }
}

/// Headless Services have no type, and ports of nodes belong to one.
fn service_type(index: usize, name: &str, document: &mut Document, templates: &mut Templates<'_>) {
    let Some(Value::Object(spec)) = document.fields.get_mut("spec") else { return };
    let has_node_ports = spec
        .get("ports")
        .and_then(Value::as_array)
        .is_some_and(|ports| ports.iter().any(|port| port.get("nodePort").is_some()));
    let found = spec.get("type").and_then(Value::as_str).unwrap_or("ClusterIP").to_owned();
    if spec.contains_key("clusterIP") || has_node_ports || found == "ExternalName" {
        return;
    }
    templates.values.set_service(name, &["service", "type"], Value::from(found));
    let way = templates.way(index, name, &["service", "type"]);
    let lines =
        format!("{{{{- if ne {way} \"ClusterIP\" }}}}\ntype: {{{{ {way} }}}}\n{{{{- end }}}}");
    templates.slots.put(spec, "type", lines);
}

/// The ports of nodes that somebody has chosen, by the names of the Service's ports.
fn node_ports(index: usize, name: &str, document: &mut Document, templates: &mut Templates<'_>) {
    let Some(Value::Object(spec)) = document.fields.get_mut("spec") else { return };
    let Some(Value::Array(ports)) = spec.get_mut("ports") else { return };
    for port in ports.iter_mut().filter_map(Value::as_object_mut) {
        let Some(Value::String(port_name)) = port.get("name").cloned() else { continue };
        if let Some(number) = port.get_mut("nodePort").filter(|number| number.is_u64()) {
            let path = ["service", "nodePorts", &port_name];
            *number = templates.value(index, name, &path, number.take(), " | int");
        }
    }
}

fn ingress(index: usize, name: &str, document: &mut Document, templates: &mut Templates<'_>) {
    let is_first = enabled(index, name, "ingress", templates);
    if is_first {
        annotations(index, name, "ingress", &mut document.fields, templates);
    }
    let Some(Value::Object(spec)) = document.fields.get_mut("spec") else { return };
    if is_first {
        let class = spec.get("ingressClassName").cloned().unwrap_or_else(|| json!(""));
        templates.values.set_service(name, &["ingress", "className"], class);
        let way = templates.way(index, name, &["ingress", "className"]);
        let lines =
            format!("{{{{- with {way} }}}}\ningressClassName: {{{{ . | quote }}}}\n{{{{- end }}}}");
        templates.slots.put(spec, "ingressClassName", lines);
    }
    let rules = spec.get("rules").and_then(Value::as_array);
    let found = rules.map_or_else(Vec::new, |rules| {
        rules.iter().filter_map(|rule| rule.get("host")?.as_str().map(str::to_owned)).collect()
    });
    let slots = hosts(index, name, "ingress", is_first, found, templates);
    for list in ["rules", "tls"] {
        if let Some(content) = spec.get_mut(list) {
            replace(content, &slots);
        }
    }
}

fn route(index: usize, name: &str, document: &mut Document, templates: &mut Templates<'_>) {
    let is_first = enabled(index, name, "route", templates);
    if is_first {
        annotations(index, name, "route", &mut document.fields, templates);
    }
    let Some(Value::Object(spec)) = document.fields.get_mut("spec") else { return };
    let Some(content) = spec.get_mut("hostnames") else { return };
    let found = content.as_array().map_or_else(Vec::new, |hosts| {
        hosts.iter().filter_map(Value::as_str).map(str::to_owned).collect()
    });
    let slots = hosts(index, name, "route", is_first, found, templates);
    replace(content, &slots);
}

/// Makes the object one that can be left out; whether further values are still to be made, which
/// belong to the first object of a service.
fn enabled(index: usize, name: &str, kind: &str, templates: &mut Templates<'_>) -> bool {
    let section = templates.values.service(name);
    let is_first =
        templates.values.section(&section).is_none_or(|section| section.get(kind).is_none());
    templates.values.set_service(name, &[kind, "enabled"], Value::from(true));
    let enabled = templates.way(index, name, &[kind, "enabled"]);
    templates.conditions[index] = Some(Condition { enabled, hosts: Vec::new() });
    is_first
}

fn annotations(
    index: usize,
    name: &str,
    kind: &str,
    document: &mut Fields,
    templates: &mut Templates<'_>,
) {
    let Some(Value::Object(metadata)) = document.get_mut("metadata") else { return };
    let found = metadata.get("annotations").cloned().unwrap_or_else(|| json!({}));
    if templates.has_variable(&found.to_string()) {
        return;
    }
    templates.values.set_service(name, &[kind, "annotations"], found);
    let way = templates.way(index, name, &[kind, "annotations"]);
    let lines = format!(
        "{{{{- with {way} }}}}\nannotations:\n  {{{{- toYaml . | nindent <2> }}}}\n{{{{- end }}}}"
    );
    templates.slots.put(metadata, "annotations", lines);
}

/// The actions for the hosts of a way in: `host` is the one of the first, several are `hosts`, by their
/// first words.
fn hosts(
    index: usize,
    name: &str,
    kind: &str,
    is_first: bool,
    mut hosts: Vec<String>,
    templates: &mut Templates<'_>,
) -> Vec<(String, Value)> {
    let mut seen = BTreeSet::new();
    hosts.retain(|host| !templates.has_variable(host) && seen.insert(host.clone()));
    let word = |host: &str| host.split('.').next().unwrap_or_default().to_owned();
    let section = templates.values.service(name);
    let mut slots = Vec::with_capacity(hosts.len());
    for host in &hosts {
        let key = word(host);
        let others = templates.values.section(&section).map(|it| &it[kind]["hosts"][&key]);
        let is_taken = others.is_some_and(|other| !other.is_null())
            || hosts.iter().filter(|other| word(other) == key).count() > 1;
        let key = if is_taken || key == "*" { host.clone() } else { key };
        let path: &[&str] =
            if is_first && hosts.len() == 1 { &[kind, "host"] } else { &[kind, "hosts", &key] };
        let way = templates.way(index, name, path);
        if let Some(condition) = &mut templates.conditions[index] {
            condition.hosts.push(way);
        }
        let value = Value::from(host.as_str());
        slots.push((host.clone(), templates.value(index, name, path, value, " | quote")));
    }
    slots
}

/// Replaces texts wherever they stand as a whole.
fn replace(value: &mut Value, slots: &[(String, Value)]) {
    match value {
        Value::String(found) => {
            if let Some((_, slot)) = slots.iter().find(|(text, _)| text == found) {
                value.clone_from(slot);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| replace(item, slots)),
        Value::Object(map) => map.values_mut().for_each(|item| replace(item, slots)),
        _ => {}
    }
}
