//! `<name>-ready`: a headless Service that leads to ready pods only.

use k8s_openapi::api::core::v1::{Service, ServiceSpec};
use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;

use crate::context::Cx;
use crate::labels;
use crate::names;
use crate::plan::PodPlan;

/// Adds the Service for a dependency and gives its name.
pub(super) fn add(pod: &PodPlan<'_>, key: &str, cx: &mut Cx<'_>) -> String {
    let own = cx.names.service(key);
    let plain = names::with_suffix(own, "-ready", names::LABEL);
    // Another service may have that very name.
    let name = if cx.plan.is_service_name(&plain) {
        names::with_suffix(
            own,
            &format!("-ready-{}", crate::stable_hash::StableHash::of(own).short()),
            names::LABEL,
        )
    } else {
        plain
    };
    let service = Service {
        metadata: ObjectMeta {
            name: Some(name.clone()),
            labels: Some(labels::of_service(cx, own)),
            ..ObjectMeta::default()
        },
        spec: Some(ServiceSpec {
            cluster_ip: Some("None".to_owned()),
            selector: Some(labels::selector(cx, pod.leader().name)),
            ..ServiceSpec::default()
        }),
        ..Service::default()
    };
    cx.add(service);
    name
}
