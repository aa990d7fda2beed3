//! Which services run in one pod, and which kind of workload runs the pod.
//!
//! The names of containers are those of their services (`Names::service`), which are unique.
//! Decided before anything is built, because Services, waits, volumes and policies all ask.

mod aliases;
mod groups;
mod inline;
mod one_shot;
mod order;
mod roles;

use std::collections::{HashMap, HashSet};

pub(crate) use aliases::{divided as divided_aliases, host_name};
use compose_model::Project;
use compose_model::diagnostic::Diagnostics;
use compose_model::model::Service;
use indexmap::{IndexMap, IndexSet};

use crate::discovery::Discovery;
use crate::extension::Extension;
use crate::extension::words::Kind;
use crate::names::Names;
use crate::options::KubeVersion;

/// The pods of a project.
#[derive(Debug, Default)]
pub(crate) struct Plan<'a> {
    /// The pods: those that others wait for come before them, else in the order of the project.
    pub(crate) pods: Vec<PodPlan<'a>>,
    /// The further names under which services are reached: container names, network and link aliases.
    pub(crate) aliases: IndexMap<&'a str, Vec<&'a str>>,
    /// The networks with so many pods that their policies select them by a label of the network, and
    /// not by their names.
    pub(crate) crowded_networks: HashSet<&'a str>,
    shared_aliases: HashMap<&'a str, Vec<&'a str>>,
    pod_of: IndexMap<&'a str, usize>,
    service_names: HashSet<&'a str>,
    circular: HashSet<(&'a str, &'a str)>,
}

/// A pod: one service, or several that share a network, process or IPC namespace.
#[derive(Debug)]
pub(crate) struct PodPlan<'a> {
    /// The services; the first leads: it names the workload and decides about replicas and updates.
    pub(crate) members: Vec<Member<'a>>,
    /// What runs the pod.
    pub(crate) kind: WorkloadKind,
}

/// A service in a pod.
#[derive(Debug)]
pub(crate) struct Member<'a> {
    /// The key in the project.
    pub(crate) key: &'a str,
    /// The name of the container, a DNS label that is unique in the pod.
    pub(crate) name: &'a str,
    /// The service.
    pub(crate) service: &'a Service,
    /// How its container runs.
    pub(crate) role: Role,
}

/// How a container runs in its pod.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// As one of `containers`.
    Main,
    /// As an init container that keeps running, because others of the pod wait for it.
    Sidecar,
    /// As an init container that ends before the others start.
    Init,
}

/// What runs a pod.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WorkloadKind {
    /// Runs for ever, so many times.
    Deployment,
    /// Runs for ever on every node.
    DaemonSet,
    /// Runs for ever, each with a name and storage of its own.
    StatefulSet,
    /// Runs to its end.
    Job,
    /// Runs to its end, again and again.
    CronJob,
}

impl WorkloadKind {
    /// The kind of the object.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Deployment => "Deployment",
            Self::DaemonSet => "DaemonSet",
            Self::StatefulSet => "StatefulSet",
            Self::Job => "Job",
            Self::CronJob => "CronJob",
        }
    }

    /// Whether its pods end of themselves, so that nobody reaches them.
    pub(crate) fn ends(self) -> bool {
        matches!(self, Self::Job | Self::CronJob)
    }
}

impl<'a> PodPlan<'a> {
    /// The member that leads.
    pub(crate) fn leader(&self) -> &Member<'a> {
        &self.members[0]
    }

    /// Whether a service runs in this pod.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.members.iter().any(|member| member.key == key)
    }

    /// The networks that it is in, each once: those of all its services.
    pub(crate) fn networks(&self) -> IndexSet<&'a str> {
        let networks = self.members.iter().flat_map(|member| member.service.networks.keys());
        networks.map(String::as_str).collect()
    }

    /// How many of it run: `scale`, `deploy.replicas` or one.
    pub(crate) fn replicas(&self) -> i64 {
        replicas(self.leader().service)
    }
}

