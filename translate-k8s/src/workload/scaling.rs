//! `x-k8s.autoscaling` and `x-k8s.disruptionBudget`.

use compose_model::diagnostic::Diagnostic;
use k8s_openapi::api::autoscaling::v2::{
    CrossVersionObjectReference, HorizontalPodAutoscaler, HorizontalPodAutoscalerSpec, MetricSpec,
    MetricTarget, ResourceMetricSource,
};
use k8s_openapi::api::core::v1::PodSpec;
use k8s_openapi::api::policy::v1::{PodDisruptionBudget, PodDisruptionBudgetSpec};
use k8s_openapi::apimachinery::pkg::api::resource::Quantity;

use super::{name, object_metadata, selector};
use crate::context::Cx;
use crate::extension::service::{Autoscaling, DisruptionBudget};
use crate::extension::service_key;
use crate::extension::values::MemoryTarget;
use crate::plan::{PodPlan, WorkloadKind};
use crate::rules::{AUTOSCALING_REQUEST, EXTENSION_INCOMPLETE};

/// The busiest that processors should be where nothing says what to measure: Kubernetes' own default.
const CPU_PERCENT: i32 = 80;

/// Whether an autoscaler decides how many pods run.
pub(crate) fn is_scaled(plan: &PodPlan<'_>, cx: &Cx<'_>) -> bool {
    let settings = cx.extension.service(plan.leader().key);
    settings.autoscaling.is_some()
        && matches!(plan.kind, WorkloadKind::Deployment | WorkloadKind::StatefulSet)
}

/// Builds the autoscaler and the budget of a pod that runs for ever. `requests` are the resources that
/// all of its containers request.
pub(super) fn build(plan: &PodPlan<'_>, requests: &[String], cx: &mut Cx<'_>) {
    let settings = cx.extension.service(plan.leader().key);
    if let Some(autoscaling) = &settings.autoscaling
        && is_scaled(plan, cx)
    {
        autoscaler(plan, &autoscaling.value, &autoscaling.origin, requests, cx);
    }
    if let Some(budget) = &settings.disruption_budget
        && matches!(plan.kind, WorkloadKind::Deployment | WorkloadKind::StatefulSet)
    {
        disruption_budget(plan, &budget.value, &budget.origin, cx);
    }
}

/// The resources that all containers of a pod request; limits stand for requests.
pub(super) fn requested(spec: Option<&PodSpec>) -> Vec<String> {
    let Some(spec) = spec else { return Vec::new() };
    let has = |resource: &str| {
        spec.containers.iter().all(|container| {
            let resources = container.resources.as_ref();
            let sides = resources.map(|it| [it.requests.as_ref(), it.limits.as_ref()]);
            sides.into_iter().flatten().flatten().any(|side| side.contains_key(resource))
        })
    };
    ["cpu", "memory"].into_iter().filter(|it| has(it)).map(str::to_owned).collect()
}

