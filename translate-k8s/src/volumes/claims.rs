//! PersistentVolumeClaims: which there are, and what they look like.

use std::collections::BTreeMap;

use compose_model::Origin;
use compose_model::types::path;
use indexmap::IndexMap;
use k8s_openapi::api::core::v1::{
    PersistentVolumeClaim, PersistentVolumeClaimSpec, VolumeResourceRequirements,
};
use k8s_openapi::apimachinery::pkg::api::resource::Quantity;
use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;

use crate::context::Cx;
use crate::labels;
use crate::names;
use crate::options::{Identity, VolumeAccess};

/// The claims of a project, by name.
pub(crate) type Claims<'p> = IndexMap<String, Claim<'p>>;

/// A claim.
#[derive(Clone, Debug)]
pub(crate) struct Claim<'p> {
    /// Whether it exists already and is not ours to make.
    pub(crate) external: bool,
    /// The volume's labels.
    pub(crate) labels: BTreeMap<String, String>,
    /// The key in the model, `volumes.data`.
    pub(crate) key: String,
    /// Where it was written.
    pub(crate) origin: &'p Origin,
}

/// The folder of a new claim in which data lie. A file system of its own may have `lost+found` at its
/// top, which databases refuse; what Kompose made has its data there all the same.
pub(super) fn folder_in_claim(name: &str, way: Option<&str>, identity: Identity) -> Option<String> {
    match (identity, way) {
        (Identity::Own, None) => Some(name.to_owned()),
        (Identity::Own, Some(way)) => Some(path::clean(&format!("{name}/{way}"))),
        (Identity::Kompose, way) => way.map(str::to_owned),
    }
}

/// The name that Kompose gives the claim of a mount, by its place among the service's volumes.
pub(super) fn kompose_claim(service: &str, index: usize) -> String {
    names::with_suffix(service, &format!("-claim{index}"), names::LABEL)
}

/// Adds the claim to the objects, unless it exists already. Twice is once.
pub(super) fn add(name: &str, cx: &mut Cx<'_>) {
    let storage = cx.storage;
    let Some(claim) = storage.claims.get(name).filter(|claim| !claim.external) else { return };
    if cx.objects.contains("PersistentVolumeClaim", name) {
        return;
    }
    let shared = storage.sharing.is_shared(name);
    let many = shared && cx.options.volume_access == VolumeAccess::ReadWriteMany;
    let mode = if many { "ReadWriteMany" } else { "ReadWriteOnce" };
    let mut labels = claim.labels.clone();
    labels.extend(labels::of_project(cx.project));
    let size = Quantity(cx.options.volume_size.clone());
    cx.add(PersistentVolumeClaim {
        metadata: ObjectMeta {
            name: Some(name.to_owned()),
            labels: Some(labels),
            ..ObjectMeta::default()
        },
        spec: Some(PersistentVolumeClaimSpec {
            access_modes: Some(vec![mode.to_owned()]),
            resources: Some(VolumeResourceRequirements {
                requests: Some([("storage".to_owned(), size)].into()),
                ..VolumeResourceRequirements::default()
            }),
            ..PersistentVolumeClaimSpec::default()
        }),
        ..PersistentVolumeClaim::default()
    });
    cx.origin(format_args!("PersistentVolumeClaim/{name}"), "", &claim.key, claim.origin);
}