impl<'a> Plan<'a> {
    /// Decides for every service of the project. Services that something outside the project
    /// provides have no pod.
    pub(crate) fn make(
        project: &'a Project,
        names: &'a Names,
        discovery: &Discovery,
        extension: &Extension,
        version: KubeVersion,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let groups = groups::find(project, extension, diagnostics);
        let one_shots = one_shot::find(project, discovery, extension, diagnostics);
        let groups =
            inline::one_shots(project, groups, &one_shots, discovery, extension, diagnostics);
        let mut pods: Vec<PodPlan<'a>> =
            groups.iter().map(|group| pod(project, names, group, &one_shots, extension)).collect();
        one_shot::report(&pods, &one_shots, diagnostics);
        roles::assign(&mut pods, version, diagnostics);
        let circular = order::by_dependency(&mut pods);
        let service_names: HashSet<&str> =
            project.services.keys().map(|key| names.service(key)).collect();
        let aliases = aliases::find(project, names, diagnostics);
        let pod_of = pods
            .iter()
            .enumerate()
            .flat_map(|(at, pod)| pod.members.iter().map(move |member| (member.key, at)))
            .collect();
        let mut shared_aliases: HashMap<&str, Vec<&str>> = HashMap::new();
        for (alias, keys) in aliases.iter().filter(|(_, keys)| keys.len() > 1) {
            for key in keys {
                shared_aliases.entry(key).or_default().push(alias);
            }
        }
        let crowded_networks = crowded(&pods);
        Self { pods, aliases, crowded_networks, shared_aliases, pod_of, service_names, circular }
    }

    /// The pod in which a service runs.
    pub(crate) fn pod_of(&self, key: &str) -> Option<&PodPlan<'a>> {
        self.pod_of.get(key).map(|at| &self.pods[*at])
    }

    /// The aliases that a service shares with others.
    pub(crate) fn shared_aliases(&self, key: &str) -> &[&'a str] {
        self.shared_aliases.get(key).map_or(&[], Vec::as_slice)
    }

    /// Whether a Service has this name because a service or an alias has it.
    pub(crate) fn is_service_name(&self, name: &str) -> bool {
        self.service_names.contains(name) || self.aliases.contains_key(name)
    }

    /// Whether a wait of one pod for another would close a circle. Services never wait in a circle, but
    /// pods of several services might.
    pub(crate) fn is_circular(&self, from: &PodPlan<'_>, to: &PodPlan<'_>) -> bool {
        self.circular.contains(&(from.leader().key, to.leader().key))
    }
}

/// How many pods a policy names: their names must fit into an object of 256 KiB several times.
const MOST_NAMED: usize = 500;

/// The networks with more pods than that.
fn crowded<'a>(pods: &[PodPlan<'a>]) -> HashSet<&'a str> {
    let mut sizes: IndexMap<&str, usize> = IndexMap::new();
    for pod in pods {
        for network in pod.networks() {
            *sizes.entry(network).or_default() += 1;
        }
    }
    sizes.into_iter().filter(|(_, size)| *size > MOST_NAMED).map(|(network, _)| network).collect()
}

/// The keys of services that share a pod, the leader first.
type Group<'a> = Vec<&'a str>;

fn pod<'a>(
    project: &'a Project,
    names: &'a Names,
    group: &Group<'a>,
    one_shots: &one_shot::OneShots<'a>,
    extension: &Extension,
) -> PodPlan<'a> {
    let members: Vec<Member<'a>> = group
        .iter()
        .filter_map(|key| project.services.get_key_value(*key))
        .map(|(key, service)| Member { key, name: names.service(key), service, role: Role::Main })
        .collect();
    let leader = &members[0];
    let kind = if let Some(kind) = &extension.service(leader.key).kind {
        match kind.value {
            Kind::Deployment => WorkloadKind::Deployment,
            Kind::StatefulSet => WorkloadKind::StatefulSet,
            Kind::DaemonSet => WorkloadKind::DaemonSet,
            Kind::Job => WorkloadKind::Job,
            Kind::CronJob => WorkloadKind::CronJob,
        }
    } else if members.iter().all(|member| one_shots.contains_key(member.key)) {
        WorkloadKind::Job
    } else if mode(leader.service) == Some("global") {
        WorkloadKind::DaemonSet
    } else {
        WorkloadKind::Deployment
    };
    PodPlan { members, kind }
}

/// `deploy.mode`.
pub(crate) fn mode(service: &Service) -> Option<&str> {
    Some(service.deploy.as_ref()?.mode.as_ref()?.value.as_str())
}

/// How many containers a service wants: `scale`, `deploy.replicas` or one.
pub(crate) fn replicas(service: &Service) -> i64 {
    let deployed = service.deploy.as_ref().and_then(|deploy| deploy.replicas.as_ref());
    service.scale.as_ref().or(deployed).map_or(1, |replicas| replicas.value)
}
