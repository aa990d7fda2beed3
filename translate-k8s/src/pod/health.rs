//! `healthcheck` as probes.

mod http;

use compose_model::diagnostic::Diagnostic;
use compose_model::model::Service;
use compose_model::model::service::Healthcheck;
use compose_model::types::duration::Duration;
use k8s_openapi::api::core::v1::{ExecAction, HTTPGetAction, Probe};

use crate::context::Cx;
use crate::extension::kubernetes::Switch;
use crate::options::Probes;
use crate::plan::Member;
use crate::rules::{IMAGE_HEALTHCHECK, NEEDLESS};
use crate::trace::Trace;

/// The probes of a container.
#[derive(Debug, Default)]
pub(super) struct ContainerProbes {
    /// When it gets traffic.
    pub(super) readiness: Option<Probe>,
    /// When it is killed.
    pub(super) liveness: Option<Probe>,
    /// When the others begin to count.
    pub(super) startup: Option<Probe>,
}

/// Compose's default of `interval` and `timeout`.
const DEFAULT_SECONDS: i32 = 30;
/// Compose's default of `retries`.
const DEFAULT_RETRIES: i32 = 3;
/// A slow start is never shorter than this.
const STARTUP_SECONDS: i32 = 600;

/// Whether a service has a readiness probe: one of its settings, or a healthcheck that the file holds,
/// neither disabled nor only the image's.
pub(crate) fn is_checked(key: &str, service: &Service, cx: &Cx<'_>) -> bool {
    match &cx.extension.service(key).readiness_probe {
        Some(probe) => matches!(probe.value, Switch::On(_)),
        None => service.healthcheck.as_ref().is_some_and(|it| command(it).is_some()),
    }
}

/// The probes for a member. Compose never kills an unhealthy container, so only readiness is probed
/// unless the options ask for more.
pub(super) fn probes(member: &Member<'_>, trace: &mut Trace, cx: &mut Cx<'_>) -> ContainerProbes {
    let Some(spanned) = &member.service.healthcheck else { return ContainerProbes::default() };
    let key = format!("services.{}.healthcheck", member.key);
    let Healthcheck {
        test,
        timeout,
        interval,
        retries,
        start_period,
        start_interval,
        disable: _,
        extensions: _,
    } = &spanned.value;
    let Some(command) = command(spanned) else {
        if !is_disabled(spanned) {
            let message = "only the image knows the healthcheck's command";
            cx.report(
                Diagnostic::new(&IMAGE_HEALTHCHECK, message)
                    .at(spanned.origin.place(), "")
                    .help("write the image's `HEALTHCHECK` as `test`")
                    .subject(key),
            );
        }
        return ContainerProbes::default();
    };
    let period = interval.as_ref().map_or(DEFAULT_SECONDS, |it| seconds(it.value));
    let failures = retries.as_ref().map_or(DEFAULT_RETRIES, |it| count(it.value));
    let mut probe = Probe {
        period_seconds: Some(period),
        timeout_seconds: Some(timeout.as_ref().map_or(DEFAULT_SECONDS, |it| seconds(it.value))),
        failure_threshold: Some(failures),
        ..Probe::default()
    };
    match (cx.options.probes == Probes::Http).then(|| http::get(&command)).flatten() {
        Some(action) => probe.http_get = Some::<HTTPGetAction>(action),
        None => probe.exec = Some(ExecAction { command: Some(command) }),
    }
    let handler = if probe.exec.is_some() { "exec.command" } else { "httpGet" };
    for (field, attribute, origin) in [
        (handler, "test", test.as_ref().map(|it| &it.origin)),
        ("timeoutSeconds", "timeout", timeout.as_ref().map(|it| &it.origin)),
        ("periodSeconds", "interval", interval.as_ref().map(|it| &it.origin)),
        ("failureThreshold", "retries", retries.as_ref().map(|it| &it.origin)),
    ] {
        if let Some(origin) = origin {
            trace.add(
                format_args!("readinessProbe.{field}"),
                format_args!("{key}.{attribute}"),
                origin,
            );
        }
    }
    // Only while a service starts is it checked at another pace.
    let starting = start_interval
        .as_ref()
        .filter(|it| it.value.0 > 0)
        .filter(|_| start_period.as_ref().is_some_and(|it| it.value.0 > 0));
    let pace = starting.map_or(period, |it| seconds(it.value));
    if let Some(interval) = starting {
        trace.add(
            "startupProbe.periodSeconds",
            format_args!("{key}.start_interval"),
            &interval.origin,
        );
    }
    if let Some(interval) = start_interval.as_ref().filter(|_| starting.is_none()) {
        let message = "`start_interval` has no effect: the healthcheck has no `start_period`";
        let finding = Diagnostic::new(&NEEDLESS, message).at(interval.origin.place(), "");
        cx.report(finding.subject(format!("{key}.start_interval")));
    }
    if !cx.options.liveness {
        // Compose never kills what is slow to start, so this probe only sets the pace.
        if let Some(period) = start_period.as_ref().filter(|_| starting.is_none()) {
            let message =
                "`start_period` needs no translation: a pod that is not ready yet is not ended";
            let finding = Diagnostic::new(&NEEDLESS, message).at(period.origin.place(), "");
            cx.report(finding.subject(format!("{key}.start_period")));
        }
        let startup = starting.map(|_| Probe {
            failure_threshold: Some(i32::MAX),
            period_seconds: Some(pace),
            ..probe.clone()
        });
        return ContainerProbes { readiness: Some(probe), liveness: None, startup };
    }
    let grace = start_period.as_ref().map_or(0, |it| seconds_or_zero(it.value));
    let startup = grace.saturating_add(failures.saturating_mul(period)).max(STARTUP_SECONDS);
    ContainerProbes {
        startup: Some(Probe {
            failure_threshold: Some(startup.div_euclid(pace) + i32::from(startup % pace != 0)),
            period_seconds: Some(pace),
            ..probe.clone()
        }),
        liveness: Some(Probe {
            failure_threshold: Some(failures.saturating_mul(3)),
            ..probe.clone()
        }),
        readiness: Some(probe),
    }
}

