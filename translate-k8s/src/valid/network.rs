//! NetworkPolicies, Ingresses and access rules.

use std::net::IpAddr;

use k8s_openapi::api::networking::v1::{
    IngressBackend, IngressSpec, NetworkPolicyPeer, NetworkPolicyPort, NetworkPolicySpec,
};
use k8s_openapi::api::rbac::v1::{Role, RoleBinding};
use k8s_openapi::apimachinery::pkg::util::intstr::IntOrString;

use super::{Findings, metadata, syntax};
use crate::path::Path;
use crate::rules::{COMBINATION, MISSING, VALUE};

/// The spec of a `NetworkPolicy`.
pub(super) fn policy(spec: Option<&NetworkPolicySpec>, path: &Path<'_>, findings: &mut Findings) {
    let Some(spec) = spec else {
        findings.add(&MISSING, path, "is missing");
        return;
    };
    if let Some(selector) = &spec.pod_selector {
        metadata::selector(selector, &path.field("podSelector"), findings);
    }
    for kind in spec.policy_types.iter().flatten() {
        if !matches!(kind.as_str(), "Ingress" | "Egress") {
            findings.add(
                &VALUE,
                &path.field("policyTypes"),
                format!("is not a direction: `{kind}`"),
            );
        }
    }
    let ingress = path.field("ingress");
    for (index, rule) in spec.ingress.iter().flatten().enumerate() {
        let path = ingress.index(index);
        policy_ports(rule.ports.as_deref(), &path.field("ports"), findings);
        peers(rule.from.as_deref(), &path.field("from"), findings);
    }
    let egress = path.field("egress");
    for (index, rule) in spec.egress.iter().flatten().enumerate() {
        let path = egress.index(index);
        policy_ports(rule.ports.as_deref(), &path.field("ports"), findings);
        peers(rule.to.as_deref(), &path.field("to"), findings);
    }
}

fn policy_ports(ports: Option<&[NetworkPolicyPort]>, path: &Path<'_>, findings: &mut Findings) {
    for (index, port) in ports.unwrap_or_default().iter().enumerate() {
        let path = path.index(index);
        let number = match &port.port {
            Some(IntOrString::Int(number)) => Some(*number),
            Some(IntOrString::String(name)) if !syntax::is_port_name(name) => {
                findings.add(&VALUE, &path.field("port"), format!("is not a valid port: `{name}`"));
                None
            }
            _ => None,
        };
        if number.is_some_and(|number| !syntax::is_port(number)) {
            findings.add(&VALUE, &path.field("port"), "is not a valid port");
        }
        if port.end_port.is_some_and(|end| number.is_none_or(|start| end < start)) {
            findings.add(&COMBINATION, &path.field("endPort"), "is below `port`");
        }
    }
}

fn peers(peers: Option<&[NetworkPolicyPeer]>, path: &Path<'_>, findings: &mut Findings) {
    for (index, peer) in peers.unwrap_or_default().iter().enumerate() {
        let path = path.index(index);
        if let Some(selector) = &peer.pod_selector {
            metadata::selector(selector, &path.field("podSelector"), findings);
        }
        if let Some(selector) = &peer.namespace_selector {
            metadata::selector(selector, &path.field("namespaceSelector"), findings);
        }
        let selected = peer.pod_selector.is_some() || peer.namespace_selector.is_some();
        match &peer.ip_block {
            Some(_) if selected => {
                findings.add(&COMBINATION, &path, "has an `ipBlock` beside a selector");
            }
            Some(block) if !is_cidr(&block.cidr) => {
                let what = format!("is not a range of addresses: `{}`", block.cidr);
                findings.add(&VALUE, &path.field("ipBlock"), what);
            }
            None if !selected => findings.add(&MISSING, &path, "selects nothing"),
            _ => {}
        }
    }
}

fn is_cidr(text: &str) -> bool {
    let Some((address, length)) = text.split_once('/') else { return false };
    let most = match address.parse::<IpAddr>() {
        Ok(IpAddr::V4(_)) => 32,
        Ok(IpAddr::V6(_)) => 128,
        Err(_) => return false,
    };
    length.parse::<u8>().is_ok_and(|length| length <= most)
}

