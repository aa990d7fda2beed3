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
    let service = leader.service;
    let deployed = service.deploy.as_ref().and_then(|deploy| deploy.replicas.as_ref());
    if let Some((replicas, attribute)) = service
        .scale
        .as_ref()
        .map(|scale| (scale, "scale"))
        .or(deployed.map(|replicas| (replicas, "deploy.replicas")))
    {
        let key = format_args!("services.{}.{attribute}", leader.key);
        trace.add("spec.replicas", key, &replicas.origin);
    }
    trace.nest("spec.template", template.trace);
    let replicas = i32::try_from(plan.replicas().max(0)).unwrap_or(i32::MAX);
    cx.add(Deployment {
        metadata,
        spec: Some(DeploymentSpec {
            min_ready_seconds: update.min_ready_seconds,
            progress_deadline_seconds: progress_deadline(update.min_ready_seconds),
            replicas: Some(replicas),
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
