//! What no schema can say about one model: attributes that exclude each other or need one another.
//!
//! Runs once on each merged model, included ones by themselves, after defaults. What concerns the
//! whole project is in `consistency`.

use std::net::IpAddr;

use super::LoadContext;
use super::pattern::KeyPath;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::rules;
use crate::yaml::{Mapping, Node, Resolved, Scalar};

/// Reports what contradicts itself.
pub(crate) fn apply(tree: &mut Node, context: &mut LoadContext<'_>) {
    let diagnostics = &mut context.diagnostics;
    for (section, node) in entries(tree) {
        let at = KeyPath::ROOT.key(section);
        for (name, node) in entries(node) {
            let at = at.key(name);
            match section {
                "services" => service(node, &at, diagnostics),
                "volumes" => external_volume(node, &at, diagnostics),
                "configs" => {
                    file_object(node, &["file", "environment", "content"], &at, diagnostics);
                }
                "secrets" => file_object(node, &["file", "environment"], &at, diagnostics),
                _ => break,
            }
        }
    }
}

fn entries(node: &Node) -> impl Iterator<Item = (&str, &Node)> {
    node.as_mapping().into_iter().flatten().map(|(key, node)| (&**key, node))
}

fn items(node: &Node) -> impl Iterator<Item = (usize, &Node)> {
    node.as_sequence().into_iter().flatten().enumerate()
}

fn service(node: &Node, at: &KeyPath<'_>, diagnostics: &mut Diagnostics) {
    for (key, node) in entries(node) {
        let at = at.key(key);
        match key {
            "deploy" => reservations(node, &at, diagnostics),
            "develop" => watch(node, &at, diagnostics),
            "gpus" => {
                for (i, request) in items(node) {
                    device_request(request, &at.index(i), diagnostics);
                }
            }
            "ports" => {
                for (i, port) in items(node) {
                    host_address(port, &at.index(i), diagnostics);
                }
            }
            _ => {}
        }
    }
}

fn reservations(deploy: &Node, at: &KeyPath<'_>, diagnostics: &mut Diagnostics) {
    let Some(resources) = deploy.get("resources") else { return };
    let Some(reservations) = resources.get("reservations") else { return };
    let Some(devices) = reservations.get("devices") else { return };
    let (resources, reservations) = (at.key("resources"), "reservations");
    let reservations = resources.key(reservations);
    let at = reservations.key("devices");
    for (i, request) in items(devices) {
        device_request(request, &at.index(i), diagnostics);
    }
}

fn device_request(node: &Node, at: &KeyPath<'_>, diagnostics: &mut Diagnostics) {
    if let (Some(count), Some(ids)) = (node.get("count"), node.get("device_ids")) {
        let message = format!("`{at}` has both `count` and `device_ids`");
        let diagnostic = Diagnostic::new(&rules::CONFLICTING_ATTRIBUTES, message)
            .at(ids.origin.place(), "which devices")
            .related(count.origin.place(), "how many")
            .help("keep `device_ids` for certain devices, `count` for any")
            .subject(at.to_string());
        diagnostics.push(diagnostic);
    }
}

fn watch(develop: &Node, at: &KeyPath<'_>, diagnostics: &mut Diagnostics) {
    let Some(watch) = develop.get("watch") else { return };
    let at = at.key("watch");
    for (i, rule) in items(watch) {
        if let Some(path) = rule.get("path")
            && path.as_str().is_some_and(str::is_empty)
        {
            let diagnostic = Diagnostic::new(&rules::MISSING_SOURCE, "the path to watch is empty")
                .at(&path.origin, "")
                .help("write the file or folder to watch")
                .subject(at.index(i).key("path").to_string());
            diagnostics.push(diagnostic);
        }
    }
}

fn host_address(port: &Node, at: &KeyPath<'_>, diagnostics: &mut Diagnostics) {
    let Some(address) = port.get("host_ip") else { return };
    if let Some(text) = address.as_str()
        && text.parse::<IpAddr>().is_err()
    {
        let message = format!("`{text}` is not an IP address");
        let diagnostic = Diagnostic::new(&rules::INVALID_PORT, message)
            .at(&address.origin, "")
            .subject(at.key("host_ip").to_string());
        diagnostics.push(diagnostic);
    }
}

/// An external volume exists already: nothing but its name can be said about it.
fn external_volume(node: &Node, at: &KeyPath<'_>, diagnostics: &mut Diagnostics) {
    let Some(external) = node.get("external") else { return };
    if external.as_scalar().map(Scalar::resolve) != Some(Resolved::Bool(true)) {
        return;
    }
    let others = entries(node)
        .filter(|(key, _)| !matches!(*key, "name" | "external") && !key.starts_with("x-"));
    for (key, node) in others {
        let message = format!("`{at}` is external and has `{key}`");
        let diagnostic = Diagnostic::new(&rules::CONFLICTING_ATTRIBUTES, message)
            .at(node.origin.place(), "for volumes that are created")
            .related(external.origin.place(), "this one exists already")
            .help(format!("remove `{key}`, or `external`"))
            .subject(at.key(key).to_string());
        diagnostics.push(diagnostic);
    }
}

/// A config or secret has exactly one source, unless it is external or a driver knows it.
fn file_object(node: &Node, keys: &[&str], at: &KeyPath<'_>, diagnostics: &mut Diagnostics) {
    let Some(mapping) = node.as_mapping() else { return };
    let sources: Vec<(&str, &Node)> =
        keys.iter().filter_map(|key| Some((*key, mapping.get(key)?))).collect();
    match sources.as_slice() {
        [] if !has_other_source(mapping) => {
            let message = format!("`{at}` has no source");
            let diagnostic = Diagnostic::new(&rules::MISSING_SOURCE, message)
                .at(node.origin.place(), "")
                .help(format!("set one of {}, or `external: true`", quoted(keys)))
                .subject(at.to_string());
            diagnostics.push(diagnostic);
        }
        [] | [_] => {}
        [(first, one), (second, other), ..] => {
            let message = format!("`{at}` has two sources, `{first}` and `{second}`");
            let diagnostic = Diagnostic::new(&rules::CONFLICTING_ATTRIBUTES, message)
                .at(other.origin.place(), "")
                .related(one.origin.place(), "the other source")
                .help("keep one of them")
                .subject(at.to_string());
            diagnostics.push(diagnostic);
        }
    }
}

/// `external: false` counts, as in the reference loader.
fn has_other_source(mapping: &Mapping) -> bool {
    mapping.contains_key("driver") || mapping.contains_key("external")
}

fn quoted(keys: &[&str]) -> String {
    keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ")
}
