//! Workloads: what runs a pod, and what goes with it.

mod all;
mod cron_job;
mod daemon_set;
mod deployment;
mod job;
mod restart;
pub(crate) mod scaling;
mod settings;
mod stateful_set;
mod update;

pub(crate) use all::build as build_all;
pub(crate) use restart::report_unwritten;

use compose_model::diagnostic::Diagnostic;
use k8s_openapi::apimachinery::pkg::apis::meta::v1::{LabelSelector, ObjectMeta};

use crate::context::Cx;
use crate::extension::service_key;
use crate::labels;
use crate::names;
use crate::plan::{PodPlan, WorkloadKind};
use crate::rules::SHARED_POD;
use crate::trace::Trace;
use crate::{attributes, pod, service};

/// The longest name of a StatefulSet or CronJob: labels of their pods, and the names of their Jobs,
/// add to it.
const MAX_NAME: usize = 52;

/// Builds everything that belongs to one pod: its workload, its Services and what they need.
fn build(plan: &PodPlan<'_>, cx: &mut Cx<'_>) {
    for member in &plan.members {
        attributes::report(member.key, member.service, cx);
    }
    report_followers(plan, cx);
    settings::report(plan, cx);
    let template = pod::build(plan, cx);
    let requests = scaling::requested(template.spec.spec.as_ref());
    match plan.kind {
        WorkloadKind::Deployment => deployment::build(plan, template, cx),
        WorkloadKind::DaemonSet => daemon_set::build(plan, template, cx),
        WorkloadKind::StatefulSet => stateful_set::build(plan, template, cx),
        WorkloadKind::Job => job::build(plan, template, cx),
        WorkloadKind::CronJob => cron_job::build(plan, template, cx),
    }
    scaling::build(plan, &requests, cx);
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
    let mut annotations = pod::workload_annotations(plan, trace, cx);
    let mut metadata = object_metadata(plan, name, cx);
    let leader = plan.leader().key;
    let settings = cx.extension.service(leader);
    for (name, value) in settings.labels.iter().flat_map(|labels| &labels.value) {
        let key = service_key(leader, "labels");
        trace.add(format!("metadata.labels.{name}"), format!("{key}.{name}"), &value.origin);
        metadata.labels.get_or_insert_default().insert(name.clone(), value.value.clone());
    }
    for (name, value) in settings.annotations.iter().flat_map(|it| &it.value) {
        let key = service_key(leader, "annotations");
        trace.add(format!("metadata.annotations.{name}"), format!("{key}.{name}"), &value.origin);
        annotations.insert(name.clone(), value.value.clone());
    }
    metadata.annotations = (!annotations.is_empty()).then_some(annotations);
    metadata
}

/// The metadata of an object that belongs to a workload.
fn object_metadata(plan: &PodPlan<'_>, name: &str, cx: &Cx<'_>) -> ObjectMeta {
    ObjectMeta {
        name: Some(name.to_owned()),
        labels: Some(labels::of_service(cx, plan.leader().name)),
        ..ObjectMeta::default()
    }
}

/// The name of a workload that does not change with what it runs.
fn name(plan: &PodPlan<'_>) -> String {
    match plan.kind {
        WorkloadKind::StatefulSet | WorkloadKind::CronJob => {
            names::with_suffix(plan.leader().name, "", MAX_NAME)
        }
        WorkloadKind::Deployment | WorkloadKind::DaemonSet | WorkloadKind::Job => {
            plan.leader().name.to_owned()
        }
    }
}

/// How many pods run, unless an autoscaler decides.
fn replicas(plan: &PodPlan<'_>, trace: &mut Trace, cx: &Cx<'_>) -> Option<i32> {
    if scaling::is_scaled(plan, cx) {
        return None;
    }
    let leader = plan.leader();
    let deployed = leader.service.deploy.as_ref().and_then(|deploy| deploy.replicas.as_ref());
    let scale = leader.service.scale.as_ref().map(|scale| (scale, "scale"));
    if let Some((replicas, attribute)) =
        scale.or(deployed.map(|replicas| (replicas, "deploy.replicas")))
    {
        let key = format!("services.{}.{attribute}", leader.key);
        trace.add("spec.replicas", key, &replicas.origin);
    }
    Some(i32::try_from(plan.replicas().max(0)).unwrap_or(i32::MAX))
}

/// The selector of a workload.
fn selector(plan: &PodPlan<'_>, cx: &Cx<'_>) -> LabelSelector {
    LabelSelector {
        match_labels: Some(labels::selector(cx, plan.leader().name)),
        ..LabelSelector::default()
    }
}
