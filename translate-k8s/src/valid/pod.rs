//! Pods as a whole.

use std::collections::HashSet;
use std::net::IpAddr;

use k8s_openapi::api::core::v1::{
    Affinity, NodeSelectorTerm, PodAffinityTerm, PodDNSConfig, PodSpec,
};

use super::{Findings, container, metadata, security, syntax, volumes};
use crate::path::Path;
use crate::rules::{COMBINATION, DUPLICATE, LABEL, MISSING, VALUE};

/// How long the containers of a pod run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Runs {
    /// For ever: whatever ends is started again.
    Always,
    /// To their end.
    ToItsEnd,
}

/// The spec of a pod.
pub(super) fn check<'s>(
    spec: &'s PodSpec,
    runs: Runs,
    further: Vec<&'s str>,
    path: &Path<'_>,
    findings: &mut Findings,
) {
    let policy = spec.restart_policy.as_deref().unwrap_or("Always");
    let allowed: &[&str] = match runs {
        Runs::Always => &["Always"],
        Runs::ToItsEnd => &["Never", "OnFailure"],
    };
    if !allowed.contains(&policy) {
        let what = format!("is `{policy}`, which this kind does not take");
        findings.add(&COMBINATION, &path.field("restartPolicy"), what);
    }
    names(spec, path, findings);
    dns(spec, path, findings);
    if spec.termination_grace_period_seconds.is_some_and(|seconds| seconds < 0) {
        findings.add(&VALUE, &path.field("terminationGracePeriodSeconds"), "is below 0");
    }
    if spec.active_deadline_seconds.is_some_and(|seconds| seconds < 1) {
        findings.add(&VALUE, &path.field("activeDeadlineSeconds"), "is below 1");
    }
    if spec.share_process_namespace == Some(true) && spec.host_pid == Some(true) {
        findings.add(
            &COMBINATION,
            &path.field("shareProcessNamespace"),
            "does not go with `hostPID`",
        );
    }
    let host_namespaces = [spec.host_network, spec.host_pid, spec.host_ipc];
    if spec.host_users == Some(false) && host_namespaces.contains(&Some(true)) {
        let what = "is false beside a namespace of the host";
        findings.add(&COMBINATION, &path.field("hostUsers"), what);
    }
    metadata::labels(spec.node_selector.as_ref(), &path.field("nodeSelector"), findings);
    if let Some(affinity) = &spec.affinity {
        check_affinity(affinity, &path.field("affinity"), findings);
    }
    spread(spec, &path.field("topologySpreadConstraints"), findings);
    security::pod(spec, path, findings);
    let mut volumes = volumes::check(spec, &path.field("volumes"), findings);
    volumes.extend(further);
    containers(spec, &volumes, path, findings);
}

fn containers(spec: &PodSpec, volumes: &HashSet<&str>, path: &Path<'_>, findings: &mut Findings) {
    if spec.containers.is_empty() {
        findings.add(&MISSING, &path.field("containers"), "is empty");
    }
    let mut pod = container::InPod {
        volumes,
        host_network: spec.host_network == Some(true),
        names: HashSet::new(),
        host_ports: HashSet::new(),
    };
    let init_path = path.field("initContainers");
    for (index, it) in spec.init_containers.iter().flatten().enumerate() {
        container::check(it, container::Kind::Init, &mut pod, &init_path.index(index), findings);
    }
    let main_path = path.field("containers");
    for (index, it) in spec.containers.iter().enumerate() {
        container::check(it, container::Kind::Main, &mut pod, &main_path.index(index), findings);
    }
}