fn autoscaler(
    plan: &PodPlan<'_>,
    settings: &Autoscaling,
    origin: &compose_model::Origin,
    requests: &[String],
    cx: &mut Cx<'_>,
) {
    let Autoscaling { min_replicas, max_replicas, cpu, memory, metrics, behavior } = settings;
    let leader = plan.leader();
    let key = service_key(leader.key, "autoscaling");
    let Some(max) = max_replicas else {
        let message = "`autoscaling` needs `maxReplicas`";
        cx.report(
            Diagnostic::new(&EXTENSION_INCOMPLETE, message)
                .at(origin.place(), "")
                .help("add `maxReplicas`")
                .subject(key),
        );
        return;
    };
    let mut trace = cx.trace();
    trace.add("", key.as_str(), origin);
    trace.add("spec.maxReplicas", format!("{key}.maxReplicas"), &max.origin);
    if let Some(min) = min_replicas {
        trace.add("spec.minReplicas", format!("{key}.minReplicas"), &min.origin);
    }
    let mut list = Vec::new();
    let none = cpu.is_none() && memory.is_none() && metrics.is_none();
    if let Some(percent) = cpu.as_ref().map(|it| it.value).or(none.then_some(CPU_PERCENT)) {
        let place = cpu.as_ref().map_or(origin, |it| &it.origin);
        trace.add(format!("spec.metrics[{}]", list.len()), format!("{key}.cpu"), place);
        report_request("cpu", requests, format!("{key}.cpu"), place, cx);
        list.push(resource("cpu", utilization(percent)));
    }
    if let Some(memory) = memory {
        let key = format!("{key}.memory");
        trace.add(format!("spec.metrics[{}]", list.len()), key.as_str(), &memory.origin);
        let target = match &memory.value {
            MemoryTarget::Percent(percent) => {
                report_request("memory", requests, key, &memory.origin, cx);
                utilization(*percent)
            }
            MemoryTarget::Each(quantity) => MetricTarget {
                average_value: Some(Quantity(quantity.clone())),
                type_: "AverageValue".to_owned(),
                ..MetricTarget::default()
            },
        };
        list.push(resource("memory", target));
    }
    if let Some(metrics) = metrics {
        let before = list.len();
        for at in 0..metrics.value.value.len() {
            let key = format!("{key}.metrics[{at}]");
            trace.add(format!("spec.metrics[{}]", before + at), key, &metrics.origin);
        }
        list.extend(metrics.value.value.iter().cloned());
    }
    let object = name(plan);
    cx.add(HorizontalPodAutoscaler {
        metadata: object_metadata(plan, &object, cx),
        spec: HorizontalPodAutoscalerSpec {
            behavior: behavior.as_ref().map(|it| it.value.value.clone()),
            max_replicas: max.value,
            metrics: Some(list),
            min_replicas: min_replicas.as_ref().map(|it| it.value),
            scale_target_ref: CrossVersionObjectReference {
                api_version: Some("apps/v1".to_owned()),
                kind: plan.kind.as_str().to_owned(),
                name: object.clone(),
            },
        },
        ..HorizontalPodAutoscaler::default()
    });
    trace.finish(format_args!("HorizontalPodAutoscaler/{object}"), cx);
}

fn resource(name: &str, target: MetricTarget) -> MetricSpec {
    MetricSpec {
        resource: Some(ResourceMetricSource { name: name.to_owned(), target }),
        type_: "Resource".to_owned(),
        ..MetricSpec::default()
    }
}

fn utilization(percent: i32) -> MetricTarget {
    MetricTarget {
        average_utilization: Some(percent),
        type_: "Utilization".to_owned(),
        ..MetricTarget::default()
    }
}

/// A share of a request that is not there cannot be measured.
fn report_request(
    resource: &str,
    requests: &[String],
    key: String,
    origin: &compose_model::Origin,
    cx: &mut Cx<'_>,
) {
    if requests.iter().any(|requested| requested == resource) {
        return;
    }
    let message = format!("a container of the pod requests no {resource}: nothing is scaled by it");
    cx.report(
        Diagnostic::new(&AUTOSCALING_REQUEST, message)
            .at(origin.place(), "")
            .help(format!("set `resources.requests.{resource}`"))
            .subject(key),
    );
}

fn disruption_budget(
    plan: &PodPlan<'_>,
    settings: &DisruptionBudget,
    origin: &compose_model::Origin,
    cx: &mut Cx<'_>,
) {
    let DisruptionBudget { min_available, max_unavailable } = settings;
    let key = service_key(plan.leader().key, "disruptionBudget");
    if min_available.is_some() == max_unavailable.is_some() {
        let message = "`disruptionBudget` takes one of `minAvailable` and `maxUnavailable`";
        cx.report(
            Diagnostic::new(&EXTENSION_INCOMPLETE, message)
                .at(origin.place(), "")
                .help("say one of both")
                .subject(key),
        );
        return;
    }
    let object = name(plan);
    let mut trace = cx.trace();
    trace.add("", key.as_str(), origin);
    for (name, value) in [("minAvailable", min_available), ("maxUnavailable", max_unavailable)] {
        if let Some(value) = value {
            trace.add(format!("spec.{name}"), format!("{key}.{name}"), &value.origin);
        }
    }
    cx.add(PodDisruptionBudget {
        metadata: object_metadata(plan, &object, cx),
        spec: Some(PodDisruptionBudgetSpec {
            max_unavailable: max_unavailable.as_ref().map(|it| it.value.value.clone()),
            min_available: min_available.as_ref().map(|it| it.value.value.clone()),
            selector: Some(selector(plan, cx)),
            ..PodDisruptionBudgetSpec::default()
        }),
        ..PodDisruptionBudget::default()
    });
    trace.finish(format_args!("PodDisruptionBudget/{object}"), cx);
}
