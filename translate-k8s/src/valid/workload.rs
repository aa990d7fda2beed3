//! Deployments, DaemonSets, StatefulSets and Jobs.

use k8s_openapi::api::apps::v1::{DaemonSetSpec, DeploymentSpec, StatefulSetSpec};
use k8s_openapi::api::batch::v1::{CronJobSpec, JobSpec};
use k8s_openapi::api::core::v1::PodTemplateSpec;
use k8s_openapi::apimachinery::pkg::apis::meta::v1::LabelSelector;
use k8s_openapi::apimachinery::pkg::util::intstr::IntOrString;

use super::{Findings, claim, metadata, pod, schedule, syntax};
use crate::path::Path;
use crate::rules::{COMBINATION, MISSING, VALUE};

/// The spec of a Deployment.
pub(super) fn deployment(spec: Option<&DeploymentSpec>, path: &Path<'_>, findings: &mut Findings) {
    let Some(spec) = spec else {
        findings.add(&MISSING, path, "is missing");
        return;
    };
    selected(&spec.selector, &spec.template, path, findings);
    counts(
        [
            ("replicas", spec.replicas),
            ("minReadySeconds", spec.min_ready_seconds),
            ("revisionHistoryLimit", spec.revision_history_limit),
        ],
        path,
        findings,
    );
    let ready = spec.min_ready_seconds.unwrap_or(0);
    if spec.progress_deadline_seconds.is_some_and(|deadline| deadline <= ready) {
        let what = "is not above `minReadySeconds`";
        findings.add(&COMBINATION, &path.field("progressDeadlineSeconds"), what);
    }
    if let Some(strategy) = &spec.strategy {
        let path = path.field("strategy");
        let kind = strategy.type_.as_deref().unwrap_or("RollingUpdate");
        if !matches!(kind, "Recreate" | "RollingUpdate") {
            findings.add(&VALUE, &path.field("type"), format!("is not a strategy: `{kind}`"));
        }
        if let Some(rolling) = &strategy.rolling_update {
            let path = path.field("rollingUpdate");
            if kind == "Recreate" {
                findings.add(&COMBINATION, &path, "does not go with `Recreate`");
            }
            let surge = share(rolling.max_surge.as_ref(), &path.field("maxSurge"), findings);
            let unavailable =
                share(rolling.max_unavailable.as_ref(), &path.field("maxUnavailable"), findings);
            if surge == Some(0) && unavailable == Some(0) {
                let what = "is 0, and so is `maxSurge`: nothing could ever be replaced";
                findings.add(&COMBINATION, &path.field("maxUnavailable"), what);
            }
        }
    }
    template(&spec.template, pod::Runs::Always, path, findings);
}

/// The spec of a `DaemonSet`.
pub(super) fn daemon_set(spec: Option<&DaemonSetSpec>, path: &Path<'_>, findings: &mut Findings) {
    let Some(spec) = spec else {
        findings.add(&MISSING, path, "is missing");
        return;
    };
    selected(&spec.selector, &spec.template, path, findings);
    counts(
        [
            ("minReadySeconds", spec.min_ready_seconds),
            ("revisionHistoryLimit", spec.revision_history_limit),
        ],
        path,
        findings,
    );
    if let Some(strategy) = &spec.update_strategy {
        let path = path.field("updateStrategy");
        let kind = strategy.type_.as_deref().unwrap_or("RollingUpdate");
        if !matches!(kind, "OnDelete" | "RollingUpdate") {
            findings.add(&VALUE, &path.field("type"), format!("is not a strategy: `{kind}`"));
        }
        if let Some(rolling) = &strategy.rolling_update {
            let path = path.field("rollingUpdate");
            let surge = share(rolling.max_surge.as_ref(), &path.field("maxSurge"), findings);
            let unavailable =
                share(rolling.max_unavailable.as_ref(), &path.field("maxUnavailable"), findings);
            // A pod is replaced in place or beside its successor, not both and not neither.
            let surges = surge.unwrap_or(0) != 0;
            if surges == (unavailable.unwrap_or(1) != 0) {
                let what = "does not go with `maxUnavailable`: exactly one of them is above 0";
                findings.add(&COMBINATION, &path.field("maxSurge"), what);
            }
        }
    }
    template(&spec.template, pod::Runs::Always, path, findings);
}

/// The spec of a `StatefulSet`.
pub(super) fn stateful_set(
    spec: Option<&StatefulSetSpec>,
    path: &Path<'_>,
    findings: &mut Findings,
) {
    let Some(spec) = spec else {
        findings.add(&MISSING, path, "is missing");
        return;
    };
    selected(&spec.selector, &spec.template, path, findings);
    counts([("replicas", spec.replicas)], path, findings);
    if spec.service_name.as_deref().is_some_and(|name| !syntax::is_service_name(name)) {
        findings.add(&VALUE, &path.field("serviceName"), "is not a valid name of a Service");
    }
    if !matches!(spec.pod_management_policy.as_deref(), None | Some("OrderedReady" | "Parallel")) {
        findings.add(&VALUE, &path.field("podManagementPolicy"), "is not a valid policy");
    }
    let claims = path.field("volumeClaimTemplates");
    for (index, template) in spec.volume_claim_templates.iter().flatten().enumerate() {
        let path = claims.index(index);
        claim::check(template.spec.as_ref(), &path.field("spec"), findings);
    }
    let claims = spec.volume_claim_templates.iter().flatten();
    let claims = claims.filter_map(|claim| claim.metadata.name.as_deref()).collect();
    template_with(&spec.template, pod::Runs::Always, claims, path, findings);
}

