//! What follows from the rest: networks, names, dependencies.
//!
//! Runs once on the whole project, before it is typed and before profiles decide which services
//! take part, so that what follows from a disabled service is there as well.

use std::sync::Arc;

use super::environment::step;
use super::{LoadContext, Variables};
use crate::origin::Origin;
use crate::source::SourceMap;
use crate::types::path;
use crate::yaml::{Mapping, Node, Resolved, Scalar, Value};

/// Writes out what is implied.
pub(crate) fn apply(tree: &mut Node, context: &mut LoadContext<'_>) {
    let Some(root) = tree.as_mapping_mut() else { return };
    let mut uses_default_network = None;
    for (_, node) in section(root, "services") {
        if let Some(service) = node.as_mapping_mut() {
            if let Some(cause) = join_default_network(service) {
                uses_default_network.get_or_insert(cause);
            }
            normalise(service, &context.sources);
            if !context.options.skip.decoding {
                resolve_variables(service, &context.scope.variables);
            }
        }
    }
    if let Some(cause) = uses_default_network {
        declare_default_network(root, &cause);
    }
    let project = &context.project_name;
    root.insert("name", Node::string(project.value.as_str(), project.origin.clone()));
    for kind in ["networks", "volumes", "configs", "secrets"] {
        for (key, node) in section(root, kind) {
            name(key, node, &project.value);
        }
    }
}

const BY: &str = "normalisation";

fn section<'r>(
    root: &'r mut Mapping,
    key: &str,
) -> impl Iterator<Item = (&'r Arc<str>, &'r mut Node)> {
    root.get_mut(key).and_then(Node::as_mapping_mut).into_iter().flat_map(|map| map.iter_mut())
}

/// A service that says nothing about networks joins the default one. Gives the place that says that
/// it is used.
fn join_default_network(service: &mut Mapping) -> Option<Origin> {
    if service.contains_key("provider") || service.contains_key("network_mode") {
        return None;
    }
    match service.get_mut("networks") {
        Some(networks) if networks.as_mapping().is_some_and(|map| !map.is_empty()) => {
            networks.get("default").map(|network| network.origin.clone())
        }
        given => {
            let origin = match given {
                Some(empty) => Origin::generated_from(BY, &empty.origin),
                None => Origin::generated(BY),
            };
            let mut networks = Mapping::with_capacity(1);
            networks.insert("default", Node::null(origin.clone()));
            service.insert("networks", Node::mapping(networks, origin.clone()));
            Some(origin)
        }
    }
}

fn declare_default_network(root: &mut Mapping, cause: &Origin) {
    let origin = Origin::generated_from(BY, cause);
    if root.get("networks").and_then(Node::as_mapping).is_none() {
        root.insert("networks", Node::mapping(Mapping::default(), origin.clone()));
    }
    if let Some(networks) = root.get_mut("networks").and_then(Node::as_mapping_mut)
        && !networks.contains_key("default")
    {
        networks.insert("default", Node::null(origin));
    }
}

fn normalise(service: &mut Mapping, sources: &SourceMap) {
    if let Some(policy) = service.get_mut("pull_policy")
        && policy.as_str() == Some("if_not_present")
    {
        *policy = Node::string("missing", Origin::generated_from(BY, &policy.origin));
    }
    if let Some(build) = service.get_mut("build") {
        normalise_build(build);
    }
    imply_dependencies(service, sources);
    for mount in service.get_mut("volumes").and_then(Node::as_sequence_mut).into_iter().flatten() {
        clean_target(mount);
    }
    inherit_image(service);
}

fn normalise_build(node: &mut Node) {
    let origin = Origin::generated_from(BY, &node.origin);
    let Some(build) = node.as_mapping_mut() else { return };
    let is_absent = |build: &Mapping, key: &str| build.get(key).is_none_or(Node::is_null);
    if is_absent(build, "context") {
        build.insert("context", Node::string(".", origin.clone()));
    }
    if is_absent(build, "dockerfile") && is_absent(build, "dockerfile_inline") {
        build.insert("dockerfile", Node::string("Dockerfile", origin));
    }
}

/// Gives the variables and build arguments that are named without a value that of the project.
fn resolve_variables(service: &mut Mapping, variables: &Variables) {
    let build = service.get_mut("build").and_then(Node::as_mapping_mut);
    if let Some(args) = build.and_then(|build| build.get_mut("args")) {
        resolve(args, variables, Unset::Vanishes);
    }
    if let Some(environment) = service.get_mut("environment") {
        resolve(environment, variables, Unset::Stays);
    }
}

/// What becomes of an entry without a value whose variable is not set.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unset {
    Stays,
    Vanishes,
}