fn names(spec: &PodSpec, path: &Path<'_>, findings: &mut Findings) {
    for (name, value) in [("hostname", &spec.hostname), ("subdomain", &spec.subdomain)] {
        if let Some(value) = value.as_deref().filter(|value| !syntax::is_dns_label(value)) {
            findings.add(&VALUE, &path.field(name), format!("is not a DNS label: `{value}`"));
        }
    }
    if let Some(name) = &spec.hostname_override {
        let path = path.field("hostnameOverride");
        if !syntax::is_subdomain(name) || name.len() > 64 {
            findings.add(
                &VALUE,
                &path,
                format!("is not a host name of up to 64 characters: `{name}`"),
            );
        }
        if spec.set_hostname_as_fqdn == Some(true) || spec.host_network == Some(true) {
            findings.add(
                &COMBINATION,
                &path,
                "does not go with the host's network or `setHostnameAsFQDN`",
            );
        }
    }
    let objects = [
        ("serviceAccountName", &spec.service_account_name),
        ("priorityClassName", &spec.priority_class_name),
        ("runtimeClassName", &spec.runtime_class_name),
        ("nodeName", &spec.node_name),
    ];
    for (name, value) in objects {
        if let Some(value) = value.as_deref().filter(|value| !syntax::is_subdomain(value)) {
            findings.add(&VALUE, &path.field(name), format!("is not a valid name: `{value}`"));
        }
    }
    let aliases = path.field("hostAliases");
    for (index, alias) in spec.host_aliases.iter().flatten().enumerate() {
        let path = aliases.index(index);
        if alias.ip.parse::<IpAddr>().is_err() {
            findings.add(&VALUE, &path.field("ip"), format!("is not an address: `{}`", alias.ip));
        }
        for host in alias.hostnames.iter().flatten().filter(|host| !syntax::is_subdomain(host)) {
            findings.add(&VALUE, &path.field("hostnames"), format!("is not a host name: `{host}`"));
        }
    }
}

fn dns(spec: &PodSpec, path: &Path<'_>, findings: &mut Findings) {
    let policy = spec.dns_policy.as_deref().unwrap_or("ClusterFirst");
    if !matches!(policy, "ClusterFirst" | "ClusterFirstWithHostNet" | "Default" | "None") {
        findings.add(
            &VALUE,
            &path.field("dnsPolicy"),
            format!("is not a valid policy: `{policy}`"),
        );
    }
    let config = spec.dns_config.as_ref();
    let servers = config.and_then(|config| config.nameservers.as_deref()).unwrap_or_default();
    if policy == "None" && servers.is_empty() {
        findings.add(&COMBINATION, &path.field("dnsPolicy"), "is `None` without name servers");
    }
    if let Some(config) = config {
        dns_config(config, servers, &path.field("dnsConfig"), findings);
    }
}

fn dns_config(config: &PodDNSConfig, servers: &[String], path: &Path<'_>, findings: &mut Findings) {
    let servers_path = path.field("nameservers");
    if servers.len() > 3 {
        findings.add(&VALUE, &servers_path, "are more than 3");
    }
    for server in servers.iter().filter(|server| server.parse::<IpAddr>().is_err()) {
        findings.add(&VALUE, &servers_path, format!("is not an address: `{server}`"));
    }
    let searches = config.searches.as_deref().unwrap_or_default();
    let searches_path = path.field("searches");
    if searches.len() > 32 || searches.join(" ").len() > 2048 {
        findings.add(&VALUE, &searches_path, "are more than 32, or more than 2048 characters");
    }
    for search in searches {
        let plain = search.trim_end_matches('.').replace('_', "-");
        if search != "." && !syntax::is_subdomain(plain.trim_start_matches('-')) {
            findings.add(&VALUE, &searches_path, format!("is not a domain: `{search}`"));
        }
    }
    for option in config.options.iter().flatten() {
        if option.name.as_ref().is_none_or(String::is_empty) {
            findings.add(&MISSING, &path.field("options"), "has one without a name");
        }
    }
}

