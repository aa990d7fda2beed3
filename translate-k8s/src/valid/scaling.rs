//! HorizontalPodAutoscalers and PodDisruptionBudgets.

use k8s_openapi::api::autoscaling::v2::HorizontalPodAutoscalerSpec;
use k8s_openapi::api::policy::v1::PodDisruptionBudgetSpec;

use super::{Findings, metadata, workload};
use crate::path::Path;
use crate::rules::{COMBINATION, MISSING, VALUE};

/// The spec of a HorizontalPodAutoscaler.
pub(super) fn autoscaler(
    spec: &HorizontalPodAutoscalerSpec,
    path: &Path<'_>,
    findings: &mut Findings,
) {
    if spec.max_replicas < 1 {
        findings.add(&VALUE, &path.field("maxReplicas"), "is below 1");
    }
    let least = spec.min_replicas.unwrap_or(1);
    // Scaling to zero is a feature that clusters do not have without being told.
    if least < 1 {
        findings.add(&VALUE, &path.field("minReplicas"), "is below 1");
    }
    if least > spec.max_replicas {
        findings.add(&COMBINATION, &path.field("minReplicas"), "is above `maxReplicas`");
    }
    let metrics = path.field("metrics");
    for (index, metric) in spec.metrics.iter().flatten().enumerate() {
        let path = metrics.index(index);
        let is_there = match metric.type_.as_str() {
            "Resource" => metric.resource.is_some(),
            "ContainerResource" => metric.container_resource.is_some(),
            "Pods" => metric.pods.is_some(),
            "Object" => metric.object.is_some(),
            "External" => metric.external.is_some(),
            other => {
                findings.add(&VALUE, &path.field("type"), format!("is not a metric: `{other}`"));
                continue;
            }
        };
        if !is_there {
            let what = format!("says nothing about its `{}` metric", metric.type_);
            findings.add(&MISSING, &path, what);
        }
        let share = metric.resource.as_ref().and_then(|it| it.target.average_utilization);
        if share.is_some_and(|share| share < 1) {
            let path = path.field("resource");
            let path = path.field("target");
            findings.add(&VALUE, &path.field("averageUtilization"), "is below 1");
        }
    }
}

/// The spec of a PodDisruptionBudget.
pub(super) fn budget(
    spec: Option<&PodDisruptionBudgetSpec>,
    path: &Path<'_>,
    findings: &mut Findings,
) {
    let Some(spec) = spec else {
        findings.add(&MISSING, path, "is missing");
        return;
    };
    if spec.min_available.is_some() && spec.max_unavailable.is_some() {
        let what = "does not go with `minAvailable`";
        findings.add(&COMBINATION, &path.field("maxUnavailable"), what);
    }
    workload::share(spec.min_available.as_ref(), &path.field("minAvailable"), findings);
    workload::share(spec.max_unavailable.as_ref(), &path.field("maxUnavailable"), findings);
    if let Some(selector) = &spec.selector {
        metadata::selector(selector, &path.field("selector"), findings);
    }
}
