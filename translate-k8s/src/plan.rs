//! Which services run in one pod, and which kind of workload runs the pod.
//!
//! The names of containers are those of their services (`Names::service`), which are unique.
//! Decided before anything is built, because Services, waits, volumes and policies all ask.

use compose_model::Project;
use compose_model::diagnostic::Diagnostics;
use compose_model::model::Service;

use crate::discovery::Discovery;
use crate::names::Names;

/// The pods of a project.
#[derive(Debug, Default)]
pub(crate) struct Plan<'a> {
    /// The pods, in the order of their first services in the project.
    pub(crate) pods: Vec<PodPlan<'a>>,
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
    /// Runs to its end.
    Job,
}

impl<'a> PodPlan<'a> {
    /// The member that leads.
    pub(crate) fn leader(&self) -> &Member<'a> {
        &self.members[0]
    }
}

impl<'a> Plan<'a> {
    /// Decides for every service of the project.
    pub(crate) fn make(
        project: &'a Project,
        names: &'a Names,
        discovery: &Discovery,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let _ = (discovery, diagnostics);
        let pods = project
            .services
            .iter()
            .map(|(key, service)| PodPlan {
                members: vec![Member { key, name: names.service(key), service, role: Role::Main }],
                kind: WorkloadKind::Deployment,
            })
            .collect();
        Self { pods }
    }
}
