//! What flags say about every service: written into the project as its labels and attributes would
//! say it, so that there is one way on which they take effect.

use std::collections::{HashMap, HashSet};

use compose_model::model::Service;
use compose_model::model::service::Condition;
use compose_model::{Project, Spanned};
use indexmap::IndexMap;

use super::args::Args;
use super::values::GroupMode;

/// Changes the project as the flags say, and gives the warnings about it.
pub(super) fn apply(args: &Args, project: &mut Project) -> Vec<String> {
    let awaited = awaited(project);
    for (key, service) in &mut project.services {
        let service = &mut service.value;
        let is_server = is_server(service) && !awaited.contains(key);
        if let Some(replicas) = args.replicas.filter(|_| is_server) {
            service.scale = Some(Spanned::generated(replicas, "--replicas"));
        }
        if let Some(controller) = args.controller.filter(|_| is_server) {
            set_default(service, "kompose.controller.type", controller.label(), "--controller");
        }
        // The other two kinds are what volumes and bound files become anyway.
        if let Some(kind) = args.volumes.filter(|kind| matches!(*kind, "emptyDir" | "hostPath")) {
            set_default(service, "kompose.volume.type", kind, "--volumes");
        }
    }
    group(args, project)
}

/// The services whose end others wait for.
fn awaited(project: &Project) -> HashSet<String> {
    let dependencies = project.services.values().flat_map(|service| &service.depends_on);
    let end = dependencies.filter(|(_, dependency)| {
        let condition = dependency.condition.as_ref();
        condition.is_some_and(|it| it.value == Condition::CompletedSuccessfully)
    });
    end.map(|(key, _)| key.clone()).collect()
}

/// Kinds of workloads and numbers of replicas are those of servers: what ends runs once.
fn is_server(service: &Service) -> bool {
    let deploy = service.deploy.as_ref();
    let mode = deploy.and_then(|deploy| deploy.mode.as_ref()).map(|it| it.value.as_str());
    let policy = deploy.and_then(|deploy| deploy.restart_policy.as_ref());
    let condition = policy.and_then(|policy| policy.condition.as_ref());
    let restart = condition.or(service.restart.as_ref()).map(|it| it.value.as_str());
    let ends = |text: &str| matches!(text, "no" | "none") || text.starts_with("on-failure");
    !mode.is_some_and(|mode| mode.ends_with("-job")) && !restart.is_some_and(ends)
}

/// A label of the service counts before a flag.
fn set_default(service: &mut Service, label: &str, value: &str, flag: &'static str) {
    if !service.labels.keys().any(|key| key.eq_ignore_ascii_case(label)) {
        service.labels.insert(label.to_owned(), Spanned::generated(value.to_owned(), flag));
    }
}

const GROUP: &str = "kompose.service.group";

/// Kompose reads `kompose.service.group` only where `--service-group-mode label` says so.
fn group(args: &Args, project: &mut Project) -> Vec<String> {
    let mut warnings = Vec::new();
    match args.group_mode {
        Some(GroupMode::Label) => {}
        Some(GroupMode::Volume) => {
            remove_groups(project);
            let groups = by_volumes(project);
            if let Some(name) = &args.group_name {
                warnings.extend(call(name, groups, project));
            }
        }
        None => {
            if let Some(key) = remove_groups(project) {
                warnings.push(format!(
                    "`{GROUP}` of `{key}` counts only with `--service-group-mode label`"
                ));
            }
        }
    }
    warnings
}

/// Removes the label from all services, and gives the first that had it.
fn remove_groups(project: &mut Project) -> Option<String> {
    let mut first = None;
    for (key, service) in &mut project.services {
        let before = service.value.labels.len();
        service.value.labels.retain(|label, _| !label.eq_ignore_ascii_case(GROUP));
        if service.value.labels.len() < before {
            first.get_or_insert_with(|| key.clone());
        }
    }
    first
}

/// Services with the same volumes become a group, called after the first of them.
fn by_volumes(project: &mut Project) -> IndexMap<String, Vec<String>> {
    let mut groups: HashMap<Vec<String>, String> = HashMap::new();
    let mut members: IndexMap<String, Vec<String>> = IndexMap::new();
    for (key, service) in &mut project.services {
        let sources = service.value.volumes.iter().filter_map(|mount| mount.source.as_ref());
        let mut sources: Vec<String> = sources.map(|it| it.value.clone()).collect();
        if sources.is_empty() {
            continue;
        }
        sources.sort();
        let name = groups.entry(sources).or_insert_with(|| key.clone()).clone();
        members.entry(name.clone()).or_default().push(key.clone());
        let label = Spanned::generated(name, "--service-group-mode");
        service.value.labels.insert(GROUP.to_owned(), label);
    }
    members.retain(|_, keys| keys.len() > 1);
    members
}

/// Gives the one group its name: a Service that leads to all ports of its pod. Kompose takes the names of
/// the services away for it, under which others look for them; here they stay.
fn call(
    name: &str,
    groups: IndexMap<String, Vec<String>>,
    project: &mut Project,
) -> Option<String> {
    if groups.len() != 1 {
        let count = groups.len();
        return Some(format!("`--service-group-name` names one group, and there are {count}"));
    }
    for key in groups.into_values().flatten() {
        let service = project.services.get_mut(&key);
        let network = service.and_then(|service| service.value.networks.values_mut().next());
        if let Some(network) = network {
            let alias = Spanned::generated(name.to_owned(), "--service-group-name");
            network.value.get_or_insert_default().aliases.push(alias);
        }
    }
    None
}
