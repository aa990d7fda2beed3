//! Claims that several pods mount: most storage can be mounted on one node only.
//!
//! Every pod that mounts a shared claim carries one label and requires to be where others with that
//! label are; the first is placed freely, because it matches its own condition. Claims that are linked
//! through a pod share one label, or two of them could end up on different nodes.

use std::collections::{BTreeSet, HashMap, HashSet};

use compose_model::diagnostic::{Diagnostic, Diagnostics};
use indexmap::IndexMap;
use k8s_openapi::api::core::v1::PodAffinityTerm;
use k8s_openapi::apimachinery::pkg::apis::meta::v1::LabelSelector;

use super::PodVolumes;
use super::claims::{Claim, Claims};
use super::mounts::{Planned, What};
use crate::context::Cx;
use crate::extension::Extension;
use crate::options::{Options, VolumeAccess};
use crate::plan::{Plan, PodPlan, WorkloadKind};
use crate::rules::{GLOBAL_VOLUME, SHARED_VOLUME};

/// The label that pods with a shared claim carry.
pub(crate) const LABEL: &str = "compose2k8s.io/shares-volume";

/// Which pods share which claims.
#[derive(Debug, Default)]
pub(crate) struct Sharing {
    /// The group of claims to which each shared claim belongs.
    groups: HashMap<String, String>,
    /// The claims that several workloads mount.
    several: HashSet<String>,
}

impl Sharing {
    /// Finds the claims that more than one pod mounts, or one with several replicas.
    pub(super) fn of<'p>(
        plan: &Plan<'p>,
        mounts: &IndexMap<&'p str, Vec<Planned<'p>>>,
        known: &Claims<'p>,
        (options, extension): (&Options, &Extension),
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut users: IndexMap<&str, i64> = IndexMap::new();
        let mut first: HashMap<&str, &Planned<'_>> = HashMap::new();
        let mut pods: HashMap<&str, usize> = HashMap::new();
        let mut claims_of_pods: Vec<BTreeSet<&str>> = Vec::with_capacity(plan.pods.len());
        let many_nodes = |claim: &str| {
            let claim: Option<&Claim<'_>> = known.get(claim);
            claim.is_some_and(|claim| claim.wanted.is_of_many_nodes())
        };
        for pod in &plan.pods {
            let (mut of_pod, mut all) = (BTreeSet::new(), BTreeSet::new());
            for member in &pod.members {
                for mount in mounts.get(member.key).into_iter().flatten() {
                    let What::Claim { claim, .. } = &mount.what else { continue };
                    if all.insert(claim.as_str()) {
                        *pods.entry(claim).or_default() += 1;
                    }
                    if many_nodes(claim) {
                        continue;
                    }
                    if pod.kind == WorkloadKind::DaemonSet {
                        report_global(member.key, claim, mount, options, diagnostics);
                    } else if of_pod.insert(claim.as_str()) {
                        *users.entry(claim).or_default() += most(pod, extension);
                        first.entry(claim).or_insert(mount);
                    }
                }
            }
            claims_of_pods.push(of_pod);
        }
        pods.retain(|_, pods| *pods > 1);
        users.retain(|_, users| *users > 1);
        let mut union = Union::default();
        for of_pod in claims_of_pods {
            // What only one pod mounts ties it to nobody.
            let shared: Vec<&str> =
                of_pod.into_iter().filter(|claim| users.contains_key(claim)).collect();
            for pair in shared.windows(2) {
                union.join(pair[0], pair[1]);
            }
        }
        for (claim, mount) in users.keys().filter_map(|claim| Some((claim, first.get(claim)?))) {
            if options.volume_access == VolumeAccess::ReadWriteOnce {
                let message = format!("all pods that mount `{claim}` run on one node");
                let finding = Diagnostic::new(&SHARED_VOLUME, message).at(mount.origin, "");
                diagnostics.push(finding.subject(mount.key.clone()));
            }
        }
        let groups = users.keys().map(|claim| ((*claim).to_owned(), union.find(claim)));
        let several = pods.into_keys().map(str::to_owned).collect();
        Self { groups: groups.collect(), several }
    }

    /// Whether one workload only mounts a claim, whatever number of its pods.
    pub(crate) fn is_of_one_workload(&self, claim: &str) -> bool {
        !self.several.contains(claim)
    }

    /// Whether several pods mount a claim.
    pub(crate) fn is_shared(&self, claim: &str) -> bool {
        self.groups.contains_key(claim)
    }
}

