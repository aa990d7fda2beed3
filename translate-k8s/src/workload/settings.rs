//! Settings of `x-k8s` that have nothing to change, because of what runs a service.

use compose_model::Origin;
use compose_model::diagnostic::Diagnostic;

use crate::context::Cx;
use crate::extension::{ServiceSettings, service_key};
use crate::plan::{Member, PodPlan, Role, WorkloadKind};
use crate::rules::{EXTENSION_WITHOUT_EFFECT, SHARED_POD};

/// A setting by its name, where it is written.
type Written<'s> = (&'static str, Option<&'s Origin>);

/// Names the settings of a struct with their origins.
macro_rules! written {
    ($settings:expr; $($name:literal $field:ident),* $(,)?) => {
        [$(($name, $settings.$field.as_ref().map(|it| &it.origin))),*]
    };
}

/// Reports them.
pub(super) fn report(plan: &PodPlan<'_>, cx: &mut Cx<'_>) {
    let extension = cx.extension;
    for (at, member) in plan.members.iter().enumerate() {
        let settings = extension.service(member.key);
        if *settings == ServiceSettings::default() {
            continue;
        }
        if at > 0 {
            let leader = plan.leader().key;
            let why = format!("runs in the pod of `{leader}`, which decides");
            let same_kind = |name: &str| {
                name == "kind" && settings.kind.as_ref().map(|it| it.value) == leader_kind(plan, cx)
            };
            let all = of_workload(settings).into_iter().chain(of_servers(settings));
            let lost: Vec<_> = all
                .chain(of_jobs(settings))
                .chain(of_cron_jobs(settings))
                .filter(|(name, _)| !same_kind(name))
                .collect();
            for (name, origin) in lost {
                found(member, name, origin, &why, true, cx);
            }
        } else {
            of_leader(plan, member, settings, cx);
        }
        if plan.kind.ends() {
            let why = format!("runs as a {}, which has none", plan.kind.as_str());
            let service = settings.service.as_ref().map(|it| &it.origin);
            found(member, "service", service, &why, false, cx);
        }
        if member.role == Role::Init {
            let why = "runs as an init container, which has none";
            let probes = written!(settings;
                "livenessProbe" liveness_probe, "readinessProbe" readiness_probe,
                "startupProbe" startup_probe, "stopSignal" stop_signal, "service" service);
            for (name, origin) in probes {
                found(member, name, origin, why, false, cx);
            }
        }
    }
}

fn leader_kind(plan: &PodPlan<'_>, cx: &Cx<'_>) -> Option<crate::extension::words::Kind> {
    cx.extension.service(plan.leader().key).kind.as_ref().map(|it| it.value)
}

fn of_leader(plan: &PodPlan<'_>, member: &Member<'_>, settings: &ServiceSettings, cx: &mut Cx<'_>) {
    let why = format!("runs as a {}, which has none", plan.kind.as_str());
    let kind = plan.kind;
    if kind != WorkloadKind::CronJob {
        for (name, origin) in of_cron_jobs(settings) {
            found(member, name, origin, &why, false, cx);
        }
    }
    if !kind.ends() {
        for (name, origin) in of_jobs(settings) {
            found(member, name, origin, &why, false, cx);
        }
    }
    if kind.ends() || kind == WorkloadKind::DaemonSet {
        for (name, origin) in of_servers(settings) {
            found(member, name, origin, &why, false, cx);
        }
    }
    let replicas = settings.replicas.as_ref().map(|it| &it.origin);
    if kind == WorkloadKind::DaemonSet {
        found(member, "replicas", replicas, "runs on every node", false, cx);
    } else if super::scaling::is_scaled(plan, cx) {
        found(member, "replicas", replicas, "is scaled by `autoscaling`", false, cx);
    }
}

fn of_workload(settings: &ServiceSettings) -> [Written<'_>; 4] {
    written!(settings;
        "kind" kind, "replicas" replicas, "labels" labels, "annotations" annotations)
}

fn of_servers(settings: &ServiceSettings) -> [Written<'_>; 2] {
    written!(settings;
        "autoscaling" autoscaling, "disruptionBudget" disruption_budget)
}

fn of_jobs(settings: &ServiceSettings) -> [Written<'_>; 3] {
    written!(settings;
        "backoffLimit" backoff_limit, "activeDeadlineSeconds" active_deadline_seconds,
        "ttlSecondsAfterFinished" ttl_seconds_after_finished)
}

fn of_cron_jobs(settings: &ServiceSettings) -> [Written<'_>; 7] {
    written!(settings;
        "schedule" schedule, "timeZone" time_zone, "concurrencyPolicy" concurrency_policy,
        "suspend" suspend, "startingDeadlineSeconds" starting_deadline_seconds,
        "successfulJobsHistoryLimit" successful_jobs_history_limit,
        "failedJobsHistoryLimit" failed_jobs_history_limit)
}

fn found(
    member: &Member<'_>,
    name: &str,
    origin: Option<&Origin>,
    why: &str,
    shared: bool,
    cx: &mut Cx<'_>,
) {
    let Some(origin) = origin else { return };
    let (rule, message) = if shared {
        (&SHARED_POD, format!("`{}` {why} `{name}`", member.key))
    } else {
        (&EXTENSION_WITHOUT_EFFECT, format!("`{name}` changes nothing: `{}` {why}", member.key))
    };
    cx.report(
        Diagnostic::new(rule, message)
            .at(origin.place(), "")
            .subject(service_key(member.key, name)),
    );
}
