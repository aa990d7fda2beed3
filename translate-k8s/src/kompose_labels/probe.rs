//! `kompose.service.healthcheck.…`: probes.

use compose_model::model::Service;
use compose_model::types::duration::Duration;
use compose_model::{Origin, Spanned};
use k8s_openapi::api::core::v1::{ExecAction, HTTPGetAction, Probe, TCPSocketAction};
use k8s_openapi::apimachinery::pkg::util::intstr::IntOrString;

use super::names::ServiceLabels;
use super::report::Report;
use crate::extension::kubernetes::Switch;
use crate::extension::{Kube, ServiceSettings};
use crate::pod::{seconds, seconds_or_zero};

/// What a probe asks, with the label that says so.
struct Handler<'l> {
    path: Option<&'l Spanned<String>>,
    port: Option<&'l Spanned<i32>>,
    tcp: Option<&'l Spanned<i32>>,
    command: Option<(&'l Vec<String>, &'l Origin)>,
}

/// The liveness probe, with the times of `healthcheck`.
pub(super) fn liveness(
    service: &Service,
    labels: &ServiceLabels,
    settings: &mut ServiceSettings,
    report: &mut Report<'_>,
) {
    let handler = Handler {
        path: labels.liveness_path.as_ref(),
        port: labels.liveness_port.as_ref(),
        tcp: labels.liveness_tcp.as_ref(),
        command: None,
    };
    let Some((mut probe, place)) = probe("liveness", &handler, service, report) else { return };
    if let Some(check) = &service.healthcheck {
        probe.period_seconds = check.interval.as_ref().map(|it| seconds(it.value));
        probe.timeout_seconds = check.timeout.as_ref().map(|it| seconds(it.value));
        probe.initial_delay_seconds = check.start_period.as_ref().and_then(delay);
        let retries = check.retries.as_ref().and_then(|it| i32::try_from(it.value).ok());
        probe.failure_threshold = retries.filter(|retries| *retries > 0);
    }
    set("liveness", probe, place, &mut settings.liveness_probe, report);
}

/// The readiness probe, with times of its own.
pub(super) fn readiness(
    service: &Service,
    labels: &ServiceLabels,
    settings: &mut ServiceSettings,
    report: &mut Report<'_>,
) {
    if let Some(off) = &labels.readiness_off
        && (!off.value || (service.healthcheck.is_none() && settings.readiness_probe.is_none()))
    {
        let name = "kompose.service.healthcheck.readiness.disable";
        report.needless(name, &off.origin, "the file has no probe that it switches off");
    }
    let off = labels.readiness_off.as_ref().filter(|off| off.value).map(|off| &off.origin);
    let none = labels.readiness_test.as_ref().filter(|test| test.is_none());
    if let Some(origin) = off.or(none.map(|test| &test.origin)) {
        let name = "kompose.service.healthcheck.readiness.disable";
        let value = Spanned::new(Switch::Off, origin.clone());
        report.fill(name, &mut settings.readiness_probe, Some(value));
        return;
    }
    let test = labels.readiness_test.as_ref();
    let handler = Handler {
        path: labels.readiness_path.as_ref(),
        port: labels.readiness_port.as_ref(),
        tcp: labels.readiness_tcp.as_ref(),
        command: test.and_then(|test| Some((test.value.as_ref()?, &test.origin))),
    };
    let found = probe("readiness", &handler, service, report);
    let times = [
        ("interval", labels.readiness_interval.as_ref().map(|it| &it.origin)),
        ("timeout", labels.readiness_timeout.as_ref().map(|it| &it.origin)),
        ("retries", labels.readiness_retries.as_ref().map(|it| &it.origin)),
        ("start_period", labels.readiness_start.as_ref().map(|it| &it.origin)),
    ];
    let Some((mut probe, place)) = found else {
        for (name, origin) in times {
            let Some(origin) = origin else { continue };
            let name = format!("kompose.service.healthcheck.readiness.{name}");
            let why = "no other label says what the readiness probe asks";
            report.idle(&name, origin, why);
        }
        return;
    };
    probe.period_seconds = labels.readiness_interval.as_ref().map(|it| seconds(it.value));
    probe.timeout_seconds = labels.readiness_timeout.as_ref().map(|it| seconds(it.value));
    probe.initial_delay_seconds = labels.readiness_start.as_ref().and_then(delay);
    let retries = labels.readiness_retries.as_ref().map(|it| it.value);
    probe.failure_threshold = retries.filter(|retries| *retries > 0);
    set("readiness", probe, place, &mut settings.readiness_probe, report);
}

fn set(
    kind: &str,
    probe: Probe,
    (field, origin): (&str, Origin),
    slot: &mut Option<Spanned<Switch<Kube<Probe>>>>,
    report: &mut Report<'_>,
) {
    let name = format!("kompose.service.healthcheck.{kind}");
    let places = vec![(field.to_owned(), origin.clone())];
    let value = Switch::On(Kube { value: probe, places });
    report.fill(&name, slot, Some(Spanned::new(value, origin)));
}

/// A start without a delay needs no field.
fn delay(start: &Spanned<Duration>) -> Option<i32> {
    Some(seconds_or_zero(start.value)).filter(|seconds| *seconds > 0)
}

/// A probe with its question and the place of that; `None` where no label asks for one, or where they contradict each other.
fn probe(
    kind: &str,
    handler: &Handler<'_>,
    service: &Service,
    report: &mut Report<'_>,
) -> Option<(Probe, (&'static str, Origin))> {
    let http = handler.path.map(|it| &it.origin).or(handler.port.map(|it| &it.origin));
    let tcp = handler.tcp.map(|it| &it.origin);
    let command = handler.command.map(|(_, origin)| origin);
    let name = |part: &str| format!("kompose.service.healthcheck.{kind}.{part}");
    let origin = match (http, tcp, command) {
        (None, None, None) => return None,
        (Some(origin), None, None) | (None, Some(origin), None) | (None, None, Some(origin)) => {
            origin
        }
        (first, second, third) => {
            let part = if third.is_some() { "test" } else { "tcp_port" };
            let origin = third.or(second).or(first)?;
            let why = "one probe asks one question, and another label has one, too";
            report.wrong(&name(part), origin, why);
            return None;
        }
    };
    let number = |port: i32| IntOrString::Int(port);
    let mut probe = Probe::default();
    let field = if let Some((command, _)) = handler.command {
        probe.exec = Some(ExecAction { command: Some(command.clone()) });
        "exec.command"
    } else if let Some(port) = handler.tcp {
        probe.tcp_socket =
            Some(TCPSocketAction { port: number(port.value), ..TCPSocketAction::default() });
        "tcpSocket.port"
    } else {
        let Some(port) = handler.port.map(|port| port.value).or_else(|| first_port(service)) else {
            let why = format!("needs `{}`: the service names no port", name("http_get_port"));
            report.wrong(&name("http_get_path"), origin, &why);
            return None;
        };
        probe.http_get = Some(HTTPGetAction {
            path: handler.path.map(|path| path.value.clone()),
            port: number(port),
            ..HTTPGetAction::default()
        });
        "httpGet.path"
    };
    Some((probe, (field, origin.clone())))
}

/// The first port of the container that the service names.
fn first_port(service: &Service) -> Option<i32> {
    let target = service.ports.iter().find_map(|port| port.target.as_ref());
    let target = target.and_then(|target| i32::try_from(target.value).ok());
    target.or_else(|| service.expose.iter().find_map(|it| it.value.parse().ok()))
}