/// Gives entries without a value that of the project's variable.
fn resolve(node: &mut Node, variables: &Variables, unset: Unset) {
    let keep = |found: bool| found || unset == Unset::Stays;
    match &mut node.value {
        Value::Mapping(mapping) => mapping.retain(|name, node| {
            if !node.is_null() {
                return true;
            }
            let variable = variables.get(name);
            if let Some(variable) = variable {
                let mut origin = node.origin.clone();
                origin.extend(step(name, &node.origin, variables));
                *node = Node::string(Arc::clone(&variable.value), origin);
            }
            keep(variable.is_some())
        }),
        Value::Sequence(items) => items.retain_mut(|item| {
            // What is no text has been reported by the schema.
            let Some(name) = item.as_str().filter(|text| !text.contains('=')) else {
                return true;
            };
            let variable = variables.get(name);
            if let Some(variable) = variable {
                let mut origin = item.origin.clone();
                origin.extend(step(name, &item.origin, variables));
                *item = Node::string(format!("{name}={}", variable.value), origin);
            }
            keep(variable.is_some())
        }),
        Value::Scalar(_) => {}
    }
}

/// Links, shared namespaces and shared mounts need the other service to be there.
fn imply_dependencies(service: &mut Mapping, sources: &SourceMap) {
    let mut implied: Vec<(String, bool, Origin)> = Vec::new();
    let mut imply = |name: &str, restart, node: &Node, text: &str| {
        implied.push((name.to_owned(), restart, named_in(node, text, name, sources)));
    };
    let items = |key| service.get(key).and_then(Node::as_sequence).into_iter().flatten();
    for link in items("links") {
        if let Some(text) = link.as_str() {
            let name = match text.split_once(':') {
                Some((name, alias)) if !alias.contains(':') => name,
                _ => text,
            };
            imply(name, true, link, text);
        }
    }
    for namespace in ["network_mode", "ipc", "pid", "uts", "cgroup"] {
        if let Some(node) = service.get(namespace)
            && let Some(text) = node.as_str()
            && let Some(name) = text.strip_prefix("service:")
        {
            imply(name, true, node, text);
        }
    }
    for volumes in items("volumes_from") {
        if let Some(text) = volumes.as_str()
            && !text.starts_with("container:")
        {
            let name = text.split_once(':').map_or(text, |(name, _)| name);
            imply(name, false, volumes, text);
        }
    }
    if implied.is_empty() {
        return;
    }
    if service.get("depends_on").and_then(Node::as_mapping).is_none() {
        let origin = implied[0].2.clone();
        service.insert("depends_on", Node::mapping(Mapping::default(), origin));
    }
    let Some(dependencies) = service.get_mut("depends_on").and_then(Node::as_mapping_mut) else {
        return;
    };
    for (name, restart, origin) in implied {
        if !dependencies.contains_key(&name) {
            dependencies.insert(name, dependency(restart, &origin));
        }
    }
}

/// The origin of what follows from a name in a text: the name's place, which is that of a key.
fn named_in(node: &Node, text: &str, name: &str, sources: &SourceMap) -> Origin {
    let origin = Origin::generated_from(BY, &node.origin);
    let Some(span) = node.origin.span() else { return origin };
    // The name stands at one of the ends.
    let start = if text.starts_with(name) { 0 } else { text.len() - name.len() };
    let place = sources.part(span, text, start..start + name.len());
    origin.at(place).with_key(Some(place))
}

fn dependency(restart: bool, origin: &Origin) -> Node {
    let mut dependency = Mapping::with_capacity(3);
    dependency.insert("condition", Node::string("service_started", origin.clone()));
    dependency.insert("restart", Node::bool(restart, origin.clone()));
    dependency.insert("required", Node::bool(true, origin.clone()));
    Node::mapping(dependency, origin.clone())
}

fn clean_target(mount: &mut Node) {
    let target = mount.as_mapping_mut().and_then(|mount| mount.get_mut("target"));
    if let Some(target) = target
        && let Some(text) = target.as_str()
    {
        let clean = path::clean(text);
        if clean != text {
            *target = Node::string(clean, target.origin.clone());
        }
    }
}

/// A command that runs before the service does so in the service's own image unless it names another.
fn inherit_image(service: &mut Mapping) {
    let Some(image) = service.get("image").filter(|image| !image.is_null()) else { return };
    let image = Node { origin: Origin::generated_from(BY, &image.origin), ..image.clone() };
    for hook in service.get_mut("pre_start").and_then(Node::as_sequence_mut).into_iter().flatten() {
        if let Some(hook) = hook.as_mapping_mut()
            && !hook.contains_key("image")
        {
            hook.insert("image", image.clone());
        }
    }
}

/// What has no name of its own gets that of the project and its key; what exists already, its key.
fn name(key: &str, node: &mut Node, project: &str) {
    let origin = Origin::generated_from(BY, &node.origin);
    if node.is_null() {
        node.value = Value::Mapping(Mapping::with_capacity(1));
    }
    let Some(resource) = node.as_mapping_mut() else { return };
    if resource.get("name").is_some_and(|name| !name.is_null()) {
        return;
    }
    let is_external = resource.get("external").and_then(Node::as_scalar).map(Scalar::resolve)
        == Some(Resolved::Bool(true));
    let name = if is_external { key.to_owned() } else { format!("{project}_{key}") };
    resource.insert("name", Node::string(name, origin));
}