fn check_affinity(affinity: &Affinity, path: &Path<'_>, findings: &mut Findings) {
    if let Some(node) = &affinity.node_affinity {
        let path = path.field("nodeAffinity");
        if let Some(required) = &node.required_during_scheduling_ignored_during_execution {
            let path = path.field("requiredDuringSchedulingIgnoredDuringExecution");
            let terms_path = path.field("nodeSelectorTerms");
            if required.node_selector_terms.is_empty() {
                findings.add(&MISSING, &terms_path, "is empty");
            }
            for (index, term) in required.node_selector_terms.iter().enumerate() {
                node_term(term, &terms_path.index(index), findings);
            }
        }
        let path = path.field("preferredDuringSchedulingIgnoredDuringExecution");
        let preferred = node.preferred_during_scheduling_ignored_during_execution.iter().flatten();
        for (index, term) in preferred.enumerate() {
            weight(term.weight, &path.index(index), findings);
            node_term(&term.preference, &path.index(index).field("preference"), findings);
        }
    }
    let pods = affinity.pod_affinity.as_ref().map(|it| {
        let required = it.required_during_scheduling_ignored_during_execution.as_deref();
        let preferred = it.preferred_during_scheduling_ignored_during_execution.as_deref();
        ("podAffinity", required, preferred)
    });
    let anti = affinity.pod_anti_affinity.as_ref().map(|it| {
        let required = it.required_during_scheduling_ignored_during_execution.as_deref();
        let preferred = it.preferred_during_scheduling_ignored_during_execution.as_deref();
        ("podAntiAffinity", required, preferred)
    });
    for (name, required, preferred) in pods.into_iter().chain(anti) {
        let path = path.field(name);
        let required_path = path.field("requiredDuringSchedulingIgnoredDuringExecution");
        for (index, term) in required.unwrap_or_default().iter().enumerate() {
            pod_term(term, &required_path.index(index), findings);
        }
        let preferred_path = path.field("preferredDuringSchedulingIgnoredDuringExecution");
        for (index, term) in preferred.unwrap_or_default().iter().enumerate() {
            let path = preferred_path.index(index);
            weight(term.weight, &path, findings);
            pod_term(&term.pod_affinity_term, &path.field("podAffinityTerm"), findings);
        }
    }
}

fn weight(weight: i32, path: &Path<'_>, findings: &mut Findings) {
    if !(1..=100).contains(&weight) {
        findings.add(&VALUE, &path.field("weight"), "is not from 1 to 100");
    }
}

fn node_term(term: &NodeSelectorTerm, path: &Path<'_>, findings: &mut Findings) {
    let path = path.field("matchExpressions");
    for (index, expression) in term.match_expressions.iter().flatten().enumerate() {
        let path = path.index(index);
        if !syntax::is_qualified_name(&expression.key) {
            let what = format!("is not a valid label key: `{}`", expression.key);
            findings.add(&LABEL, &path.field("key"), what);
        }
        let values = expression.values.as_deref().unwrap_or_default();
        let count_ok = match expression.operator.as_str() {
            "In" | "NotIn" => !values.is_empty(),
            "Exists" | "DoesNotExist" => values.is_empty(),
            "Gt" | "Lt" => values.len() == 1 && values[0].parse::<i64>().is_ok(),
            _ => false,
        };
        if !count_ok {
            findings.add(&VALUE, &path.field("operator"), "does not go with its values");
        }
        for value in values.iter().filter(|value| !syntax::is_label_value(value)) {
            findings.add(
                &LABEL,
                &path.field("values"),
                format!("is not a valid label value: `{value}`"),
            );
        }
    }
}

fn pod_term(term: &PodAffinityTerm, path: &Path<'_>, findings: &mut Findings) {
    if !syntax::is_qualified_name(&term.topology_key) {
        findings.add(&LABEL, &path.field("topologyKey"), "is not a valid label key");
    }
    if let Some(selector) = &term.label_selector {
        metadata::selector(selector, &path.field("labelSelector"), findings);
    }
}

fn spread(spec: &PodSpec, path: &Path<'_>, findings: &mut Findings) {
    let mut seen = HashSet::new();
    for (index, it) in spec.topology_spread_constraints.iter().flatten().enumerate() {
        let path = path.index(index);
        if it.max_skew < 1 {
            findings.add(&VALUE, &path.field("maxSkew"), "is below 1");
        }
        if !syntax::is_qualified_name(&it.topology_key) {
            findings.add(&LABEL, &path.field("topologyKey"), "is not a valid label key");
        }
        if !matches!(it.when_unsatisfiable.as_str(), "DoNotSchedule" | "ScheduleAnyway") {
            findings.add(&VALUE, &path.field("whenUnsatisfiable"), "is not a valid value");
        }
        if !seen.insert((&it.topology_key, &it.when_unsatisfiable)) {
            findings.add(&DUPLICATE, &path, "repeats another one");
        }
        if let Some(selector) = &it.label_selector {
            metadata::selector(selector, &path.field("labelSelector"), findings);
        }
    }
}
