//! Workloads: Deployment, DaemonSet or Job, and what goes with each pod.

mod daemon_set;
mod deployment;
mod job;
mod restart;
mod update;

use k8s_openapi::apimachinery::pkg::apis::meta::v1::{LabelSelector, ObjectMeta};

use crate::context::Cx;
use crate::labels;
use crate::plan::{PodPlan, WorkloadKind};
use crate::trace::Trace;
use crate::{attributes, pod, service};

/// Builds everything that belongs to one pod: its workload, its Services and what they need.
pub(crate) fn build(plan: &PodPlan<'_>, cx: &mut Cx<'_>) {
    for member in &plan.members {
        attributes::report(member.key, member.service, cx);
    }
    let template = pod::build(plan, cx);
    match plan.kind {
        WorkloadKind::Deployment => deployment::build(plan, template, cx),
        WorkloadKind::DaemonSet => daemon_set::build(plan, template, cx),
        WorkloadKind::Job => job::build(plan, template, cx),
    }
    service::build(plan, cx);
}

/// The metadata of a workload: the labels of its leader, `deploy.labels` as annotations.
fn metadata(plan: &PodPlan<'_>, name: &str, trace: &mut Trace, cx: &mut Cx<'_>) -> ObjectMeta {
    let annotations = pod::workload_annotations(plan, trace, cx);
    ObjectMeta {
        name: Some(name.to_owned()),
        labels: Some(labels::of_service(cx.project, plan.leader().name)),
        annotations: (!annotations.is_empty()).then_some(annotations),
        ..ObjectMeta::default()
    }
}

/// The selector of a workload.
fn selector(plan: &PodPlan<'_>, cx: &Cx<'_>) -> LabelSelector {
    LabelSelector {
        match_labels: Some(labels::selector(cx.project, plan.leader().name)),
        ..LabelSelector::default()
    }
}
