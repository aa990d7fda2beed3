//! `x-k8s.service`: what a service says about its own Service, and the Service of a StatefulSet.

use compose_model::diagnostic::Diagnostic;
use compose_model::model::service::Port;
use k8s_openapi::api::core::v1::{Service, ServicePort, ServiceSpec};
use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;
use k8s_openapi::apimachinery::pkg::util::intstr::IntOrString;

use crate::context::Cx;
use crate::extension::service::ServiceObject;
use crate::extension::words::ServiceType;
use crate::extension::{idle, port_key, service_key};
use crate::labels;
use crate::names;
use crate::plan::{Member, PodPlan, WorkloadKind};
use crate::pod::host_port;
use crate::rules::EXTENSION_WITHOUT_EFFECT;
use crate::trace::Trace;

/// Puts the settings into the Service of a member; gives its metadata, and its type where it is reached
/// from outside. `None` where there is to be no Service.
///
/// It is reached from outside only if all of its ports may be: else a further Service is made for those
/// that the file publishes.
pub(super) fn apply(
    pod: &PodPlan<'_>,
    member: &Member<'_>,
    spec: &mut ServiceSpec,
    trace: &mut Trace,
    cx: &mut Cx<'_>,
) -> Option<(ObjectMeta, Option<ServiceType>)> {
    let mut metadata =
        ObjectMeta { labels: Some(labels::of_service(cx, member.name)), ..ObjectMeta::default() };
    let Some(settings) = &cx.extension.service(member.key).service else {
        if is_governing(pod, member, cx) {
            spec.cluster_ip = Some("None".to_owned());
        }
        return Some((metadata, None));
    };
    let ServiceObject { kind, external_traffic_policy, load_balancer_class, labels, annotations } =
        &settings.value;
    let key = service_key(member.key, "service");
    let word = kind.as_ref().map(|kind| kind.value);
    if let Some(kind) = kind {
        trace.add("spec.type", format!("{key}.type"), &kind.origin);
    }
    let outside = word
        .filter(|word| matches!(word, ServiceType::NodePort | ServiceType::LoadBalancer))
        .filter(|_| may_leave(member, spec));
    match word {
        None if is_governing(pod, member, cx) => spec.cluster_ip = Some("None".to_owned()),
        Some(ServiceType::ClusterIP) if spec.ports.is_some() => spec.cluster_ip = None,
        // A Service without ports has no use for an address.
        None | Some(ServiceType::ClusterIP) => {}
        Some(ServiceType::Headless) => spec.cluster_ip = Some("None".to_owned()),
        Some(ServiceType::None) => {
            for (name, origin) in settings.value.written().filter(|(name, _)| *name != "type") {
                let why = "there is no Service";
                idle::report_one(format!("{key}.{name}"), origin, why, cx.diagnostics);
            }
            return None;
        }
        Some(ServiceType::NodePort | ServiceType::LoadBalancer) => {
            if let Some(outside) = outside {
                spec.cluster_ip = None;
                spec.type_ = Some(outside.as_str().to_owned());
                node_ports(member, spec, cx);
            }
        }
    }
    let is_outside = matches!(word, Some(ServiceType::NodePort | ServiceType::LoadBalancer));
    if let Some(kind) = kind
        && is_outside
        && outside.is_none()
        && cx.extension.service(member.key).expose.is_some()
    {
        let why = "`expose` decides, and not all ports may be reached from outside";
        idle::report_one(format!("{key}.type"), &kind.origin, why, cx.diagnostics);
    }
    let lost = [
        (
            "externalTrafficPolicy",
            external_traffic_policy.as_ref().map(|it| &it.origin),
            outside.is_some(),
        ),
        (
            "loadBalancerClass",
            load_balancer_class.as_ref().map(|it| &it.origin),
            outside == Some(ServiceType::LoadBalancer),
        ),
    ];
    for (name, origin, has_effect) in lost {
        let Some(origin) = origin else { continue };
        if has_effect {
            trace.add(format!("spec.{name}"), format!("{key}.{name}"), origin);
            continue;
        }
        let message =
            format!("`{name}` changes nothing: the Service of `{}` stays inside", member.key);
        cx.report(
            Diagnostic::new(&EXTENSION_WITHOUT_EFFECT, message)
                .at(origin.place(), "")
                .help("set `type`, and publish all of its ports")
                .subject(format!("{key}.{name}")),
        );
    }
    if outside.is_some() {
        spec.external_traffic_policy =
            external_traffic_policy.as_ref().map(|it| it.as_str().to_owned());
    }
    if outside == Some(ServiceType::LoadBalancer) {
        spec.load_balancer_class = load_balancer_class.as_ref().map(|it| it.value.clone());
    }
    for (name, value) in labels.iter().flat_map(|labels| &labels.value) {
        let field = format!("metadata.labels.{name}");
        trace.add(field, format!("{key}.labels.{name}"), &value.origin);
        metadata.labels.get_or_insert_default().insert(name.clone(), value.value.clone());
    }
    for (name, value) in annotations.iter().flat_map(|it| &it.value) {
        let field = format!("metadata.annotations.{name}");
        trace.add(field, format!("{key}.annotations.{name}"), &value.origin);
        metadata.annotations.get_or_insert_default().insert(name.clone(), value.value.clone());
    }
    Some((metadata, outside))
}

