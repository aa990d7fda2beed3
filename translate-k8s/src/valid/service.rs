//! Services.

use std::collections::HashSet;

use k8s_openapi::api::core::v1::{ServicePort, ServiceSpec};
use k8s_openapi::apimachinery::pkg::util::intstr::IntOrString;

use super::{Findings, metadata, syntax};
use crate::path::Path;
use crate::rules::{COMBINATION, DUPLICATE, MISSING, VALUE};

/// The spec of a Service.
pub(super) fn check(spec: Option<&ServiceSpec>, path: &Path<'_>, findings: &mut Findings) {
    let Some(spec) = spec else {
        findings.add(&MISSING, path, "is missing");
        return;
    };
    let kind = spec.type_.as_deref().unwrap_or("ClusterIP");
    let outside = matches!(kind, "NodePort" | "LoadBalancer");
    if !outside && !matches!(kind, "ClusterIP" | "ExternalName") {
        findings.add(&VALUE, &path.field("type"), format!("is not a Service type: `{kind}`"));
    }
    let headless = spec.cluster_ip.as_deref() == Some("None");
    if headless && outside {
        findings.add(&COMBINATION, &path.field("clusterIP"), format!("is `None` in a `{kind}`"));
    }
    if kind == "ExternalName" {
        let name = spec.external_name.as_deref().unwrap_or_default();
        if !syntax::is_subdomain(name.trim_end_matches('.')) {
            findings.add(
                &VALUE,
                &path.field("externalName"),
                format!("is not a host name: `{name}`"),
            );
        }
    }
    let ports = spec.ports.as_deref().unwrap_or_default();
    if ports.is_empty() && !headless && kind != "ExternalName" {
        findings.add(&MISSING, &path.field("ports"), "is missing");
    }
    check_ports(ports, outside, &path.field("ports"), findings);
    metadata::labels(spec.selector.as_ref(), &path.field("selector"), findings);
    if !outside && spec.external_traffic_policy.is_some() {
        let what = format!("does not go with `{kind}`");
        findings.add(&COMBINATION, &path.field("externalTrafficPolicy"), what);
    }
    if kind != "LoadBalancer" && spec.load_balancer_source_ranges.is_some() {
        let what = format!("does not go with `{kind}`");
        findings.add(&COMBINATION, &path.field("loadBalancerSourceRanges"), what);
    }
}

fn check_ports(ports: &[ServicePort], outside: bool, path: &Path<'_>, findings: &mut Findings) {
    let mut names = HashSet::new();
    let mut numbers = HashSet::new();
    let mut node_ports = HashSet::new();
    for (index, port) in ports.iter().enumerate() {
        let path = path.index(index);
        let protocol = port.protocol.as_deref().unwrap_or("TCP");
        if !syntax::is_port(port.port) {
            findings.add(
                &VALUE,
                &path.field("port"),
                format!("is not a valid port: `{}`", port.port),
            );
        }
        if !matches!(protocol, "TCP" | "UDP" | "SCTP") {
            findings.add(
                &VALUE,
                &path.field("protocol"),
                format!("is not a protocol: `{protocol}`"),
            );
        }
        match port.name.as_deref() {
            None if ports.len() > 1 => {
                findings.add(&MISSING, &path.field("name"), "is missing beside other ports");
            }
            Some(name) if !syntax::is_dns_label(name) => {
                findings.add(
                    &VALUE,
                    &path.field("name"),
                    format!("is not a valid name of a port: `{name}`"),
                );
            }
            Some(name) if !names.insert(name) => {
                findings.add(&DUPLICATE, &path.field("name"), format!("is `{name}` twice"));
            }
            _ => {}
        }
        if !numbers.insert((port.port, protocol)) {
            let what = format!("is {}/{protocol} twice", port.port);
            findings.add(&DUPLICATE, &path.field("port"), what);
        }
        let target_ok = match &port.target_port {
            None => true,
            Some(IntOrString::Int(number)) => syntax::is_port(*number),
            Some(IntOrString::String(name)) => syntax::is_port_name(name),
        };
        if !target_ok {
            findings.add(&VALUE, &path.field("targetPort"), "is not a valid port");
        }
        if let Some(node_port) = port.node_port {
            let path = path.field("nodePort");
            if !outside {
                findings.add(&COMBINATION, &path, "goes only with `NodePort` and `LoadBalancer`");
            } else if !(30_000..=32_767).contains(&node_port) {
                findings.add(&VALUE, &path, format!("is not from 30000 to 32767: `{node_port}`"));
            } else if !node_ports.insert((node_port, protocol)) {
                findings.add(&DUPLICATE, &path, format!("is {node_port} twice"));
            }
        }
        if port.app_protocol.as_deref().is_some_and(|it| !syntax::is_qualified_name(it)) {
            findings.add(&VALUE, &path.field("appProtocol"), "is not a valid name of a protocol");
        }
    }
}
