//! Jobs: services that run to their end.

use compose_model::diagnostic::Diagnostic;
use k8s_openapi::api::batch::v1::{
    Job, JobSpec, PodFailurePolicy, PodFailurePolicyOnExitCodesRequirement, PodFailurePolicyRule,
};

use super::{metadata, restart, update};
use crate::context::Cx;
use crate::extension::service_key;
use crate::json;
use crate::names;
use crate::plan::{PodPlan, WorkloadKind};
use crate::pod::Template;
use crate::rules::OLDER_SERVER;
use crate::stable_hash::StableHash;
use crate::trace::Trace;

/// Since when a Job may make exceptions from `backoffLimit`: 1.`FAILURE_POLICY_SINCE`.
const FAILURE_POLICY_SINCE: u32 = 26;

/// Since when such an exception may lack a list of conditions: 1.`NO_CONDITIONS_SINCE`.
const NO_CONDITIONS_SINCE: u32 = 29;

/// Builds the Job of a pod. Its name ends in a hash of what it runs: a changed Job cannot be applied
/// over an old one, and a changed one should run again.
pub(super) fn build(plan: &PodPlan<'_>, template: Template, cx: &mut Cx<'_>) {
    let leader = plan.leader();
    let mut trace = cx.trace();
    let mut inner = cx.trace();
    let spec = spec(plan, template, &mut inner, cx);
    let content = json::text(&spec);
    let mut hash = StableHash::of(content);
    for patch in cx.extension.patches_of(leader.key, "Job") {
        hash.write_piece(patch.to_string());
    }
    let suffix = format!("-{}", hash.short());
    let name = names::with_suffix(leader.name, &suffix, names::LABEL);
    let metadata = metadata(plan, &name, &mut trace, cx);
    trace.nest("spec", inner);
    cx.jobs.insert(leader.name.to_owned(), name.clone());
    cx.add(Job { metadata, spec: Some(spec), ..Job::default() });
    trace.finish(format_args!("{}/{name}", WorkloadKind::Job.as_str()), cx);
}

/// What a Job runs, and how often it tries.
pub(super) fn spec(
    plan: &PodPlan<'_>,
    template: Template,
    trace: &mut Trace,
    cx: &mut Cx<'_>,
) -> JobSpec {
    let key = plan.leader().key;
    let settings = cx.extension.service(key);
    update::report_for_job(plan, cx);
    let retries = restart::of_job(plan, trace, cx);
    for (name, setting) in [
        ("backoffLimit", &settings.backoff_limit),
        ("activeDeadlineSeconds", &settings.active_deadline_seconds),
        ("ttlSecondsAfterFinished", &settings.ttl_seconds_after_finished),
    ] {
        if let Some(setting) = setting {
            trace.add(name, service_key(key, name), &setting.origin);
        }
    }
    let number =
        |setting: &Option<compose_model::Spanned<i32>>| setting.as_ref().map(|it| it.value);
    let mut pod = template.spec;
    if let Some(spec) = &mut pod.spec {
        spec.restart_policy = Some(retries.policy.to_owned());
    }
    let replicas = i32::try_from(plan.replicas().max(0)).unwrap_or(i32::MAX);
    trace.nest("template", template.trace);
    JobSpec {
        active_deadline_seconds: number(&settings.active_deadline_seconds).map(i64::from),
        backoff_limit: number(&settings.backoff_limit).or(Some(retries.limit)),
        completions: (replicas > 1).then_some(replicas),
        parallelism: (replicas != 1).then_some(replicas),
        pod_failure_policy: failure_policy(plan, &template.job_waits, retries.policy, cx),
        template: pod,
        ttl_seconds_after_finished: number(&settings.ttl_seconds_after_finished),
        ..JobSpec::default()
    }
}

/// A wait for another Job fails when the API server is away, which must not end a Job that is never
/// tried again.
fn failure_policy(
    plan: &PodPlan<'_>,
    waits: &[String],
    policy: &str,
    cx: &mut Cx<'_>,
) -> Option<PodFailurePolicy> {
    if waits.is_empty() || policy != "Never" {
        return None;
    }
    if !cx.options.kube_version.has(FAILURE_POLICY_SINCE) {
        let leader = plan.leader();
        let message = format!(
            "`{}` ends for good when its wait for another Job fails: servers before 1.{FAILURE_POLICY_SINCE} cannot make an exception",
            leader.key
        );
        let place = leader.service.depends_on.values().find_map(|it| it.origin.place());
        cx.report(
            Diagnostic::new(&OLDER_SERVER, message)
                .at(place, "")
                .help(OLDER_SERVER.hint())
                .subject(format!("services.{}.depends_on", leader.key)),
        );
        return None;
    }
    // Older servers want the list of conditions, though it must be empty beside exit codes.
    let conditions = !cx.options.kube_version.has(NO_CONDITIONS_SINCE);
    let rules = waits.iter().map(|wait| PodFailurePolicyRule {
        action: "Ignore".to_owned(),
        on_exit_codes: Some(PodFailurePolicyOnExitCodesRequirement {
            container_name: Some(wait.clone()),
            operator: "NotIn".to_owned(),
            values: vec![0],
        }),
        on_pod_conditions: conditions.then(Vec::new),
    });
    Some(PodFailurePolicy { rules: rules.collect() })
}
