//! One-shots that only one service waits for become init containers of that service.

use std::collections::BTreeMap;

use compose_model::Project;
use compose_model::diagnostic::{Diagnostic, Diagnostics};
use compose_model::model::Service;
use compose_model::model::service::Condition;

use super::one_shot::OneShots;
use super::{Group, mode, replicas};
use crate::discovery::Discovery;
use crate::extension::Extension;
use crate::extension::words::Kind;
use crate::rules::INIT_ONE_SHOT;

/// Moves each such one-shot into the group of its dependant.
///
/// It must run once for the one pod of its dependant, nobody else may name it, and nothing that a
/// whole pod shares may be set apart.
pub(super) fn one_shots<'a>(
    project: &'a Project,
    groups: Vec<Group<'a>>,
    one_shots: &OneShots<'a>,
    discovery: &Discovery,
    extension: &Extension,
    diagnostics: &mut Diagnostics,
) -> Vec<Group<'a>> {
    let dependants = dependants(project);
    // From a one-shot to its dependant; a chain of them ends at a service that stays.
    let mut host: BTreeMap<&'a str, &'a str> = BTreeMap::new();
    for group in &groups {
        let [key] = group.as_slice() else { continue };
        if !one_shots.contains_key(key) || discovery.is_server(key) {
            continue;
        }
        let Some([(dependant, Condition::CompletedSuccessfully)]) =
            dependants.get(key).map(Vec::as_slice)
        else {
            continue;
        };
        let (one_shot, other) = (&project.services[*key], &project.services[*dependant]);
        // Settings of the pod or the Job want a pod of its own; an autoscaled one has several.
        let (own, others) = (extension.service(key), extension.service(dependant));
        let kind = others.kind.as_ref().map(|kind| kind.value);
        let several = matches!(kind, Some(Kind::DaemonSet | Kind::Job | Kind::CronJob));
        if !own.is_of_container() || others.autoscaling.is_some() || several {
            continue;
        }
        if runs_once(one_shot) && runs_once(other) && same_pod_settings(one_shot, other) {
            host.insert(key, dependant);
        }
    }
    let mut moved: BTreeMap<&'a str, Vec<&'a str>> = BTreeMap::new();
    let mut kept = Vec::with_capacity(groups.len());
    for group in groups {
        let Some(first_host) = host.get(group[0]).filter(|_| group.len() == 1) else {
            kept.push(group);
            continue;
        };
        let Some(dependant) = last_host(&host, first_host) else {
            kept.push(group);
            continue;
        };
        moved.entry(dependant).or_default().push(group[0]);
        let condition = project.services[*first_host].depends_on.get(group[0]);
        let message = format!("`{}` runs as an init container of `{dependant}`", group[0]);
        diagnostics.push(
            Diagnostic::new(&INIT_ONE_SHOT, message)
                .at(
                    condition.and_then(|it| it.origin.place()),
                    "the only service that waits for it",
                )
                .subject(format!("services.{}", group[0])),
        );
    }
    for group in &mut kept {
        let joined: Vec<&str> =
            group.iter().filter_map(|key| moved.remove(key)).flatten().collect();
        group.extend(joined);
    }
    kept
}

/// The service at the end of a chain of one-shots, unless it goes in a circle.
fn last_host<'a>(host: &BTreeMap<&'a str, &'a str>, first: &'a str) -> Option<&'a str> {
    let mut dependant = first;
    for _ in 0..=host.len() {
        match host.get(dependant) {
            Some(next) => dependant = next,
            None => return Some(dependant),
        }
    }
    None
}

/// Who depends on whom, and how.
fn dependants(project: &Project) -> BTreeMap<&str, Vec<(&str, Condition)>> {
    let mut dependants: BTreeMap<&str, Vec<(&str, Condition)>> = BTreeMap::new();
    for (key, service) in &project.services {
        for (other, dependency) in &service.depends_on {
            let condition =
                dependency.condition.as_ref().map_or_else(Condition::default, |it| it.value);
            dependants.entry(other).or_default().push((key, condition));
        }
    }
    dependants
}

/// An init container runs once for each pod: more pods would run a migration side by side.
fn runs_once(service: &Service) -> bool {
    replicas(service) == 1 && !matches!(mode(service), Some("global" | "global-job"))
}

/// Whether nothing that all containers of a pod share is set for the one-shot alone.
fn same_pod_settings(one_shot: &Service, other: &Service) -> bool {
    let placement = |service: &Service| {
        service.deploy.as_ref().and_then(|deploy| deploy.placement.as_ref()).cloned()
    };
    let none_or_same = |mine: Option<&str>, other: Option<&str>| mine.is_none() || mine == other;
    let text =
        |value: &'_ compose_model::model::Maybe<String>| value.as_ref().map(|it| it.value.clone());
    let shared = |service: &Service| {
        [
            text(&service.network_mode),
            text(&service.pid),
            text(&service.ipc),
            text(&service.hostname),
            text(&service.domainname),
            text(&service.platform),
        ]
    };
    let (mine, others) = (shared(one_shot), shared(other));
    let namespaces = mine
        .iter()
        .zip(&others)
        .all(|(mine, other)| none_or_same(mine.as_deref(), other.as_deref()));
    let networks = one_shot.networks.len() == other.networks.len()
        && one_shot.networks.keys().all(|key| other.networks.contains_key(key));
    namespaces
        && networks
        && one_shot.network_mode == other.network_mode
        && (placement(one_shot).is_none() || placement(one_shot) == placement(other))
        && (one_shot.sysctls.is_empty() || one_shot.sysctls == other.sysctls)
        && (one_shot.dns.is_empty() || one_shot.dns == other.dns)
        && (one_shot.dns_search.is_empty() || one_shot.dns_search == other.dns_search)
        && (one_shot.dns_opt.is_empty() || one_shot.dns_opt == other.dns_opt)
        && (one_shot.extra_hosts.is_empty() || one_shot.extra_hosts == other.extra_hosts)
}
