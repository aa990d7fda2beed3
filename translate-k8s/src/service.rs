//! Services: the names under which pods are reached.

mod exposed;
mod port;
mod settings;

pub(crate) use exposed::{is_loopback, routed_port};
pub(crate) use settings::governing_name;

use k8s_openapi::api::core::v1::{Service, ServiceSpec};
use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;

use crate::context::Cx;
use crate::extension::words::ServiceType;
use crate::labels::{self, Labels};
use crate::plan::{Member, PodPlan, Role, WorkloadKind};
use crate::trace::Trace;

/// Builds a Service for every service of a pod that runs for ever, and the ways in from outside.
pub(crate) fn build(pod: &PodPlan<'_>, cx: &mut Cx<'_>) {
    if pod.kind.ends() {
        return;
    }
    for member in &pod.members {
        if member.role == Role::Init || is_cut_off(member) {
            continue;
        }
        let outside = own(pod, member, cx);
        exposed::build(pod, member, outside, cx);
    }
    if pod.kind == WorkloadKind::StatefulSet {
        settings::governing(pod, cx);
    }
}

/// The label that the pods of an alias carry where several services share it.
pub(crate) fn alias_labels(pod: &PodPlan<'_>, cx: &Cx<'_>) -> Labels {
    let aliases = pod.members.iter().flat_map(|member| cx.plan.shared_aliases(member.key));
    aliases.map(|alias| (alias_label(alias), "true".to_owned())).collect()
}

/// Builds the Services of aliases, once all pods are known.
pub(crate) fn aliases(cx: &mut Cx<'_>) {
    let plan = cx.plan;
    for (alias, keys) in &plan.aliases {
        let reachable: Vec<&str> = keys
            .iter()
            .copied()
            .filter(|key| plan.pod_of(key).is_some_and(|pod| !pod.kind.ends()))
            .collect();
        let Some(pod) = reachable.first().and_then(|key| plan.pod_of(key)) else { continue };
        let mut trace = cx.trace();
        let selector = if keys.len() > 1 {
            let instance = (labels::INSTANCE.to_owned(), labels::instance(cx.project).into_owned());
            [instance, (alias_label(alias), "true".to_owned())].into()
        } else {
            labels::selector(cx, pod.leader().name)
        };
        let spec = spec(&reachable, selector, &mut trace, cx);
        add(alias, pod.leader().name, spec, trace, cx);
    }
}

fn alias_label(alias: &str) -> String {
    format!("compose2k8s.io/{}", crate::names::with_suffix(alias, "-alias", labels::MAX_NAME))
}

/// The Service under a service's own name; its type, where it is reached from outside.
fn own(pod: &PodPlan<'_>, member: &Member<'_>, cx: &mut Cx<'_>) -> Option<ServiceType> {
    let mut trace = cx.trace();
    let selector = labels::selector(cx, pod.leader().name);
    // Services in the network namespace of this one listen under its name.
    let mut keys = vec![member.key];
    keys.extend(pod.members.iter().filter(|other| joins(other, member.key)).map(|other| other.key));
    let mut spec = spec(&keys, selector, &mut trace, cx);
    if cx.discovery.names_itself(member.key) {
        spec.publish_not_ready_addresses = Some(true);
    }
    let endpoint_mode =
        member.service.deploy.as_ref().and_then(|deploy| deploy.endpoint_mode.as_ref());
    if let Some(mode) = endpoint_mode.filter(|mode| mode.as_str() == "dnsrr") {
        spec.cluster_ip = Some("None".to_owned());
        let key = format_args!("services.{}.deploy.endpoint_mode", member.key);
        trace.add("spec.clusterIP", key, &mode.origin);
    }
    let (mut metadata, outside) = settings::apply(pod, member, &mut spec, &mut trace, cx)?;
    metadata.name = Some(member.name.to_owned());
    settings::mark_ports(&keys, &spec, cx);
    cx.add(Service { metadata, spec: Some(spec), ..Service::default() });
    trace.finish(format_args!("Service/{}", member.name), cx);
    outside
}

fn joins(member: &Member<'_>, key: &str) -> bool {
    let mode = member.service.network_mode.as_ref();
    mode.and_then(|mode| mode.strip_prefix("service:")).is_some_and(|name| name == key)
}

/// A Service for the ports of some services. Without any it is headless: its name leads to the pods
/// themselves, and all their ports, even before they are ready, as under Compose.
fn spec(keys: &[&str], selector: Labels, trace: &mut Trace, cx: &Cx<'_>) -> ServiceSpec {
    let ports = port::of_services(keys, trace, cx);
    let headless = ports.is_empty();
    ServiceSpec {
        cluster_ip: headless.then(|| "None".to_owned()),
        ports: (!headless).then_some(ports),
        publish_not_ready_addresses: headless.then_some(true),
        selector: Some(selector),
        ..ServiceSpec::default()
    }
}

fn add(name: &str, service: &str, spec: ServiceSpec, trace: Trace, cx: &mut Cx<'_>) {
    cx.add(Service {
        metadata: ObjectMeta {
            name: Some(name.to_owned()),
            labels: Some(labels::of_service(cx, service)),
            ..ObjectMeta::default()
        },
        spec: Some(spec),
        ..Service::default()
    });
    trace.finish(format_args!("Service/{name}"), cx);
}

/// Whether a service has no network at all.
pub(crate) fn is_cut_off(member: &Member<'_>) -> bool {
    member.service.network_mode.as_ref().is_some_and(|mode| mode.as_str() == "none")
}
