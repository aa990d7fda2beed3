//! What the author left out and the specification says.
//!
//! Runs once on each merged model, included ones by themselves, before paths are resolved.

use super::LoadContext;
use crate::origin::Origin;
use crate::yaml::{Mapping, Node, Value};

/// Fills in defaults.
pub(crate) fn apply(tree: &mut Node, _: &mut LoadContext<'_>) {
    let services = tree.as_mapping_mut().and_then(|root| root.get_mut("services"));
    for (_, service) in services.and_then(Node::as_mapping_mut).into_iter().flatten() {
        for (key, node) in service.as_mapping_mut().into_iter().flatten() {
            match &**key {
                "build" => default(node, "context", || string(".")),
                "deploy" => reservations(node),
                "gpus" => each(node, device_request),
                "ports" => each(node, port),
                "secrets" => each(node, secret),
                "volumes" => each(node, mount),
                _ => {}
            }
        }
    }
}

fn each(list: &mut Node, fill: impl Fn(&mut Node)) {
    list.as_sequence_mut().into_iter().flatten().for_each(fill);
}

/// Sets a key that is not there.
fn default(node: &mut Node, key: &'static str, value: impl FnOnce() -> Node) {
    if let Some(mapping) = node.as_mapping_mut()
        && !mapping.contains_key(key)
    {
        mapping.insert(key, value());
    }
}

fn string(text: &str) -> Node {
    Node::string(text, origin())
}

fn origin() -> Origin {
    Origin::generated("default")
}

fn port(port: &mut Node) {
    default(port, "protocol", || string("tcp"));
    default(port, "mode", || string("ingress"));
}

/// A secret is a file named after it; a config has no such default.
fn secret(secret: &mut Node) {
    if let Some(source) = secret.get("source").and_then(Node::as_str) {
        let target = format!("/run/secrets/{source}");
        default(secret, "target", || string(&target));
    }
}

/// A request that names neither a number nor devices is for all of them.
fn device_request(request: &mut Node) {
    if request.get("device_ids").is_none() {
        default(request, "count", || string("all"));
    }
}

fn reservations(deploy: &mut Node) {
    let devices = ["resources", "reservations", "devices"]
        .into_iter()
        .try_fold(deploy, |node, key| node.as_mapping_mut()?.get_mut(key));
    if let Some(devices) = devices {
        each(devices, device_request);
    }
}

/// The host's path is created where it is missing, if the mount has options of a bind mount at all.
fn mount(mount: &mut Node) {
    let bind = mount.as_mapping_mut().and_then(|mount| mount.get_mut("bind"));
    if let Some(bind) = bind {
        if bind.is_null() {
            bind.value = Value::Mapping(Mapping::default());
        }
        default(bind, "create_host_path", || Node::bool(true, origin()));
    }
}
