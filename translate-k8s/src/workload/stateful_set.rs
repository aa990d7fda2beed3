//! StatefulSets: `x-k8s.kind`. Each pod has a name and, for volumes that no other pod mounts, a claim
//! of its own.

use compose_model::diagnostic::Diagnostic;
use k8s_openapi::api::apps::v1::{StatefulSet, StatefulSetSpec};
use k8s_openapi::api::core::v1::PersistentVolumeClaim;
use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;

use super::{metadata, restart, selector, update};
use crate::context::Cx;
use crate::plan::{PodPlan, WorkloadKind};
use crate::pod::Template;
use crate::rules::POD_VOLUME;
use crate::trace::Trace;
use crate::{service, volumes};

/// Builds the StatefulSet of a pod.
pub(super) fn build(plan: &PodPlan<'_>, mut template: Template, cx: &mut Cx<'_>) {
    restart::report_for_server(plan, cx);
    let mut trace = cx.trace();
    let name = super::name(plan);
    let metadata = metadata(plan, &name, &mut trace, cx);
    let update = update::of_stateful_set(plan, &mut trace, cx);
    let claims = own_claims(plan, &mut template, &mut trace, cx);
    trace.nest("spec.template", template.trace);
    cx.add(StatefulSet {
        metadata,
        spec: Some(StatefulSetSpec {
            min_ready_seconds: update.min_ready_seconds,
            // Compose starts all of them at once, and so do clusters that wait for their quorum.
            pod_management_policy: Some("Parallel".to_owned()),
            replicas: super::replicas(plan, &mut trace, cx),
            selector: selector(plan, cx),
            service_name: Some(service::governing_name(plan, cx)),
            template: template.spec,
            update_strategy: update.strategy,
            volume_claim_templates: (!claims.is_empty()).then_some(claims),
            ..StatefulSetSpec::default()
        }),
        ..StatefulSet::default()
    });
    trace.finish(format_args!("{}/{name}", WorkloadKind::StatefulSet.as_str()), cx);
}

/// Turns the claims of which each pod has its own into templates.
fn own_claims(
    plan: &PodPlan<'_>,
    template: &mut Template,
    trace: &mut Trace,
    cx: &mut Cx<'_>,
) -> Vec<PersistentVolumeClaim> {
    let Some(spec) = &mut template.spec.spec else { return Vec::new() };
    let mut templates = Vec::new();
    let mut kept = Vec::new();
    // The new place of each volume in the list.
    let mut places: Vec<Option<usize>> = Vec::new();
    for volume in spec.volumes.take().unwrap_or_default() {
        let claim = volume.persistent_volume_claim.as_ref().map(|it| it.claim_name.as_str());
        let Some((claim, part)) = claim.and_then(|name| volumes::claim_template(name, plan, cx))
        else {
            places.push(Some(kept.len()));
            kept.push(volume);
            continue;
        };
        places.push(None);
        report(plan, claim.metadata.name.as_deref().unwrap_or_default(), cx);
        trace.nest(format_args!("spec.volumeClaimTemplates[{}]", templates.len()), part);
        templates.push(PersistentVolumeClaim {
            // The template is known by the name of the volume that containers mount.
            metadata: ObjectMeta { name: Some(volume.name), ..claim.metadata },
            ..claim
        });
    }
    spec.volumes = (!kept.is_empty()).then_some(kept);
    template.trace.move_fields(|field| {
        let rest = field.strip_prefix("spec.volumes[").and_then(|rest| rest.split_once(']'));
        let Some((index, rest)) = rest else { return Some(field.to_owned()) };
        let place = places.get(index.parse::<usize>().ok()?).copied().flatten()?;
        Some(format!("spec.volumes[{place}]{rest}"))
    });
    templates
}

fn report(plan: &PodPlan<'_>, claim: &str, cx: &mut Cx<'_>) {
    let found = cx.storage.claims.get(claim).map(|it| (it.key.clone(), it.origin.place()));
    let (key, place) = found.unwrap_or_default();
    let message =
        format!("each pod of `{}` has a claim of its own for `{claim}`", plan.leader().key);
    cx.report(Diagnostic::new(&POD_VOLUME, message).at(place, "").subject(key));
}
