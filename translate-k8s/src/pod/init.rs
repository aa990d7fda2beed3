//! Init containers in the order in which they must run.
//!
//! What fills volumes comes first. Then, for each service after the ones of its pod that it depends
//! on: its waits, its `pre_start` commands, and its own container where that is an init container or a
//! sidecar.

mod pre_start;

use std::collections::HashMap;

use k8s_openapi::api::core::v1::{Container, Volume};

use crate::context::Cx;
use crate::depends_on::{self, JobAccess};
use crate::names;
use crate::plan::{PodPlan, Role};
use crate::stable_hash::StableHash;
use crate::trace::Trace;

/// The init containers of a pod.
#[derive(Debug, Default)]
pub(super) struct Inits {
    /// The containers.
    pub(super) containers: Vec<Container>,
    /// Where the fields of each come from.
    pub(super) traces: Vec<Trace>,
    /// The names of those that wait for Jobs.
    pub(super) job_waits: Vec<String>,
    /// What asking the API server about Jobs needs, where some container does.
    pub(super) job_access: Option<PodAccess>,
}

/// What a pod needs to ask the API server.
#[derive(Debug)]
pub(super) struct PodAccess {
    /// The account.
    pub(super) service_account: String,
    /// The volume with its token.
    pub(super) volume: Volume,
}

/// Builds the init containers; takes those members out of `built` that are among them.
pub(super) fn build(
    pod: &PodPlan<'_>,
    first: Vec<Container>,
    built: &mut [Option<(Container, Trace)>],
    cx: &mut Cx<'_>,
) -> Inits {
    let mut inits = Inits::default();
    // Containers are large: a vector that grows moves them again and again.
    inits.containers.reserve_exact(first.len());
    for container in first {
        inits.push_ours(container, cx.trace(), pod);
    }
    let mut awaited_jobs: Vec<String> = Vec::new();
    let mut waited: Vec<String> = Vec::new();
    for at in order(pod) {
        let member = &pod.members[at];
        for wait in depends_on::waits(pod, member, cx) {
            if waited.contains(&wait.container.name) {
                continue;
            }
            waited.push(wait.container.name.clone());
            let name = inits.push_ours(wait.container, wait.trace, pod);
            if let Some(job) = wait.job {
                awaited_jobs.push(job);
                inits.job_waits.push(name);
            }
        }
        for (container, trace) in pre_start::build(member, built[at].as_ref().map(|it| &it.0), cx) {
            inits.push_ours(container, trace, pod);
        }
        if member.role != Role::Main
            && let Some((container, trace)) = built[at].take()
        {
            inits.push(container, trace);
        }
    }
    if !awaited_jobs.is_empty() {
        let JobAccess { service_account, volume } = depends_on::job_access(pod, awaited_jobs, cx);
        inits.job_access = Some(PodAccess { service_account, volume });
    }
    inits
}

impl Inits {
    /// Adds a container that is no service, and gives its name: another one where a service of the
    /// pod has that name.
    fn push_ours(&mut self, mut container: Container, trace: Trace, pod: &PodPlan<'_>) -> String {
        let name = &container.name;
        let taken = pod.members.iter().any(|member| member.name == name)
            || self.containers.iter().any(|other| other.name == *name);
        if taken {
            let hash = StableHash::of(name).short();
            container.name = names::with_suffix(name, &format!("-{hash}"), names::LABEL);
        }
        let name = container.name.clone();
        self.push(container, trace);
        name
    }

    fn push(&mut self, container: Container, trace: Trace) {
        self.containers.push(container);
        self.traces.push(trace);
    }
}

/// The members, each after those of the pod that it depends on.
fn order(pod: &PodPlan<'_>) -> Vec<usize> {
    let place: HashMap<&str, usize> =
        pod.members.iter().enumerate().map(|(at, member)| (member.key, at)).collect();
    let mut order = Vec::with_capacity(pod.members.len());
    let mut entered = vec![false; pod.members.len()];
    for start in 0..pod.members.len() {
        if std::mem::replace(&mut entered[start], true) {
            continue;
        }
        let mut stack = vec![(start, 0)];
        while let Some((at, next)) = stack.pop() {
            let Some((key, _)) = pod.members[at].service.depends_on.get_index(next) else {
                order.push(at);
                continue;
            };
            stack.push((at, next + 1));
            if let Some(dependency) = place.get(key.as_str())
                && !std::mem::replace(&mut entered[*dependency], true)
            {
                stack.push((*dependency, 0));
            }
        }
    }
    order
}
