//! Workloads: Deployment, DaemonSet or Job, and what goes with each pod.

mod daemon_set;
mod deployment;
mod job;
mod restart;
mod update;

use compose_model::diagnostic::Diagnostic;
use k8s_openapi::apimachinery::pkg::apis::meta::v1::{LabelSelector, ObjectMeta};

use crate::context::Cx;
use crate::labels;
use crate::plan::{PodPlan, WorkloadKind};
use crate::rules::SHARED_POD;
use crate::trace::Trace;
use crate::{attributes, pod, service};

/// Builds everything that belongs to one pod: its workload, its Services and what they need.
pub(crate) fn build(plan: &PodPlan<'_>, cx: &mut Cx<'_>) {
    for member in &plan.members {
        attributes::report(member.key, member.service, cx);
    }
    report_followers(plan, cx);
    let template = pod::build(plan, cx);
    match plan.kind {
        WorkloadKind::Deployment => deployment::build(plan, template, cx),
        WorkloadKind::DaemonSet => daemon_set::build(plan, template, cx),
        WorkloadKind::Job => job::build(plan, template, cx),
    }
    service::build(plan, cx);
}

/// Reports what a service says about its workload where another service of the pod leads it.
fn report_followers(plan: &PodPlan<'_>, cx: &mut Cx<'_>) {
    let leader = plan.leader();
    for member in &plan.members[1..] {
        let key = format!("services.{}", member.key);
        let deploy = member.service.deploy.as_ref();
        let scale = member.service.scale.as_ref().map(|it| ("scale", it));
        let replicas = deploy.and_then(|it| it.replicas.as_ref()).map(|it| ("deploy.replicas", it));
        let replicas = scale.or(replicas).filter(|(_, it)| it.value != plan.replicas());
        let mode = deploy.and_then(|it| it.mode.as_ref()).map(|it| ("deploy.mode", &it.origin));
        let update = deploy.and_then(|it| it.update_config.as_ref());
        let rollback = deploy.and_then(|it| it.rollback_config.as_ref());
        let found = [
            replicas.map(|(name, it)| (name, &it.origin)),
            mode.filter(|_| crate::plan::mode(member.service) != crate::plan::mode(leader.service)),
            update.map(|it| ("deploy.update_config", &it.origin)),
            rollback.map(|it| ("deploy.rollback_config", &it.origin)),
        ];
        for (attribute, origin) in found.into_iter().flatten() {
            let message = format!(
                "`{}` runs in the pod of `{}`, which decides `{attribute}`",
                member.key, leader.key
            );
            cx.report(
                Diagnostic::new(&SHARED_POD, message)
                    .at(origin.place(), "")
                    .subject(format!("{key}.{attribute}")),
            );
        }
    }
}

/// The metadata of a workload: the labels of its leader, `deploy.labels` as annotations.
fn metadata(plan: &PodPlan<'_>, name: &str, trace: &mut Trace, cx: &mut Cx<'_>) -> ObjectMeta {
    let annotations = pod::workload_annotations(plan, trace, cx);
    ObjectMeta {
        name: Some(name.to_owned()),
        labels: Some(labels::of_service(cx, plan.leader().name)),
        annotations: (!annotations.is_empty()).then_some(annotations),
        ..ObjectMeta::default()
    }
}

/// The selector of a workload.
fn selector(plan: &PodPlan<'_>, cx: &Cx<'_>) -> LabelSelector {
    LabelSelector {
        match_labels: Some(labels::selector(cx, plan.leader().name)),
        ..LabelSelector::default()
    }
}
