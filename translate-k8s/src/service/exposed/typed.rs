//! Services of type `LoadBalancer` and `NodePort`.

use compose_model::diagnostic::Diagnostic;
use k8s_openapi::api::core::v1::{Service, ServicePort, ServiceSpec};
use k8s_openapi::apimachinery::pkg::util::intstr::IntOrString;

use super::{Published, metadata};
use crate::context::Cx;
use crate::labels;
use crate::names;
use crate::plan::{Member, PodPlan};
use crate::rules::NODE_PORT_RANGE;
use crate::service::port;
use crate::service::settings::mark_ports;

/// The ports of nodes that the API server gives out by default.
const NODE_PORTS: std::ops::RangeInclusive<u16> = 30_000..=32_767;

/// A Service of its own for the published ports, so that the others stay inside.
pub(super) fn build(
    kind: &str,
    pod: &PodPlan<'_>,
    member: &Member<'_>,
    list: &[Published<'_>],
    cx: &mut Cx<'_>,
) {
    let mut trace = cx.trace();
    let mut ports: Vec<ServicePort> = Vec::new();
    for published in list {
        let number = published.number.unwrap_or(published.target);
        let protocol = published.protocol.as_str();
        let name = port::name(number, protocol);
        if ports.iter().any(|port| port.name.as_ref() == Some(&name)) {
            continue;
        }
        let setting = cx.extension.port(member.key, published.at);
        let setting = setting.and_then(|it| it.node_port.as_ref());
        let node_port = match setting.filter(|_| kind == "NodePort") {
            Some(setting) => {
                let key = format!("services.{}.ports[{}].x-k8s.nodePort", member.key, published.at);
                trace.add(
                    format_args!("spec.ports[{}].nodePort", ports.len()),
                    key,
                    &setting.origin,
                );
                Some(setting.value)
            }
            None if kind == "NodePort" => node_port(published, cx).map(i32::from),
            None => None,
        };
        let field = format_args!("spec.ports[{}]", ports.len());
        trace.add(field, published.key.as_str(), &published.port.origin);
        ports.push(ServicePort {
            name: Some(name),
            node_port,
            port: i32::from(number),
            protocol: Some(protocol.to_owned()),
            target_port: Some(IntOrString::Int(i32::from(published.target))),
            ..ServicePort::default()
        });
    }
    let name = names::with_suffix(member.name, "-published", names::LABEL);
    let name = cx.free_name("Service", name);
    let spec = ServiceSpec {
        ports: Some(ports),
        selector: Some(labels::selector(cx, pod.leader().name)),
        type_: Some(kind.to_owned()),
        ..ServiceSpec::default()
    };
    mark_ports(&[member.key], &spec, cx);
    cx.add(Service {
        metadata: metadata(&name, member, cx),
        spec: Some(spec),
        ..Service::default()
    });
    trace.finish(format_args!("Service/{name}"), cx);
}

/// The published number where nodes can have it; else the cluster chooses, which is reported.
fn node_port(published: &Published<'_>, cx: &mut Cx<'_>) -> Option<u16> {
    let number = published.number?;
    if NODE_PORTS.contains(&number) {
        return Some(number);
    }
    let message =
        format!("`{number}` is not in the range of node ports: the cluster chooses another");
    cx.report(
        Diagnostic::new(&NODE_PORT_RANGE, message)
            .at(&published.port.origin, "")
            .help("publish a port from 30000 to 32767")
            .subject(published.key.as_str()),
    );
    None
}