/// Whether all ports of a Service may be reached from outside: those that the file publishes, or
/// all where it publishes none. Those of a loopback address may not.
fn may_leave(member: &Member<'_>, spec: &ServiceSpec) -> bool {
    let is_inside = |published: &Port| {
        published.host_ip.as_ref().is_some_and(|ip| super::is_loopback(ip))
            || host_port::of(published).is_some()
    };
    let ports = &member.service.ports;
    let publishes = ports.iter().any(|published| !is_inside(published));
    let may_leave = |port: &ServicePort| {
        let mut same = ports.iter().filter(|published| {
            let target = published.target.as_ref().and_then(|it| i32::try_from(it.value).ok());
            let protocol = published.protocol.as_ref().map_or("tcp", |it| it.as_str());
            target.map(IntOrString::Int) == port.target_port
                && port.protocol.as_deref().is_some_and(|it| it.eq_ignore_ascii_case(protocol))
        });
        if publishes { same.any(|it| !is_inside(it)) } else { same.next().is_none() }
    };
    spec.ports.as_ref().is_some_and(|ports| ports.iter().all(may_leave))
}

/// The ports of nodes that the settings of ports name.
fn node_ports(member: &Member<'_>, spec: &mut ServiceSpec, cx: &Cx<'_>) {
    for (at, port) in member.service.ports.iter().enumerate() {
        let wanted = cx.extension.port(member.key, at).and_then(|it| it.node_port.as_ref());
        let target = port.target.as_ref().and_then(|it| i32::try_from(it.value).ok());
        let (Some(wanted), Some(target)) = (wanted, target) else { continue };
        let protocol =
            port.protocol.as_ref().map_or("TCP".to_owned(), |it| it.to_ascii_uppercase());
        let same =
            |it: &&mut ServicePort| it.port == target && it.protocol.as_deref() == Some(&protocol);
        if let Some(port) = spec.ports.iter_mut().flatten().find(same) {
            port.node_port = Some(wanted.value);
        }
    }
}

/// Marks the settings of ports that a Service has.
pub(super) fn mark_ports(services: &[&str], spec: &ServiceSpec, cx: &mut Cx<'_>) {
    let extension = cx.extension;
    if extension.ports.is_empty() {
        return;
    }
    let ports = services.iter().flat_map(|service| {
        let count = cx.project.services.get(*service).map_or(0, |it| it.ports.len());
        (0..count).filter_map(|at| Some((*service, at, extension.port(service, at)?)))
    });
    for (service, at, settings) in ports {
        let has = |same: &dyn Fn(&ServicePort) -> bool| spec.ports.iter().flatten().any(same);
        let name = settings.name.as_ref().map(|it| names::label(it, names::LABEL));
        let protocol = settings.app_protocol.as_ref().map(|it| it.value.as_str());
        let number = settings.node_port.as_ref().map(|it| it.value);
        let found = [
            ("name", name.is_some() && has(&|it| it.name == name)),
            (
                "appProtocol",
                protocol.is_some() && has(&|it| it.app_protocol.as_deref() == protocol),
            ),
            ("nodePort", number.is_some() && has(&|it| it.node_port == number)),
        ];
        for (setting, _) in found.into_iter().filter(|(_, found)| *found) {
            cx.used.mark(format!("{}.{setting}", port_key(service, at)));
        }
    }
}

/// The name of the Service under which the pods of a StatefulSet have names of their own.
pub(crate) fn governing_name(pod: &PodPlan<'_>, cx: &Cx<'_>) -> String {
    let leader = pod.leader();
    let kind = cx.extension.service(leader.key).service.as_ref().and_then(|it| it.kind.as_ref());
    match kind.map(|kind| kind.value) {
        None | Some(ServiceType::Headless) if !maps_ports(leader, cx) => leader.name.to_owned(),
        _ => names::with_suffix(leader.name, "-pods", names::LABEL),
    }
}

/// Adds that Service, where it is not the leader's own.
pub(super) fn governing(pod: &PodPlan<'_>, cx: &mut Cx<'_>) {
    let leader = pod.leader();
    let name = governing_name(pod, cx);
    if name == leader.name {
        return;
    }
    cx.add(Service {
        metadata: ObjectMeta {
            name: Some(name),
            labels: Some(labels::of_service(cx, leader.name)),
            ..ObjectMeta::default()
        },
        spec: Some(ServiceSpec {
            cluster_ip: Some("None".to_owned()),
            publish_not_ready_addresses: Some(true),
            selector: Some(labels::selector(cx, leader.name)),
            ..ServiceSpec::default()
        }),
        ..Service::default()
    });
}

/// Whether the Service of a member is headless because it gives the pods of a StatefulSet their names.
fn is_governing(pod: &PodPlan<'_>, member: &Member<'_>, cx: &Cx<'_>) -> bool {
    pod.kind == WorkloadKind::StatefulSet
        && member.key == pod.leader().key
        && governing_name(pod, cx) == member.name
}

/// Whether a port of the Service is another one in the container: only an address of its own can do that.
fn maps_ports(member: &Member<'_>, cx: &Cx<'_>) -> bool {
    cx.discovery.ports(member.key).iter().any(|port| port.number != port.target)
}
