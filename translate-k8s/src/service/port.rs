//! The ports of Services.

use std::collections::HashSet;

use k8s_openapi::api::core::v1::ServicePort;
use k8s_openapi::apimachinery::pkg::util::intstr::IntOrString;

use crate::context::Cx;
use crate::names;
use crate::trace::Trace;

/// The known ports of some services, each number and protocol once.
pub(super) fn of_services(keys: &[&str], trace: &mut Trace, cx: &Cx<'_>) -> Vec<ServicePort> {
    let known = keys.iter().map(|key| cx.discovery.ports(key).len()).sum();
    let mut ports = Vec::with_capacity(known);
    let mut seen = HashSet::new();
    let mut taken: HashSet<String> = HashSet::new();
    for key in keys {
        for port in cx.discovery.ports(key) {
            if !seen.insert((port.number, port.protocol)) {
                continue;
            }
            trace.add(format_args!("spec.ports[{}]", ports.len()), port.key.as_str(), &port.origin);
            let plain = name(port.number, port.protocol);
            let wanted = port.name.as_ref().map(|wanted| names::label(wanted, names::LABEL));
            let name = wanted.filter(|wanted| !taken.contains(wanted)).unwrap_or(plain);
            taken.insert(name.clone());
            ports.push(ServicePort {
                app_protocol: port.app_protocol.clone(),
                name: Some(name),
                port: i32::from(port.number),
                protocol: Some(port.protocol.to_owned()),
                target_port: Some(IntOrString::Int(i32::from(port.target))),
                ..ServicePort::default()
            });
        }
    }
    ports
}

/// `tcp-8080`: unique, stable when others come and go, and what service meshes read the protocol from.
pub(super) fn name(number: u16, protocol: &str) -> String {
    format!("{}-{number}", protocol.to_ascii_lowercase())
}
