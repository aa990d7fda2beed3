//! Deployments.

use k8s_openapi::api::apps::v1::{Deployment, DeploymentSpec};

use super::{metadata, restart, selector, update};
use crate::context::Cx;
use crate::plan::{PodPlan, WorkloadKind};
use crate::pod::Template;

/// Builds the Deployment of a pod.
pub(super) fn build(plan: &PodPlan<'_>, template: Template, cx: &mut Cx<'_>) {
    let leader = plan.leader();
    restart::report_for_server(plan, cx);
    let mut trace = cx.trace();
    let metadata = metadata(plan, leader.name, &mut trace, cx);
    let update = update::of_deployment(plan, template.writes_claim, &mut trace, cx);
    let replicas = super::replicas(plan, &mut trace, cx);
    trace.nest("spec.template", template.trace);
    cx.add(Deployment {
        metadata,
        spec: Some(DeploymentSpec {
            min_ready_seconds: update.min_ready_seconds,
            progress_deadline_seconds: progress_deadline(update.min_ready_seconds),
            replicas,
            selector: selector(plan, cx),
            strategy: update.strategy,
            template: template.spec,
            ..DeploymentSpec::default()
        }),
        ..Deployment::default()
    });
    trace.finish(format_args!("{}/{}", WorkloadKind::Deployment.as_str(), leader.name), cx);
}

/// Kubernetes' default deadline of an update, which must be longer than a pod has to be ready.
const DEADLINE_SECONDS: i32 = 600;

fn progress_deadline(min_ready_seconds: Option<i32>) -> Option<i32> {
    let seconds = min_ready_seconds.filter(|seconds| *seconds >= DEADLINE_SECONDS)?;
    Some(seconds.saturating_add(DEADLINE_SECONDS))
}
