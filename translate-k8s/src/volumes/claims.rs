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

use super::wanted::Wanted;
use crate::context::Cx;
use crate::extension::KEY;
use crate::labels;
use crate::names;
use crate::options::{Identity, VolumeAccess};
use crate::plan::{PodPlan, WorkloadKind};
use crate::trace::Trace;

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
    /// What the settings say about it.
    pub(crate) wanted: Wanted<'p>,
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

/// Adds the claim of a mount of `service` to the objects, unless it exists already. Twice is once.
pub(super) fn add(name: &str, service: &str, cx: &mut Cx<'_>) {
    let is_template = cx.plan.pod_of(service).is_some_and(|pod| is_template(name, pod, cx));
    if is_template || cx.has_common("PersistentVolumeClaim", name) {
        return;
    }
    let Some((claim, trace)) = build(name, cx) else { return };
    cx.add(claim);
    trace.finish(format_args!("PersistentVolumeClaim/{name}"), cx);
}

/// Whether each pod has a claim of its own, made from a template: those of a StatefulSet that nobody
/// else mounts.
fn is_template(name: &str, pod: &PodPlan<'_>, cx: &Cx<'_>) -> bool {
    pod.kind == WorkloadKind::StatefulSet && cx.storage.sharing.is_of_one_workload(name)
}

/// The template of a claim of which each pod has its own; `None` for any other.
pub(crate) fn template(
    name: &str,
    pod: &PodPlan<'_>,
    cx: &Cx<'_>,
) -> Option<(PersistentVolumeClaim, Trace)> {
    is_template(name, pod, cx).then(|| build(name, cx)).flatten()
}

/// A claim, and where its fields come from; `None` for one that exists already.
fn build(name: &str, cx: &Cx<'_>) -> Option<(PersistentVolumeClaim, Trace)> {
    let storage = cx.storage;
    let claim = storage.claims.get(name).filter(|claim| !claim.external)?;
    let shared = storage.sharing.is_shared(name);
    let many = shared && cx.options.volume_access == VolumeAccess::ReadWriteMany;
    let wanted = claim.wanted;
    let mut trace = cx.trace();
    trace.add("", &claim.key, claim.origin);
    let mut mode = if many { "ReadWriteMany" } else { "ReadWriteOnce" };
    if let Some((key, setting)) = wanted.access_mode() {
        trace.add("spec.accessModes", key, &setting.origin);
        mode = setting.as_str();
    }
    let mut labels = claim.labels.clone();
    labels.extend(labels::of_project(cx.project));
    let mut size = cx.options.volume_size.clone();
    if let Some((key, setting)) = wanted.size() {
        trace.add("spec.resources.requests.storage", key, &setting.origin);
        size.clone_from(&setting.value.0);
    }
    let class = wanted.storage_class_name().map(|(key, setting)| {
        trace.add("spec.storageClassName", key, &setting.origin);
        setting.value.clone()
    });
    let mut annotations = BTreeMap::new();
    let mut own = PersistentVolumeClaimSpec::default();
    if let Some((key, volume)) = wanted.volume() {
        let key = format!("volumes.{key}.{KEY}");
        if let Some(selector) = &volume.selector {
            trace.add("spec.selector", format_args!("{key}.selector"), &selector.origin);
            own.selector = Some(selector.value.value.clone());
        }
        if let Some(name) = &volume.volume_name {
            trace.add("spec.volumeName", format_args!("{key}.volumeName"), &name.origin);
            own.volume_name = Some(name.value.clone());
        }
        for (name, value) in volume.annotations.iter().flat_map(|it| &it.value) {
            let field = format_args!("metadata.annotations.{name}");
            trace.add(field, format_args!("{key}.annotations.{name}"), &value.origin);
            annotations.insert(name.clone(), value.value.clone());
        }
    }
    let claim = PersistentVolumeClaim {
        metadata: ObjectMeta {
            name: Some(name.to_owned()),
            labels: Some(labels),
            annotations: (!annotations.is_empty()).then_some(annotations),
            ..ObjectMeta::default()
        },
        spec: Some(PersistentVolumeClaimSpec {
            access_modes: Some(vec![mode.to_owned()]),
            resources: Some(VolumeResourceRequirements {
                requests: Some([("storage".to_owned(), Quantity(size))].into()),
                ..VolumeResourceRequirements::default()
            }),
            storage_class_name: class,
            ..own
        }),
        ..PersistentVolumeClaim::default()
    };
    Some((claim, trace))
}
