//! `restart` and `deploy.restart_policy`.

use compose_model::Origin;
use compose_model::diagnostic::Diagnostic;
use compose_model::model::Service;
use compose_model::model::service::RestartPolicy;

use crate::context::Cx;
use crate::plan::{Member, PodPlan, Role};
use crate::rules::{RESTART_POLICY, RESTART_TIMING, RESTARTED};
use crate::trace::Trace;

/// How a Job is tried again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Retries {
    /// `restartPolicy` of the pod.
    pub(super) policy: &'static str,
    /// `backoffLimit` of the Job.
    pub(super) limit: i32,
}

/// As often as a Job can be.
const UNLIMITED: i32 = i32::MAX;

/// What a service says about starting it again: `deploy.restart_policy` before `restart`.
fn written(service: &Service) -> Option<(&str, Option<i64>, &Origin, &'static str)> {
    let policy = service.deploy.as_ref().and_then(|deploy| deploy.restart_policy.as_ref());
    if let Some(policy) = policy {
        let RestartPolicy { condition, delay: _, max_attempts, window: _, extensions: _ } =
            &policy.value;
        let attempts = max_attempts.as_ref().map(|it| it.value);
        let (text, origin) = condition
            .as_ref()
            .map_or(("any", &policy.origin), |condition| (condition.as_str(), &condition.origin));
        return Some((text, attempts, origin, "deploy.restart_policy"));
    }
    let restart = service.restart.as_ref()?;
    let (text, attempts) = match restart.split_once(':') {
        Some((text, attempts)) => (text, attempts.parse().ok()),
        None => (restart.as_str(), None),
    };
    Some((text, attempts, &restart.origin, "restart"))
}

/// How a Job is tried again: not at all, unless the file says so.
pub(super) fn of_job(plan: &PodPlan<'_>, trace: &mut Trace, cx: &mut Cx<'_>) -> Retries {
    let leader = plan.leader();
    report_timing(leader, cx);
    let Some((text, attempts, origin, attribute)) = written(leader.service) else {
        return Retries { policy: "Never", limit: 0 };
    };
    trace.add("backoffLimit", format_args!("services.{}.{attribute}", leader.key), origin);
    match text {
        "no" | "none" => Retries { policy: "Never", limit: 0 },
        _ => {
            let limit =
                attempts.map_or(UNLIMITED, |n| i32::try_from(n.max(0)).unwrap_or(UNLIMITED));
            Retries { policy: "OnFailure", limit }
        }
    }
}

/// A server is always started again: there is no other policy in a Deployment or DaemonSet.
pub(super) fn report_for_server(plan: &PodPlan<'_>, cx: &mut Cx<'_>) {
    for member in &plan.members {
        report_timing(member, cx);
        let Some((text, attempts, origin, attribute)) = written(member.service) else { continue };
        let (kept, message) = if member.role == Role::Init {
            let kept = text == "on-failure" && attempts.is_none();
            (
                kept,
                format!(
                    "`{}` is tried again until it succeeds, whatever `{text}` says",
                    member.key
                ),
            )
        } else {
            let kept = matches!(text, "always" | "unless-stopped" | "any") && attempts.is_none();
            (kept, format!("`{}` is always started again, not only as `{text}` says", member.key))
        };
        if !kept {
            cx.report(
                Diagnostic::new(&RESTART_POLICY, message)
                    .at(origin, "")
                    .subject(format!("services.{}.{attribute}", member.key)),
            );
        }
    }
}

/// Reports, in one finding, the services of Deployments and DaemonSets that say nothing about
/// starting them again.
pub(crate) fn report_unwritten(cx: &mut Cx<'_>) {
    let (plan, extension) = (cx.plan, cx.extension);
    let runs_on = |key: &str| {
        // A kind that the settings name says as much.
        let asked = |pod: &&PodPlan<'_>| extension.service(pod.leader().key).kind.is_some();
        let pod = plan.pod_of(key).filter(|pod| !pod.kind.ends() && !asked(pod));
        let mut members = pod.into_iter().flat_map(|pod| &pod.members);
        members.any(|member| member.key == key && member.role != Role::Init)
    };
    let services = cx.project.services.iter();
    let unwritten: Vec<&str> = services
        .filter(|(key, service)| written(service).is_none() && runs_on(key))
        .map(|(key, _)| key.as_str())
        .collect();
    let Some(first) = unwritten.first() else { return };
    let message = match unwritten.len() {
        1 => format!("`{first}` is started again when it ends, though nothing asks for it"),
        n => format!("{n} services are started again when they end, though nothing asks for it"),
    };
    let services = unwritten.iter().map(|key| {
        let service = cx.project.services.get(*key);
        (service.and_then(|service| service.origin.place()), format!("services.{key}"))
    });
    let finding = Diagnostic::new(&RESTARTED, message).at_all(services).help(RESTARTED.hint());
    cx.report(finding);
}

fn report_timing(member: &Member<'_>, cx: &mut Cx<'_>) {
    let Some(policy) =
        member.service.deploy.as_ref().and_then(|deploy| deploy.restart_policy.as_ref())
    else {
        return;
    };
    let RestartPolicy { condition: _, delay, max_attempts: _, window, extensions: _ } =
        &policy.value;
    for (attribute, value) in [("delay", delay), ("window", window)] {
        if let Some(value) = value {
            let message =
                format!("the kubelet decides when to start a container again, not `{attribute}`");
            cx.report(
                Diagnostic::new(&RESTART_TIMING, message)
                    .at(&value.origin, "")
                    .subject(format!("services.{}.deploy.restart_policy.{attribute}", member.key)),
            );
        }
    }
}