/// The spec of a Job.
pub(super) fn job(spec: Option<&JobSpec>, path: &Path<'_>, findings: &mut Findings) {
    let Some(spec) = spec else {
        findings.add(&MISSING, path, "is missing");
        return;
    };
    counts(
        [
            ("completions", spec.completions),
            ("parallelism", spec.parallelism),
            ("backoffLimit", spec.backoff_limit),
            ("ttlSecondsAfterFinished", spec.ttl_seconds_after_finished),
        ],
        path,
        findings,
    );
    if spec.active_deadline_seconds.is_some_and(|seconds| seconds < 0) {
        findings.add(&VALUE, &path.field("activeDeadlineSeconds"), "is below 0");
    }
    if spec.completion_mode.as_deref() == Some("Indexed") && spec.completions.is_none() {
        findings.add(&MISSING, &path.field("completions"), "is missing: an indexed Job needs it");
    }
    if spec.selector.is_some() && spec.manual_selector != Some(true) {
        findings.add(&COMBINATION, &path.field("selector"), "needs `manualSelector`");
    }
    template(&spec.template, pod::Runs::ToItsEnd, path, findings);
}

/// The spec of a CronJob.
pub(super) fn cron_job(spec: &CronJobSpec, path: &Path<'_>, findings: &mut Findings) {
    if !schedule::is_schedule(&spec.schedule) {
        let what = format!("is not a schedule: `{}`", spec.schedule);
        findings.add(&VALUE, &path.field("schedule"), what);
    }
    let policy = spec.concurrency_policy.as_deref();
    if !matches!(policy, None | Some("Allow" | "Forbid" | "Replace")) {
        findings.add(&VALUE, &path.field("concurrencyPolicy"), "is not a valid policy");
    }
    let zone = spec.time_zone.as_deref();
    if zone.is_some_and(|zone| zone.is_empty() || zone.eq_ignore_ascii_case("local")) {
        findings.add(&VALUE, &path.field("timeZone"), "is not the name of a time zone");
    }
    counts(
        [
            ("successfulJobsHistoryLimit", spec.successful_jobs_history_limit),
            ("failedJobsHistoryLimit", spec.failed_jobs_history_limit),
        ],
        path,
        findings,
    );
    if spec.starting_deadline_seconds.is_some_and(|seconds| seconds < 0) {
        findings.add(&VALUE, &path.field("startingDeadlineSeconds"), "is below 0");
    }
    let template = path.field("jobTemplate");
    if let Some(meta) = &spec.job_template.metadata {
        metadata::labels_and_annotations(meta, &template.field("metadata"), findings);
    }
    job(spec.job_template.spec.as_ref(), &template.field("spec"), findings);
}

/// A selector must select the pods of its own template.
fn selected(
    selector: &LabelSelector,
    template: &PodTemplateSpec,
    path: &Path<'_>,
    findings: &mut Findings,
) {
    let path = path.field("selector");
    metadata::selector(selector, &path, findings);
    let wanted = selector.match_labels.iter().flatten();
    if wanted.clone().next().is_none()
        && selector.match_expressions.as_ref().is_none_or(Vec::is_empty)
    {
        findings.add(&MISSING, &path, "is empty");
    }
    let labels = template.metadata.as_ref().and_then(|meta| meta.labels.as_ref());
    for (key, value) in wanted {
        if labels.and_then(|labels| labels.get(key)) != Some(value) {
            let what = format!("asks for `{key}: {value}`, which the template does not have");
            findings.add(&COMBINATION, &path, what);
        }
    }
}

fn template(template: &PodTemplateSpec, runs: pod::Runs, path: &Path<'_>, findings: &mut Findings) {
    template_with(template, runs, Vec::new(), path, findings);
}

/// A template whose pods also have volumes of these names.
fn template_with(
    template: &PodTemplateSpec,
    runs: pod::Runs,
    volumes: Vec<&str>,
    path: &Path<'_>,
    findings: &mut Findings,
) {
    let path = path.field("template");
    if let Some(meta) = &template.metadata {
        metadata::labels_and_annotations(meta, &path.field("metadata"), findings);
    }
    match &template.spec {
        Some(spec) => pod::check(spec, runs, volumes, &path.field("spec"), findings),
        None => findings.add(&MISSING, &path.field("spec"), "is missing"),
    }
}

fn counts<const N: usize>(
    counts: [(&str, Option<i32>); N],
    path: &Path<'_>,
    findings: &mut Findings,
) {
    for (name, count) in counts {
        if count.is_some_and(|count| count < 0) {
            findings.add(&VALUE, &path.field(name), "is below 0");
        }
    }
}

/// A number or percentage of pods; its number.
pub(super) fn share(
    share: Option<&IntOrString>,
    path: &Path<'_>,
    findings: &mut Findings,
) -> Option<i32> {
    let number = match share? {
        IntOrString::Int(number) => Some(*number),
        IntOrString::String(text) => text
            .strip_suffix('%')
            .filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()))
            .and_then(|digits| digits.parse().ok()),
    };
    if number.is_none_or(|number| number < 0) {
        findings.add(&VALUE, path, "is neither a number nor a percentage");
    }
    number
}