/// The probe that holds the others of a pod back until this member is healthy, for a sidecar. It
/// gives up only after a very long time: under Compose the others would wait as well.
pub(super) fn startup_of_sidecar(readiness: &Probe) -> Probe {
    const DAY_SECONDS: i32 = 86_400;
    let period = readiness.period_seconds.unwrap_or(DEFAULT_SECONDS).clamp(1, 5);
    Probe {
        period_seconds: Some(period),
        failure_threshold: Some(DAY_SECONDS / period),
        ..readiness.clone()
    }
}

/// The words to run; `None` for a disabled healthcheck and for one that leaves the command to the image.
fn command(healthcheck: &Healthcheck) -> Option<Vec<String>> {
    if is_disabled(healthcheck) {
        return None;
    }
    let (kind, words) = healthcheck.test.as_ref()?.value.split_first()?;
    match kind.as_str() {
        "CMD" if !words.is_empty() => Some(words.to_vec()),
        "CMD-SHELL" if !words.is_empty() => {
            Some(vec!["/bin/sh".to_owned(), "-c".to_owned(), words.join(" ")])
        }
        _ => None,
    }
}

fn is_disabled(healthcheck: &Healthcheck) -> bool {
    let none = |test: &Vec<String>| test.first().is_some_and(|kind| kind == "NONE");
    healthcheck.disable.as_ref().is_some_and(|it| it.value)
        || healthcheck.test.as_ref().is_some_and(|test| none(test))
}

/// Whole seconds, the nearest, at least one: the API server refuses less. Zero is Docker's default.
pub(crate) fn seconds(duration: Duration) -> i32 {
    if duration.0 <= 0 { DEFAULT_SECONDS } else { seconds_or_zero(duration).max(1) }
}

/// Whole seconds, the nearest.
pub(crate) fn seconds_or_zero(duration: Duration) -> i32 {
    let rounded = duration.0.saturating_add(500_000_000).div_euclid(1_000_000_000);
    i32::try_from(rounded.max(0)).unwrap_or(i32::MAX)
}

/// A number of failures; zero is Docker's default.
fn count(retries: i64) -> i32 {
    if retries <= 0 { DEFAULT_RETRIES } else { i32::try_from(retries).unwrap_or(i32::MAX) }
}
