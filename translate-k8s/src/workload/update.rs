//! `deploy.update_config` and `rollback_config` as update strategies.

use compose_model::Spanned;
use compose_model::diagnostic::Diagnostic;
use compose_model::model::Service;
use compose_model::model::service::UpdateConfig;
use k8s_openapi::api::apps::v1::{
    DaemonSetUpdateStrategy, DeploymentStrategy, RollingUpdateDaemonSet, RollingUpdateDeployment,
    StatefulSetUpdateStrategy,
};
use k8s_openapi::apimachinery::pkg::util::intstr::IntOrString;

use crate::context::Cx;
use crate::plan::{Member, PodPlan};
use crate::pod::host_port;
use crate::rules::UPDATE_CONFIG;
use crate::trace::Trace;

/// How a workload is updated.
#[derive(Debug)]
pub(super) struct Update<S> {
    /// The strategy, where it is not the default.
    pub(super) strategy: Option<S>,
    /// How long a pod must be ready to count.
    pub(super) min_ready_seconds: Option<i32>,
}

/// What `update_config` says.
struct Written {
    start_first: bool,
    parallelism: IntOrString,
    min_ready_seconds: Option<i32>,
}

/// The strategy of a Deployment. A pod that writes to a claim or takes a port of its node is
/// recreated, because two of it cannot stand side by side, unless the file wants the new one first.
pub(super) fn of_deployment(
    plan: &PodPlan<'_>,
    writes_claim: bool,
    trace: &mut Trace,
    cx: &mut Cx<'_>,
) -> Update<DeploymentStrategy> {
    let written = read(plan.leader(), trace, cx);
    let min_ready_seconds = written.as_ref().and_then(|it| it.min_ready_seconds);
    let start_first = written.as_ref().is_some_and(|it| it.start_first);
    let apart = one_per_node(plan.leader().service);
    if let (true, true, Some(order)) = (apart, start_first, order(plan.leader().service)) {
        let message = format!(
            "an update of `{}` stands still where every node has one of its pods",
            plan.leader().key
        );
        cx.report(
            Diagnostic::new(&UPDATE_CONFIG, message)
                .at(&order.origin, "the old pod counts for `max_replicas_per_node`")
                .help("use `order: stop-first`")
                .subject(format!("services.{}.deploy.update_config.order", plan.leader().key)),
        );
    }
    let strategy = if (writes_claim || host_port::is_used(plan)) && !start_first {
        Some(DeploymentStrategy { type_: Some("Recreate".to_owned()), rolling_update: None })
    } else {
        // Of pods that share no node the old one must go first.
        let alone = || Written {
            start_first: false,
            parallelism: IntOrString::Int(1),
            min_ready_seconds: None,
        };
        written.or_else(|| apart.then(alone)).map(|written| {
            let (surge, unavailable) = sides(written);
            DeploymentStrategy {
                type_: Some("RollingUpdate".to_owned()),
                rolling_update: Some(RollingUpdateDeployment {
                    max_surge: Some(surge),
                    max_unavailable: Some(unavailable),
                }),
            }
        })
    };
    Update { strategy, min_ready_seconds }
}

/// The strategy of a DaemonSet.
pub(super) fn of_daemon_set(
    plan: &PodPlan<'_>,
    trace: &mut Trace,
    cx: &mut Cx<'_>,
) -> Update<DaemonSetUpdateStrategy> {
    let written = read(plan.leader(), trace, cx);
    let min_ready_seconds = written.as_ref().and_then(|it| it.min_ready_seconds);
    let strategy = written.map(|mut written| {
        written.start_first &= !host_port::is_used(plan);
        let (surge, unavailable) = sides(written);
        DaemonSetUpdateStrategy {
            type_: Some("RollingUpdate".to_owned()),
            rolling_update: Some(RollingUpdateDaemonSet {
                max_surge: Some(surge),
                max_unavailable: Some(unavailable),
            }),
        }
    });
    Update { strategy, min_ready_seconds }
}

/// The strategy of a StatefulSet, which replaces one pod after the other.
pub(super) fn of_stateful_set(
    plan: &PodPlan<'_>,
    trace: &mut Trace,
    cx: &mut Cx<'_>,
) -> Update<StatefulSetUpdateStrategy> {
    let leader = plan.leader();
    let written = read(leader, trace, cx);
    let config = leader.service.deploy.as_ref().and_then(|deploy| deploy.update_config.as_ref());
    let order = config.and_then(|config| config.order.as_ref());
    if let Some(order) = order.filter(|order| order.as_str() == "start-first") {
        let message = "a pod of a StatefulSet ends before its successor starts";
        cx.report(
            Diagnostic::new(&UPDATE_CONFIG, message)
                .at(&order.origin, "")
                .subject(format!("services.{}.deploy.update_config.order", leader.key)),
        );
    }
    Update { strategy: None, min_ready_seconds: written.and_then(|it| it.min_ready_seconds) }
}

