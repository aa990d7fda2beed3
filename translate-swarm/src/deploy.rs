//! `deploy`, with what other attributes say about how a service runs.

use compose_model::Spanned;
use compose_model::model::service::{self, Deploy};
use compose_model::types::duration::Duration;

use crate::context::{At, Cx};
use crate::docker_version::Feature;
use crate::escape::Text;
use crate::restart::{self, Life};
use crate::rules::{GLOBAL_REPLICAS, JOB_UPDATE, NEWER_DOCKER, NO_FREE_PLACE};
use crate::service::{pairs, text};
use crate::stack::{self, UpdateConfig};
use crate::{placement, resources, units};

/// The attributes that decide how a service runs.
pub(crate) struct Input<'a> {
    pub(crate) deploy: Option<&'a Spanned<Deploy>>,
    pub(crate) restart: Option<&'a Spanned<String>>,
    pub(crate) scale: Option<&'a Spanned<i64>>,
    pub(crate) platform: Option<&'a Spanned<String>>,
    /// Whether it publishes ports, which a job cannot.
    pub(crate) publishes: bool,
    /// Whether it may start before what it depends on works.
    pub(crate) may_be_early: bool,
    pub(crate) resources: resources::Input<'a>,
}

/// Sets `deploy`.
pub(crate) fn translate(at: At<'_>, input: &Input<'_>, made: &mut stack::Service, cx: &mut Cx<'_>) {
    let absent = Deploy::default();
    let Deploy {
        mode,
        replicas,
        labels,
        update_config,
        rollback_config,
        resources: limits,
        restart_policy,
        placement,
        endpoint_mode,
        extensions: _,
    } = input.deploy.map_or(&absent, |deploy| &deploy.value);

    let mut chosen = mode.as_ref().map(|mode| mode.value.clone());
    let wants_job = chosen.as_deref().is_some_and(|mode| mode.ends_with("-job"));
    let is_one_shot = cx.plan.is_one_shot(at.key);
    let ends = wants_job || is_one_shot;
    let life = match (ends, input.may_be_early) {
        (false, _) => Life::Long,
        (true, false) => Life::Ends,
        (true, true) => Life::EndsAfterRetries,
    };
    let policy = restart::translate(at, input.restart, restart_policy.as_ref(), life, cx);
    let has_jobs = cx.options.docker_version.has(Feature::Jobs);
    if let (true, false, Some(mode)) = (wants_job, has_jobs, mode) {
        chosen = Some(mode.trim_end_matches("-job").to_owned());
        report_no_jobs(at, mode, cx);
    }
    if is_one_shot {
        let is_replicated = chosen.as_deref().is_none_or(|mode| mode == "replicated");
        if has_jobs && is_replicated && !input.publishes {
            chosen = Some("replicated-job".to_owned());
        }
        let is_job = chosen.as_deref().is_some_and(|mode| mode.ends_with("-job"));
        let is_retried = policy.condition.0 == "on-failure";
        restart::report_one_shot(at, is_job, is_retried, cx);
    }
    report_no_place(at, placement.as_ref(), update_config.as_ref(), cx);
    let is_global = chosen.as_deref().is_some_and(|mode| mode.starts_with("global"));
    let is_job = chosen.as_deref().is_some_and(|mode| mode.ends_with("-job"));
    let replicas = replicas.as_ref().map(|replicas| ("deploy.replicas", replicas));
    let replicas = replicas.or(input.scale.map(|scale| ("scale", scale)));

    made.deploy = stack::Deploy {
        mode: chosen.filter(|mode| mode != "replicated").map(Text::from),
        replicas: replicas.and_then(|(attribute, replicas)| {
            at.origin(cx, "deploy.replicas", attribute, &replicas.origin);
            if is_global {
                report_replicas(at, attribute, replicas, cx);
                return None;
            }
            Some(replicas.value)
        }),
        endpoint_mode: text(endpoint_mode.as_ref()),
        labels: pairs(labels),
        restart_policy: Some(policy),
        update_config: update(at, "deploy.update_config", update_config.as_ref(), is_job, cx),
        rollback_config: update(at, "deploy.rollback_config", rollback_config.as_ref(), is_job, cx),
        resources: resources::translate(at, &input.resources, limits.as_ref(), cx),
        placement: placement::translate(at, placement.as_ref(), input.platform, cx),
    };
}

/// Says where a new task finds no node because the old one counts too.
fn report_no_place(
    at: At<'_>,
    placement: Option<&Spanned<service::Placement>>,
    update: Option<&Spanned<service::UpdateConfig>>,
    cx: &mut Cx<'_>,
) {
    let max = placement.and_then(|it| it.max_replicas_per_node.as_ref());
    let order = update.and_then(|it| it.order.as_ref());
    if let (Some(max), Some(order)) = (max, order)
        && max.value > 0
        && order.as_str() == "start-first"
    {
        let message = format!(
            "an update of `{}` stands still where every node runs {} of its tasks",
            at.key, max.value
        );
        let attribute = "deploy.update_config.order";
        cx.report(
            at.value_finding(&NO_FREE_PLACE, attribute, &order.origin, message)
                .related(&max.origin, "the old and the new task count")
                .help("use `order: stop-first`"),
        );
    }
}

fn update(
    at: At<'_>,
    attribute: &str,
    config: Option<&Spanned<service::UpdateConfig>>,
    is_job: bool,
    cx: &mut Cx<'_>,
) -> Option<UpdateConfig> {
    let config = config?;
    if is_job {
        let message =
            format!("`{attribute}` is left out: Swarm runs jobs again and never updates them");
        cx.report(at.finding(&JOB_UPDATE, attribute, &config.origin, message));
        return None;
    }
    at.origin(cx, attribute, attribute, &config.origin);
    let service::UpdateConfig {
        parallelism,
        delay,
        failure_action,
        monitor,
        max_failure_ratio,
        order,
        extensions: _,
    } = &config.value;
    let time =
        |time: &Option<Spanned<Duration>>| time.as_ref().map(|time| units::duration(time.value));
    let made = UpdateConfig {
        parallelism: parallelism.as_ref().map(|parallelism| parallelism.value),
        delay: time(delay),
        failure_action: text(failure_action.as_ref()),
        monitor: time(monitor),
        max_failure_ratio: max_failure_ratio.as_ref().map(|ratio| units::decimal(ratio.value)),
        order: text(order.as_ref()),
    };
    (made != UpdateConfig::default()).then_some(made)
}

fn report_no_jobs(at: At<'_>, mode: &Spanned<String>, cx: &mut Cx<'_>) {
    let version = cx.options.docker_version;
    let since = Feature::Jobs.since();
    let message = format!(
        "`{mode}` becomes a service that is not started again: Docker {version} has no jobs in stacks"
    );
    cx.report(
        at.finding(&NEWER_DOCKER, "deploy.mode", &mode.origin, message)
            .help(format!("pass `--docker-version {since}` where every node has that release")),
    );
}

fn report_replicas(at: At<'_>, attribute: &str, replicas: &Spanned<i64>, cx: &mut Cx<'_>) {
    let message = format!("`{attribute}` is left out: a global service runs once on every node");
    cx.report(at.finding(&GLOBAL_REPLICAS, attribute, &replicas.origin, message));
}
