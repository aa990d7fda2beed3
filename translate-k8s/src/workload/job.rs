//! Jobs: services that run to their end.

use compose_model::diagnostic::Diagnostic;
use k8s_openapi::api::batch::v1::{
    Job, JobSpec, PodFailurePolicy, PodFailurePolicyOnExitCodesRequirement, PodFailurePolicyRule,
};

use super::{metadata, restart, update};
use crate::context::Cx;
use crate::names;
use crate::plan::{PodPlan, WorkloadKind};
use crate::pod::Template;
use crate::rules::OLDER_SERVER;
use crate::stable_hash::StableHash;

/// Since when a Job may make exceptions from `backoffLimit`: 1.`FAILURE_POLICY_SINCE`.
const FAILURE_POLICY_SINCE: u32 = 26;

/// Builds the Job of a pod. Its name ends in a hash of what it runs: a changed Job cannot be applied
/// over an old one, and a changed one should run again.
pub(super) fn build(plan: &PodPlan<'_>, template: Template, cx: &mut Cx<'_>) {
    let leader = plan.leader();
    let mut trace = cx.trace();
    update::report_for_job(plan, cx);
    let retries = restart::of_job(plan, &mut trace, cx);
    let mut pod = template.spec;
    if let Some(spec) = &mut pod.spec {
        spec.restart_policy = Some(retries.policy.to_owned());
    }
    let replicas = i32::try_from(plan.replicas().max(0)).unwrap_or(i32::MAX);
    let spec = JobSpec {
        backoff_limit: Some(retries.limit),
        completions: (replicas > 1).then_some(replicas),
        parallelism: (replicas != 1).then_some(replicas),
        pod_failure_policy: failure_policy(plan, &template.job_waits, retries.policy, cx),
        template: pod,
        ..JobSpec::default()
    };
    let content = serde_json::to_vec(&spec).unwrap_or_default();
    let suffix = format!("-{}", StableHash::of(content).short());
    let name = names::with_suffix(leader.name, &suffix, names::LABEL);
    let metadata = metadata(plan, &name, &mut trace, cx);
    trace.nest("spec.template", template.trace);
    cx.jobs.insert(leader.name.to_owned(), name.clone());
    cx.add(Job { metadata, spec: Some(spec), ..Job::default() });
    trace.finish(format_args!("{}/{name}", WorkloadKind::Job.as_str()), cx);
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
    let rules = waits.iter().map(|wait| PodFailurePolicyRule {
        action: "Ignore".to_owned(),
        on_exit_codes: Some(PodFailurePolicyOnExitCodesRequirement {
            container_name: Some(wait.clone()),
            operator: "NotIn".to_owned(),
            values: vec![0],
        }),
        on_pod_conditions: None,
    });
    Some(PodFailurePolicy { rules: rules.collect() })
}
