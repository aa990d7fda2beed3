//! Order: init containers that wait for what a service depends on.
//!
//! A wait for health asks the cluster's DNS for `<name>-ready`, a headless Service whose addresses are
//! only those of ready pods: no port and no API access is needed. A wait for the end of a Job asks the
//! API server, with rights on that one Job and a token that only the waiting container sees.
//! A wait goes on until it is over: it never fails of its own accord.

mod job;
mod ready;

use compose_model::Spanned;
use compose_model::diagnostic::Diagnostic;
use compose_model::model::service::{Condition, Dependency};
use k8s_openapi::api::core::v1::Container;

pub(crate) use job::{JobAccess, VOLUME as API_ACCESS, job_access};

use crate::context::Cx;
use crate::discovery::Evidence;
use crate::extension::service_key;
use crate::names;
use crate::plan::{Member, PodPlan, Role, WorkloadKind};
use crate::pod;
use crate::pod::security::harden;
use crate::rules::{
    DEPENDENCY_RESTART, DEPENDENCY_WITHOUT_HEALTHCHECK, IDLE_DEPENDENCY, WAIT_IMPOSSIBLE,
};
use crate::trace::Trace;

/// A container that waits.
#[derive(Debug)]
pub(crate) struct Wait {
    /// The container.
    pub(crate) container: Container,
    /// Where its fields come from.
    pub(crate) trace: Trace,
    /// The Job whose end it awaits.
    pub(crate) job: Option<String>,
}

/// The waits of a member for services of other pods.
pub(crate) fn waits(pod: &PodPlan<'_>, member: &Member<'_>, cx: &mut Cx<'_>) -> Vec<Wait> {
    let plan = cx.plan;
    let mut waits = Vec::new();
    for (key, dependency) in &member.service.depends_on {
        report_restart(member, key, dependency, cx);
        // A disabled service, or one that something outside provides, is nothing to wait for.
        let Some(other) = plan.pod_of(key).filter(|_| !pod.has(key)) else { continue };
        let condition =
            dependency.condition.as_ref().map_or_else(Condition::default, |it| it.value);
        let Some(found) = wait(pod, member, key, other, condition, dependency, cx) else {
            continue;
        };
        waits.push(found);
    }
    waits
}

fn wait(
    pod: &PodPlan<'_>,
    member: &Member<'_>,
    key: &str,
    other: &PodPlan<'_>,
    condition: Condition,
    dependency: &Spanned<Dependency>,
    cx: &mut Cx<'_>,
) -> Option<Wait> {
    let subject = format!("services.{}.depends_on.{key}", member.key);
    // `x-k8s.wait`: what would be awaited otherwise is the setting's effect.
    let at_once = cx.extension.service(member.key).wait.as_ref().is_some_and(|wait| !wait.value);
    let place = dependency.origin.place();
    let leader_name = other.leader().name;
    let name = cx.names.service(key).to_owned();
    let kind = match condition {
        Condition::CompletedSuccessfully if other.kind == WorkloadKind::Job => Kind::Completed,
        Condition::CompletedSuccessfully if at_once => return None,
        Condition::CompletedSuccessfully => {
            let why = match other.kind {
                WorkloadKind::CronJob => "runs again and again",
                _ => "runs beside services that do not end",
            };
            let message = format!("`{key}` {why}: nothing waits for its end");
            cx.report(Diagnostic::new(&WAIT_IMPOSSIBLE, message).at(place, "").subject(subject));
            return None;
        }
        Condition::Healthy => Kind::Ready,
        // Only what ends when it fails needs what it names to be there: others try again.
        Condition::Started
            if !other.kind.ends() && (pod.kind.ends() || member.role == Role::Init) =>
        {
            Kind::Reachable
        }
        Condition::Started => return None,
    };
    let impossible = if matches!(other.kind, WorkloadKind::Deployment | WorkloadKind::StatefulSet)
        && other.replicas() == 0
        && cx.extension.service(other.leader().key).autoscaling.is_none()
    {
        Some((&IDLE_DEPENDENCY, format!("`{key}` has no replicas: nothing waits for it")))
    } else if member.service.network_mode.as_ref().is_some_and(|mode| mode.as_str() == "none") {
        Some((
            &WAIT_IMPOSSIBLE,
            format!("`{}` has no network to wait for `{key}` with", member.key),
        ))
    } else if cx.plan.is_circular(pod, other) {
        Some((
            &WAIT_IMPOSSIBLE,
            format!("the pod of `{key}` waits for the pod of `{}` already", member.key),
        ))
    } else {
        None
    };
    if at_once {
        if impossible.is_none() {
            cx.used.mark(service_key(member.key, "wait"));
        }
        return None;
    }
    if let Some((rule, message)) = impossible {
        cx.report(Diagnostic::new(rule, message).at(place, "").subject(subject));
        return None;
    }
    if kind == Kind::Ready {
        let service = cx.project.services.get(key)?;
        if !pod::is_checked(key, service, cx) {
            let message = format!(
                "`{key}` has no healthcheck in the file: `{}` waits until it runs",
                member.key
            );
            cx.report(
                Diagnostic::new(&DEPENDENCY_WITHOUT_HEALTHCHECK, message)
                    .at(place, "")
                    .help(format!("add a `healthcheck` to `{key}`"))
                    .subject(subject.as_str()),
            );
        }
    }
    let mut trace = cx.trace();
    trace.add("", subject, &dependency.origin);
    let wait_name = names::label(&format!("wait-for-{name}"), names::LABEL);
    let mut container = Container {
        name: wait_name,
        image_pull_policy: Some("IfNotPresent".to_owned()),
        security_context: harden::helper(cx.options.harden),
        ..Container::default()
    };
    let mut awaited = None;
    match kind {
        Kind::Completed => {
            let job = cx.job(leader_name)?;
            job::fill(&mut container, &job, cx);
            awaited = Some(job);
        }
        Kind::Ready => {
            let ready = ready::add(other, key, cx);
            container.image = Some(cx.options.wait_image.clone());
            container.command =
                Some(until(&format!("nslookup {ready} 2>/dev/null | grep -q '^Name:'")));
        }
        Kind::Reachable => {
            let ports = cx.discovery.ports(key);
            let tcp =
                ports.iter().find(|it| it.protocol == "TCP" && it.evidence != Evidence::Published);
            let test = match tcp {
                Some(port) => format!("nc -w 2 {name} {} -e true", port.number),
                None => format!("nslookup {name} 2>/dev/null | grep -q '^Name:'"),
            };
            container.image = Some(cx.options.wait_image.clone());
            container.command = Some(until(&test));
        }
    }
    Some(Wait { container, trace, job: awaited })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Ready,
    Reachable,
    Completed,
}

/// A shell that tries every second.
fn until(test: &str) -> Vec<String> {
    ["sh", "-c", &format!("until {test}; do sleep 1; done")].map(str::to_owned).into()
}

fn report_restart(
    member: &Member<'_>,
    key: &str,
    dependency: &Spanned<Dependency>,
    cx: &mut Cx<'_>,
) {
    let Dependency { condition: _, restart, required: _, extensions: _ } = &dependency.value;
    // A link or a shared namespace implies it without anybody asking for it.
    let asked = |restart: &&Spanned<bool>| restart.value && restart.origin.generated_by().is_none();
    if let Some(restart) = restart.as_ref().filter(asked) {
        let message = format!("`{}` is not started again when `{key}` is updated", member.key);
        cx.report(
            Diagnostic::new(&DEPENDENCY_RESTART, message)
                .at(&restart.origin, "")
                .subject(format!("services.{}.depends_on.{key}.restart", member.key)),
        );
    }
}
