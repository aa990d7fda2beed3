//! Published ports: inside the cluster only, unless the options ask for more.

use compose_model::Spanned;
use compose_model::diagnostic::Diagnostic;
use compose_model::model::service::Port;
use k8s_openapi::api::core::v1::{Service, ServicePort, ServiceSpec};
use k8s_openapi::api::networking::v1::{
    HTTPIngressPath, HTTPIngressRuleValue, Ingress, IngressBackend, IngressRule,
    IngressServiceBackend, IngressSpec, ServiceBackendPort,
};
use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;
use k8s_openapi::apimachinery::pkg::util::intstr::IntOrString;

use super::port;
use crate::context::Cx;
use crate::labels;
use crate::names;
use crate::options::Expose;
use crate::plan::{Member, PodPlan};
use crate::pod::host_port;
use crate::rules::{HOST_PORT, INSIDE_ONLY, NODE_PORT_RANGE, OUTSIDE};
use crate::trace::Trace;

/// The ports of nodes that the API server gives out by default.
const NODE_PORTS: std::ops::RangeInclusive<u16> = 30_000..=32_767;

/// A port that the file publishes to other machines.
struct Published<'a> {
    key: String,
    port: &'a Spanned<Port>,
    number: Option<u16>,
    target: u16,
    protocol: String,
}

/// Reports the published ports of a service, and makes a way in where the options ask for one.
pub(super) fn build(pod: &PodPlan<'_>, member: &Member<'_>, cx: &mut Cx<'_>) {
    let published = published(member, cx);
    let Some(first) = published.first() else { return };
    match cx.options.expose {
        Expose::Cluster => {
            let message = format!(
                "the published ports of `{}` are reached inside the cluster only",
                member.key
            );
            cx.report(
                Diagnostic::new(&INSIDE_ONLY, message)
                    .at(&first.port.origin, "")
                    .help(
                        "open a way in with `--expose`, or look at it with `kubectl port-forward`",
                    )
                    .subject(first.key.as_str()),
            );
        }
        Expose::LoadBalancer => of_type("LoadBalancer", pod, member, &published, cx),
        Expose::NodePort => of_type("NodePort", pod, member, &published, cx),
        Expose::Ingress | Expose::Gateway => ingress(member, &published, cx),
    }
}

/// The ports that other machines reach under Compose. Those of a loopback address stay inside in
/// every mode; those in mode `host` are ports of the node already.
fn published<'a>(member: &Member<'a>, cx: &mut Cx<'_>) -> Vec<Published<'a>> {
    let mut list = Vec::new();
    for (at, port) in member.service.ports.iter().enumerate() {
        let key = format!("services.{}.ports[{at}]", member.key);
        if host_port::of(port).is_some() {
            let message = format!("`{}` takes a port of the node that it runs on", member.key);
            cx.report(Diagnostic::new(&HOST_PORT, message).at(&port.origin, "").subject(key));
            continue;
        }
        let Port {
            name: _,
            mode: _,
            host_ip,
            target,
            published,
            protocol,
            app_protocol: _,
            extensions: _,
        } = &port.value;
        let target = target.as_ref().and_then(|target| u16::try_from(target.value).ok());
        let Some(target) = target.filter(|target| *target != 0) else { continue };
        if host_ip.as_ref().is_some_and(|ip| is_loopback(ip)) {
            continue;
        }
        list.push(Published {
            key,
            port,
            number: published.as_ref().and_then(|it| it.parse().ok()),
            target,
            protocol: protocol.as_ref().map_or("TCP".to_owned(), |it| it.to_ascii_uppercase()),
        });
    }
    list
}

