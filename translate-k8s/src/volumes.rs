//! Everything that containers mount: `volumes`, `volumes_from`, `tmpfs`, `shm_size`, `configs`, `secrets`.
//!
//! What each mount becomes is decided once for the whole project ([`Storage::survey`]), because claims are
//! shared, and reported there; the volumes of a pod are then only written down.

mod bind;
mod claims;
mod engine_socket;
mod inherited;
mod mounts;
mod named;
mod owner;
mod references;
pub(crate) mod seed;
mod sharing;
mod survey;
mod tmpfs;
mod wanted;
mod write;

use std::collections::BTreeMap;

use k8s_openapi::api::core::v1::{Container, PodAffinityTerm, Volume, VolumeMount};

use crate::context::Cx;
use crate::credentials;
use crate::plan::PodPlan;
use crate::stable_hash::StableHash;
use write::Writer;

pub(crate) use claims::template as claim_template;
pub(crate) use survey::Storage;

/// The annotation that changes with the files of a pod, so that a changed file rolls it.
const CHECKSUM: &str = "checksum/config";

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
    /// The origin of each mount of each member, with the key in the model.
    pub(crate) origins: Vec<Vec<(String, compose_model::Origin)>>,
}

/// Where things of a pod come from, by the names of the volumes.
pub(crate) type Causes = BTreeMap<String, (String, compose_model::Origin)>;

impl PodVolumes {
    /// The first mount of each volume.
    pub(crate) fn causes(&self) -> Causes {
        let mounts = self.mounts.iter().flatten().zip(self.origins.iter().flatten());
        let mut causes = Causes::new();
        for (mount, cause) in mounts {
            causes.entry(mount.name.clone()).or_insert_with(|| cause.clone());
        }
        causes
    }
}

/// Builds the volumes of a pod, adding claims, `ConfigMap`s and Secrets to `cx`.
pub(crate) fn build(pod: &PodPlan<'_>, cx: &mut Cx<'_>) -> PodVolumes {
    let storage = cx.storage;
    let mut writer = Writer::default();
    let mut hash = StableHash::default();
    for member in &pod.members {
        writer.member(member, storage.mounts_of(member.key), &mut hash, cx);
        for (name, _, value) in credentials::find(member, cx.options) {
            hash.write_piece(name);
            hash.write_piece(value);
        }
    }
    let (mut volumes, seeds) = writer.finish();
    volumes.init_containers = seed::containers(pod, &mut volumes.volumes, &seeds, cx);
    volumes.fs_group = owner::group(pod, cx);
    if hash != StableHash::default() {
        volumes.annotations.insert(CHECKSUM.to_owned(), hash.long());
    }
    sharing::place(pod, &mut volumes, cx);
    volumes
}
