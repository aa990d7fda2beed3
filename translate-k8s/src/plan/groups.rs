//! Services that share a namespace of another service run in its pod.

use compose_model::Project;
use compose_model::diagnostic::{Diagnostic, Diagnostics};
use compose_model::model::Service;
use indexmap::IndexMap;

use super::Group;
use crate::extension::{Extension, idle, service_key};
use crate::rules::UNKNOWN_CONTAINER;

/// The groups of services that share a pod, in the order of their first services. The leader of a
/// group is the service whose namespace the others join.
pub(super) fn find<'a>(
    project: &'a Project,
    extension: &Extension,
    diagnostics: &mut Diagnostics,
) -> Vec<Group<'a>> {
    let mut parent: Vec<usize> = (0..project.services.len()).collect();
    let containers = container_names(project);
    for (at, (key, service)) in project.services.iter().enumerate() {
        for (attribute, mode) in shared_namespaces(service) {
            let Some((kind, name)) = target(mode) else { continue };
            let found = match kind {
                Target::Service => project.services.get_index_of(name),
                Target::Container => containers.get(name).copied(),
            };
            if let Some(other) = found {
                let (from, to) = (root(&mut parent, at), root(&mut parent, other));
                parent[from] = to;
            } else {
                let message =
                    format!("`{attribute}: {}` names no service of the project", mode.value);
                diagnostics.push(
                    Diagnostic::new(&UNKNOWN_CONTAINER, message)
                        .at(&mode.origin, "")
                        .help("add the container to the project as a service")
                        .subject(format!("services.{key}.{attribute}")),
                );
            }
        }
    }
    // `x-k8s.pod`: the first service of each name leads.
    let mut named: IndexMap<&str, Vec<usize>> = IndexMap::new();
    for (at, (key, service)) in project.services.iter().enumerate() {
        let Some(name) = &extension.service(key).pod else { continue };
        if service.provider.is_some() {
            continue;
        }
        let same = named.entry(name.value.as_str()).or_default();
        same.push(at);
        let (from, to) = (root(&mut parent, at), root(&mut parent, same[0]));
        parent[from] = to;
    }
    for (name, services) in &named {
        let [alone] = services[..] else { continue };
        let Some(key) = project.services.get_index(alone).map(|(key, _)| key) else { continue };
        let Some(pod) = &extension.service(key).pod else { continue };
        let why = format!("no other service says `{name}`");
        idle::report_one(service_key(key, "pod"), &pod.origin, &why, diagnostics);
    }
    let mut groups: IndexMap<usize, Group<'a>> = IndexMap::new();
    for (at, (key, service)) in project.services.iter().enumerate() {
        if service.provider.is_some() {
            continue;
        }
        let leader = root(&mut parent, at);
        let group = groups.entry(leader).or_default();
        if leader == at { group.insert(0, key) } else { group.push(key) }
    }
    groups.into_values().collect()
}

/// The attributes of a service that may name another one's namespace.
fn shared_namespaces(
    service: &Service,
) -> impl Iterator<Item = (&'static str, &compose_model::Spanned<String>)> {
    [("network_mode", &service.network_mode), ("pid", &service.pid), ("ipc", &service.ipc)]
        .into_iter()
        .filter_map(move |(name, value)| value.as_ref().map(|value| (name, value)))
}

enum Target {
    Service,
    Container,
}

fn target(mode: &str) -> Option<(Target, &str)> {
    let service = mode.strip_prefix("service:").map(|name| (Target::Service, name));
    service.or_else(|| mode.strip_prefix("container:").map(|name| (Target::Container, name)))
}

fn container_names(project: &Project) -> IndexMap<&str, usize> {
    let named = project.services.values().enumerate();
    named
        .filter_map(|(at, service)| Some((service.container_name.as_ref()?.value.as_str(), at)))
        .collect()
}

/// The root of a service's tree; shortens the way for the next time.
fn root(parent: &mut [usize], mut at: usize) -> usize {
    while parent[at] != at {
        parent[at] = parent[parent[at]];
        at = parent[at];
    }
    at
}
