//! StatefulSets: `x-k8s.kind`. Each pod has a name and, for volumes that no other pod mounts, a claim
//! of its own.

use compose_model::diagnostic::Diagnostic;
use k8s_openapi::api::apps::v1::{StatefulSet, StatefulSetSpec};
use k8s_openapi::api::core::v1::{PersistentVolumeClaim, PodSpec};
use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;

use super::{metadata, restart, selector, update};
use crate::context::Cx;
use crate::object::Object;
use crate::plan::{PodPlan, WorkloadKind};
use crate::pod::Template;
use crate::rules::POD_VOLUME;
use crate::service;

/// Builds the StatefulSet of a pod.
pub(super) fn build(plan: &PodPlan<'_>, template: Template, cx: &mut Cx<'_>) {
    restart::report_for_server(plan, cx);
    let mut trace = cx.trace();
    let name = super::name(plan);
    let metadata = metadata(plan, &name, &mut trace, cx);
    let update = update::of_stateful_set(plan, &mut trace, cx);
    trace.nest("spec.template", template.trace);
    let mut pod = template.spec;
    let claims = pod.spec.as_mut().map_or_else(Vec::new, |spec| own_claims(plan, spec, cx));
    cx.add(StatefulSet {
        metadata,
        spec: Some(StatefulSetSpec {
            min_ready_seconds: update.min_ready_seconds,
            // Compose starts all of them at once, and so do clusters that wait for their quorum.
            pod_management_policy: Some("Parallel".to_owned()),
            replicas: super::replicas(plan, &mut trace, cx),
            selector: selector(plan, cx),
            service_name: Some(service::governing_name(plan, cx)),
            template: pod,
            update_strategy: update.strategy,
            volume_claim_templates: (!claims.is_empty()).then_some(claims),
            ..StatefulSetSpec::default()
        }),
        ..StatefulSet::default()
    });
    trace.finish(format_args!("{}/{name}", WorkloadKind::StatefulSet.as_str()), cx);
}

/// Turns the claims that only this pod mounts into templates.
fn own_claims(
    plan: &PodPlan<'_>,
    spec: &mut PodSpec,
    cx: &mut Cx<'_>,
) -> Vec<PersistentVolumeClaim> {
    let storage = cx.storage;
    let mut templates = Vec::new();
    let mut kept = Vec::new();
    for volume in spec.volumes.take().unwrap_or_default() {
        let claim = volume.persistent_volume_claim.as_ref().map(|it| it.claim_name.clone());
        let own = claim.filter(|claim| storage.sharing.is_of_one_workload(claim));
        let own = own.and_then(|claim| cx.objects.remove("PersistentVolumeClaim", &claim));
        let Some(Object::PersistentVolumeClaim(claim)) = own else {
            kept.push(volume);
            continue;
        };
        report(plan, claim.metadata.name.as_deref().unwrap_or_default(), cx);
        templates.push(PersistentVolumeClaim {
            // The template is known by the name of the volume that containers mount.
            metadata: ObjectMeta { name: Some(volume.name), ..claim.metadata },
            ..*claim
        });
    }
    spec.volumes = (!kept.is_empty()).then_some(kept);
    templates
}

fn report(plan: &PodPlan<'_>, claim: &str, cx: &mut Cx<'_>) {
    let found = cx.storage.claims.get(claim).map(|it| (it.key.clone(), it.origin.place()));
    let (key, place) = found.unwrap_or_default();
    let message =
        format!("each pod of `{}` has a claim of its own for `{claim}`", plan.leader().key);
    cx.report(Diagnostic::new(&POD_VOLUME, message).at(place, "").subject(key));
}