/// Whether an address is one of the machine itself only.
pub(crate) fn is_loopback(address: &str) -> bool {
    let plain = address.trim_matches(['[', ']']);
    plain == "localhost" || plain.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

/// A Service of its own for the published ports, so that the others stay inside.
fn of_type(
    kind: &str,
    pod: &PodPlan<'_>,
    member: &Member<'_>,
    list: &[Published<'_>],
    cx: &mut Cx<'_>,
) {
    let mut trace = Trace::default();
    let mut ports: Vec<ServicePort> = Vec::new();
    for published in list {
        let number = published.number.unwrap_or(published.target);
        let protocol = published.protocol.as_str();
        let node_port = published.number.filter(|_| kind == "NodePort");
        let in_range = node_port.filter(|number| NODE_PORTS.contains(number));
        if node_port.is_some() && in_range.is_none() {
            let message =
                format!("`{number}` is no port that nodes give out: the cluster chooses another");
            cx.report(
                Diagnostic::new(&NODE_PORT_RANGE, message)
                    .at(&published.port.origin, "")
                    .help("publish a port from 30000 to 32767")
                    .subject(published.key.as_str()),
            );
        }
        let name = port::name(number, protocol);
        if ports.iter().any(|port| port.name.as_ref() == Some(&name)) {
            continue;
        }
        trace.add(
            format!("spec.ports[{}]", ports.len()),
            published.key.as_str(),
            &published.port.origin,
        );
        ports.push(ServicePort {
            name: Some(name),
            node_port: in_range.map(i32::from),
            port: i32::from(number),
            protocol: Some(protocol.to_owned()),
            target_port: Some(IntOrString::Int(i32::from(published.target))),
            ..ServicePort::default()
        });
    }
    let name = names::with_suffix(member.name, "-published", names::LABEL);
    report_outside(member, &format!("a {kind}"), list, cx);
    cx.add(Service {
        metadata: metadata(&name, member, cx),
        spec: Some(ServiceSpec {
            ports: Some(ports),
            selector: Some(labels::selector(cx.project, pod.leader().name)),
            type_: Some(kind.to_owned()),
            ..ServiceSpec::default()
        }),
        ..Service::default()
    });
    trace.finish(&format!("Service/{name}"), cx);
}

/// An Ingress for the first published TCP port, under a host name of the service.
fn ingress(member: &Member<'_>, list: &[Published<'_>], cx: &mut Cx<'_>) {
    let Some(published) = list.iter().find(|published| published.protocol == "TCP") else { return };
    report_outside(member, "an Ingress", list, cx);
    let host = format!("{}.{}.localhost", member.name, labels::instance(cx.project));
    let path = HTTPIngressPath {
        backend: IngressBackend {
            service: Some(IngressServiceBackend {
                name: member.name.to_owned(),
                port: Some(ServiceBackendPort {
                    number: Some(i32::from(published.target)),
                    ..ServiceBackendPort::default()
                }),
            }),
            ..IngressBackend::default()
        },
        path: Some("/".to_owned()),
        path_type: "Prefix".to_owned(),
    };
    let mut trace = Trace::default();
    trace.add("spec.rules[0]", published.key.as_str(), &published.port.origin);
    cx.add(Ingress {
        metadata: metadata(member.name, member, cx),
        spec: Some(IngressSpec {
            rules: Some(vec![IngressRule {
                host: Some(host),
                http: Some(HTTPIngressRuleValue { paths: vec![path] }),
            }]),
            ..IngressSpec::default()
        }),
        ..Ingress::default()
    });
    trace.finish(&format!("Ingress/{}", member.name), cx);
}

fn metadata(name: &str, member: &Member<'_>, cx: &Cx<'_>) -> ObjectMeta {
    ObjectMeta {
        name: Some(name.to_owned()),
        labels: Some(labels::of_service(cx.project, member.name)),
        ..ObjectMeta::default()
    }
}

fn report_outside(member: &Member<'_>, kind: &str, list: &[Published<'_>], cx: &mut Cx<'_>) {
    let Some(first) = list.first() else { return };
    let message = format!("`{}` is reached from outside the cluster through {kind}", member.key);
    cx.report(
        Diagnostic::new(&OUTSIDE, message).at(&first.port.origin, "").subject(first.key.as_str()),
    );
}