/// A Job is never updated: a changed one is another Job.
pub(super) fn report_for_job(plan: &PodPlan<'_>, cx: &mut Cx<'_>) {
    let leader = plan.leader();
    let Some(deploy) = &leader.service.deploy else { return };
    let update = deploy.update_config.as_ref().map(|it| ("update_config", &it.origin));
    let rollback = deploy.rollback_config.as_ref().map(|it| ("rollback_config", &it.origin));
    for (attribute, origin) in update.into_iter().chain(rollback) {
        let message = format!("`{}` runs as a Job, which is not updated", leader.key);
        cx.report(
            Diagnostic::new(&UPDATE_CONFIG, message)
                .at(origin.place(), "")
                .subject(format!("services.{}.deploy.{attribute}", leader.key)),
        );
    }
}

/// Whether no node may run two of a service.
fn one_per_node(service: &Service) -> bool {
    let placement = service.deploy.as_ref().and_then(|deploy| deploy.placement.as_ref());
    let max = placement.and_then(|placement| placement.max_replicas_per_node.as_ref());
    max.is_some_and(|max| max.value == 1)
}

/// `order` of `update_config`.
fn order(service: &Service) -> Option<&Spanned<String>> {
    service.deploy.as_ref()?.update_config.as_ref()?.order.as_ref()
}

/// How many may be there beyond, and how many may be missing.
fn sides(written: Written) -> (IntOrString, IntOrString) {
    let none = IntOrString::Int(0);
    if written.start_first { (written.parallelism, none) } else { (none, written.parallelism) }
}

fn read(leader: &Member<'_>, trace: &mut Trace, cx: &mut Cx<'_>) -> Option<Written> {
    let deploy = leader.service.deploy.as_ref()?;
    let key = format!("services.{}.deploy", leader.key);
    if let Some(rollback) = &deploy.rollback_config {
        let message = "a Deployment rolls back as it updates, and only when told to";
        cx.report(
            Diagnostic::new(&UPDATE_CONFIG, message)
                .at(rollback.origin.place(), "")
                .help("roll back with `kubectl rollout undo`")
                .subject(format!("{key}.rollback_config")),
        );
    }
    let config = deploy.update_config.as_ref()?;
    let UpdateConfig {
        parallelism,
        delay,
        failure_action,
        monitor,
        max_failure_ratio,
        order,
        extensions: _,
    } = &config.value;
    let key = format!("{key}.update_config");
    let mut lost = |attribute: &str, origin: Option<&compose_model::Origin>, why: &str| {
        if let Some(origin) = origin {
            let message = format!("`{attribute}` has no counterpart: {why}");
            cx.report(
                Diagnostic::new(&UPDATE_CONFIG, message)
                    .at(origin, "")
                    .subject(format!("{key}.{attribute}")),
            );
        }
    };
    lost(
        "delay",
        delay.as_ref().map(|it| &it.origin),
        "the next pod follows as soon as one is ready",
    );
    let failure = failure_action.as_ref().filter(|action| action.as_str() != "pause");
    lost("failure_action", failure.map(|it| &it.origin), "a failed update stands still");
    lost(
        "max_failure_ratio",
        max_failure_ratio.as_ref().map(|it| &it.origin),
        "every pod must become ready",
    );
    trace.add("spec.strategy", key.as_str(), &config.origin);
    let parallelism = match parallelism.as_ref().map_or(1, |it| it.value) {
        0 => IntOrString::String("100%".to_owned()),
        number => IntOrString::Int(i32::try_from(number.max(1)).unwrap_or(i32::MAX)),
    };
    let min_ready_seconds = monitor.as_ref().map(|monitor| {
        trace.add("spec.minReadySeconds", format_args!("{key}.monitor"), &monitor.origin);
        i32::try_from(monitor.value.seconds_ceil().max(0)).unwrap_or(i32::MAX)
    });
    Some(Written {
        start_first: order.as_ref().is_some_and(|order| order.as_str() == "start-first"),
        parallelism,
        min_ready_seconds: min_ready_seconds.filter(|seconds| *seconds > 0),
    })
}
