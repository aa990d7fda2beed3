//! DaemonSets: `deploy.mode: global`.

use k8s_openapi::api::apps::v1::{DaemonSet, DaemonSetSpec};

use super::{metadata, restart, selector, update};
use crate::context::Cx;
use crate::plan::{PodPlan, WorkloadKind};
use crate::pod::Template;

/// Builds the DaemonSet of a pod.
pub(super) fn build(plan: &PodPlan<'_>, template: Template, cx: &mut Cx<'_>) {
    let leader = plan.leader();
    restart::report_for_server(plan, cx);
    let mut trace = cx.trace();
    let metadata = metadata(plan, leader.name, &mut trace, cx);
    let update = update::of_daemon_set(plan, &mut trace, cx);
    trace.nest("spec.template", template.trace);
    cx.add(DaemonSet {
        metadata,
        spec: Some(DaemonSetSpec {
            min_ready_seconds: update.min_ready_seconds,
            selector: selector(plan, cx),
            template: template.spec,
            update_strategy: update.strategy,
            ..DaemonSetSpec::default()
        }),
        ..DaemonSet::default()
    });
    trace.finish(format_args!("{}/{}", WorkloadKind::DaemonSet.as_str(), leader.name), cx);
}
