//! CronJobs: `x-k8s.kind` with a `schedule`.

use compose_model::diagnostic::Diagnostic;
use k8s_openapi::api::batch::v1::{CronJob, CronJobSpec, JobTemplateSpec};

use super::{job, metadata};
use crate::context::Cx;
use crate::extension::service_key;
use crate::plan::{PodPlan, WorkloadKind};
use crate::pod::Template;
use crate::rules::EXTENSION_INCOMPLETE;

/// Builds the CronJob of a pod.
pub(super) fn build(plan: &PodPlan<'_>, template: Template, cx: &mut Cx<'_>) {
    let leader = plan.leader();
    let settings = cx.extension.service(leader.key);
    let mut trace = cx.trace();
    let Some(schedule) = &settings.schedule else {
        let kind = settings.kind.as_ref();
        let message = format!("`{}` is a CronJob, but nothing says when it runs", leader.key);
        cx.report(
            Diagnostic::new(&EXTENSION_INCOMPLETE, message)
                .at(kind.and_then(|kind| kind.origin.place()), "")
                .help("add `schedule`, such as `0 3 * * *`")
                .subject(service_key(leader.key, "kind")),
        );
        return;
    };
    let name = super::name(plan);
    let metadata = metadata(plan, &name, &mut trace, cx);
    trace.add("spec.schedule", service_key(leader.key, "schedule"), &schedule.origin);
    if let Some(zone) = &settings.time_zone {
        trace.add("spec.timeZone", service_key(leader.key, "timeZone"), &zone.origin);
    }
    let optional = [
        ("concurrencyPolicy", settings.concurrency_policy.as_ref().map(|it| &it.origin)),
        ("suspend", settings.suspend.as_ref().map(|it| &it.origin)),
        (
            "startingDeadlineSeconds",
            settings.starting_deadline_seconds.as_ref().map(|it| &it.origin),
        ),
        (
            "successfulJobsHistoryLimit",
            settings.successful_jobs_history_limit.as_ref().map(|it| &it.origin),
        ),
        (
            "failedJobsHistoryLimit",
            settings.failed_jobs_history_limit.as_ref().map(|it| &it.origin),
        ),
    ];
    for (name, origin) in optional {
        if let Some(origin) = origin {
            trace.add(format_args!("spec.{name}"), service_key(leader.key, name), origin);
        }
    }
    let mut inner = cx.trace();
    let job = job::spec(plan, template, &mut inner, cx);
    trace.nest("spec.jobTemplate.spec", inner);
    cx.add(CronJob {
        metadata,
        spec: CronJobSpec {
            concurrency_policy: settings
                .concurrency_policy
                .as_ref()
                .map(|it| it.as_str().to_owned()),
            failed_jobs_history_limit: settings
                .failed_jobs_history_limit
                .as_ref()
                .map(|it| it.value),
            job_template: JobTemplateSpec { metadata: None, spec: Some(job) },
            schedule: schedule.value.clone(),
            starting_deadline_seconds: settings
                .starting_deadline_seconds
                .as_ref()
                .map(|it| i64::from(it.value)),
            successful_jobs_history_limit: settings
                .successful_jobs_history_limit
                .as_ref()
                .map(|it| it.value),
            suspend: settings.suspend.as_ref().map(|it| it.value),
            time_zone: settings.time_zone.as_ref().map(|it| it.value.clone()),
        },
        ..CronJob::default()
    });
    trace.finish(format_args!("{}/{name}", WorkloadKind::CronJob.as_str()), cx);
}
