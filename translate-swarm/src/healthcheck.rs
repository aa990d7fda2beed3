//! Healthchecks.

use compose_model::Spanned;
use compose_model::model::service;
use compose_model::types::duration::Duration;

use crate::context::{At, Cx};
use crate::docker_version::Feature;
use crate::rules::NEWER_DOCKER;
use crate::stack::Healthcheck;
use crate::units;

/// A healthcheck; `None` where nothing of the image's own is changed.
pub(crate) fn translate(
    at: At<'_>,
    check: &Spanned<service::Healthcheck>,
    cx: &mut Cx<'_>,
) -> Option<Healthcheck> {
    let service::Healthcheck {
        test,
        timeout,
        interval,
        retries,
        start_period,
        start_interval,
        disable,
        extensions: _,
    } = &check.value;
    at.origin(cx, "healthcheck", "healthcheck", &check.origin);
    let test = test.as_ref().filter(|test| !test.is_empty());
    let is_off = disable.as_ref().is_some_and(|disable| disable.value)
        || test.is_some_and(|test| test[0] == "NONE");
    if is_off {
        return Some(Healthcheck { disable: true, ..Healthcheck::default() });
    }
    if test.is_some() {
        cx.replaced.add(at, "healthcheck", &check.origin);
    }
    let time = |period: &Option<Spanned<Duration>>| {
        period.as_ref().map(|period| units::duration(period.value))
    };
    let made = Healthcheck {
        disable: false,
        test: test.map(|test| test.iter().map(|word| word.as_str().into()).collect()),
        interval: time(interval),
        timeout: time(timeout),
        retries: retries.as_ref().map(|retries| retries.value),
        start_period: time(start_period),
        start_interval: start_interval
            .as_ref()
            .filter(|interval| has_start_interval(at, interval, cx))
            .map(|interval| units::duration(interval.value)),
    };
    (made != Healthcheck::default()).then_some(made)
}

fn has_start_interval(at: At<'_>, interval: &Spanned<Duration>, cx: &mut Cx<'_>) -> bool {
    let version = cx.options.docker_version;
    if version.has(Feature::StartInterval) {
        return true;
    }
    let since = Feature::StartInterval.since();
    let message = format!("`start_interval` is left out: Docker {version} does not know it");
    cx.report(
        at.finding(&NEWER_DOCKER, "healthcheck.start_interval", &interval.origin, message)
            .help(format!("pass `--docker-version {since}` where every node has that release")),
    );
    false
}