/// How many pods of a workload may mount a claim. Those of a StatefulSet have one each.
fn most(pod: &PodPlan<'_>, extension: &Extension) -> i64 {
    if pod.kind == WorkloadKind::StatefulSet {
        return 1;
    }
    let autoscaling = extension.service(pod.leader().key).autoscaling.as_ref();
    let most = autoscaling.and_then(|autoscaling| autoscaling.max_replicas.as_ref());
    most.map_or(pod.replicas(), |most| i64::from(most.value)).max(1)
}

fn report_global(
    service: &str,
    claim: &str,
    mount: &Planned<'_>,
    options: &Options,
    diagnostics: &mut Diagnostics,
) {
    if options.volume_access == VolumeAccess::ReadWriteMany {
        return;
    }
    let message =
        format!("`{service}` runs on every node, but `{claim}` can be mounted on one only");
    let finding = Diagnostic::new(&GLOBAL_VOLUME, message).at(mount.origin, "");
    diagnostics.push(finding.subject(mount.key.clone()));
}

/// Adds label and affinity to a pod that mounts a shared claim.
pub(super) fn place(pod: &PodPlan<'_>, volumes: &mut PodVolumes, cx: &mut Cx<'_>) {
    let many = cx.options.volume_access == VolumeAccess::ReadWriteMany;
    if many || pod.kind == WorkloadKind::DaemonSet {
        return;
    }
    let storage = cx.storage;
    let claims = pod.members.iter().flat_map(|member| storage.mounts_of(member.key));
    let group = claims.filter_map(|mount| match &mount.what {
        What::Claim { claim, .. } => storage.sharing.groups.get(claim),
        _ => None,
    });
    let Some(group) = group.min() else { return };
    volumes.affinity.reserve_exact(1);
    let labels = [(LABEL.to_owned(), group.clone())];
    volumes.labels.extend(labels.clone());
    volumes.affinity.push(PodAffinityTerm {
        label_selector: Some(LabelSelector {
            match_labels: Some(labels.into()),
            ..LabelSelector::default()
        }),
        topology_key: "kubernetes.io/hostname".to_owned(),
        ..PodAffinityTerm::default()
    });
}

/// Groups of claims that are linked by pods; a group is called after its first claim by name.
#[derive(Default)]
struct Union {
    parents: HashMap<String, String>,
}

impl Union {
    fn find(&mut self, claim: &str) -> String {
        let mut at = claim.to_owned();
        let mut way = Vec::new();
        while let Some(parent) = self.parents.get(&at) {
            way.push(std::mem::replace(&mut at, parent.clone()));
        }
        // Shorter ways for the next time keep it linear.
        for step in way {
            self.parents.insert(step, at.clone());
        }
        at
    }

    fn join(&mut self, one: &str, other: &str) {
        let (one, other) = (self.find(one), self.find(other));
        match one.cmp(&other) {
            std::cmp::Ordering::Less => self.parents.insert(other, one),
            std::cmp::Ordering::Greater => self.parents.insert(one, other),
            std::cmp::Ordering::Equal => None,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claims_that_are_linked_are_one_group() {
        let mut union = Union::default();
        union.join("b", "c");
        union.join("c", "a");
        union.join("x", "y");
        assert_eq!(union.find("b"), "a");
        assert_eq!(union.find("c"), "a");
        assert_eq!(union.find("y"), "x");
        assert_eq!(union.find("z"), "z");
    }
}