/// The spec of an Ingress.
pub(super) fn ingress(spec: Option<&IngressSpec>, path: &Path<'_>, findings: &mut Findings) {
    let Some(spec) = spec else {
        findings.add(&MISSING, path, "is missing");
        return;
    };
    let rules = spec.rules.as_deref().unwrap_or_default();
    if rules.is_empty() && spec.default_backend.is_none() {
        findings.add(&MISSING, &path.field("rules"), "is missing");
    }
    if let Some(backend) = &spec.default_backend {
        check_backend(backend, &path.field("defaultBackend"), findings);
    }
    let rules_path = path.field("rules");
    for (index, rule) in rules.iter().enumerate() {
        let path = rules_path.index(index);
        if let Some(host) = &rule.host {
            check_host(host, &path.field("host"), findings);
        }
        let http_path = path.field("http");
        let paths_path = http_path.field("paths");
        for (index, http) in rule.http.iter().flat_map(|http| &http.paths).enumerate() {
            let path = paths_path.index(index);
            let prefix = http.path.as_deref();
            let known =
                matches!(http.path_type.as_str(), "Exact" | "Prefix" | "ImplementationSpecific");
            if !known {
                findings.add(&VALUE, &path.field("pathType"), "is not a kind of path");
            }
            let absolute = prefix.is_some_and(|prefix| prefix.starts_with('/'));
            if !absolute && (prefix.is_some() || http.path_type != "ImplementationSpecific") {
                findings.add(&VALUE, &path.field("path"), "does not start with `/`");
            }
            check_backend(&http.backend, &path.field("backend"), findings);
        }
    }
    let tls_path = path.field("tls");
    for (index, tls) in spec.tls.iter().flatten().enumerate() {
        let path = tls_path.index(index);
        for host in tls.hosts.iter().flatten() {
            check_host(host, &path.field("hosts"), findings);
        }
        if tls.secret_name.as_deref().is_some_and(|name| !syntax::is_subdomain(name)) {
            findings.add(&VALUE, &path.field("secretName"), "is not a valid name of a Secret");
        }
    }
    if spec.ingress_class_name.as_deref().is_some_and(|name| !syntax::is_subdomain(name)) {
        findings.add(
            &VALUE,
            &path.field("ingressClassName"),
            "is not a valid name of an IngressClass",
        );
    }
}

fn check_host(host: &str, path: &Path<'_>, findings: &mut Findings) {
    let plain = host.strip_prefix("*.").unwrap_or(host);
    if !syntax::is_subdomain(plain) || host.parse::<IpAddr>().is_ok() {
        findings.add(&VALUE, path, format!("is not a host name: `{host}`"));
    }
}

fn check_backend(backend: &IngressBackend, path: &Path<'_>, findings: &mut Findings) {
    let Some(service) = &backend.service else {
        if backend.resource.is_none() {
            findings.add(&MISSING, path, "names no Service");
        }
        return;
    };
    if !syntax::is_service_name(&service.name) {
        let what = format!("is not a valid name of a Service: `{}`", service.name);
        findings.add(&VALUE, &path.field("service"), what);
    }
    let port = service.port.as_ref();
    let number = port.and_then(|port| port.number);
    let name = port.and_then(|port| port.name.as_deref());
    let valid = match (number, name) {
        (Some(number), None) => syntax::is_port(number),
        (None, Some(name)) => syntax::is_port_name(name),
        _ => false,
    };
    if !valid {
        findings.add(&VALUE, &path.field("service"), "needs a port by number or by name");
    }
}

/// A Role.
pub(super) fn role(role: &Role, path: &Path<'_>, findings: &mut Findings) {
    let rules = path.field("rules");
    for (index, rule) in role.rules.iter().flatten().enumerate() {
        let path = rules.index(index);
        if rule.verbs.is_empty() {
            findings.add(&MISSING, &path.field("verbs"), "is empty");
        }
        if rule.resources.as_ref().is_none_or(Vec::is_empty) {
            findings.add(&MISSING, &path.field("resources"), "is empty");
        }
        if rule.api_groups.as_ref().is_none_or(Vec::is_empty) {
            findings.add(&MISSING, &path.field("apiGroups"), "is empty");
        }
    }
}

/// A `RoleBinding`.
pub(super) fn role_binding(binding: &RoleBinding, path: &Path<'_>, findings: &mut Findings) {
    let role = &binding.role_ref;
    if role.api_group.as_deref() != Some("rbac.authorization.k8s.io")
        || !matches!(role.kind.as_str(), "Role" | "ClusterRole")
        || role.name.is_empty()
    {
        findings.add(&VALUE, &path.field("roleRef"), "names no role");
    }
    let subjects = path.field("subjects");
    for (index, subject) in binding.subjects.iter().flatten().enumerate() {
        if subject.name.is_empty() {
            findings.add(&MISSING, &subjects.index(index).field("name"), "is empty");
        }
        if subject.kind == "ServiceAccount"
            && subject.namespace.as_ref().is_some_and(String::is_empty)
        {
            findings.add(&MISSING, &subjects.index(index).field("namespace"), "is empty");
        }
    }
}
