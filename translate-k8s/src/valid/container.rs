//! Containers.

use std::collections::{BTreeMap, HashSet};

use k8s_openapi::api::core::v1::{Container, ContainerPort, EnvVar, VolumeMount};
use k8s_openapi::apimachinery::pkg::api::resource::Quantity;

use super::{Findings, probe, security, syntax};
use crate::path::Path;
use crate::quantity;
use crate::rules::{COMBINATION, DUPLICATE, MISSING, VALUE};

/// Where a container stands in its pod.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Under `initContainers`.
    Init,
    /// Under `containers`.
    Main,
}

/// What the containers of a pod share.
pub(super) struct InPod<'p> {
    /// The names of the pod's volumes.
    pub(super) volumes: &'p HashSet<&'p str>,
    /// Whether the pod has the host's network.
    pub(super) host_network: bool,
    /// The names of the containers so far.
    pub(super) names: HashSet<&'p str>,
    /// The ports of the node so far, with protocol and address.
    pub(super) host_ports: HashSet<(i32, &'p str, &'p str)>,
}

/// A container.
pub(super) fn check<'p>(
    container: &'p Container,
    kind: Kind,
    pod: &mut InPod<'p>,
    path: &Path<'_>,
    findings: &mut Findings,
) {
    if !syntax::is_dns_label(&container.name) {
        findings.add(
            &VALUE,
            &path.field("name"),
            format!("is not a DNS label: `{}`", container.name),
        );
    }
    if !pod.names.insert(&container.name) {
        findings.add(&DUPLICATE, &path.field("name"), format!("is `{}` twice", container.name));
    }
    let image = container.image.as_deref().unwrap_or_default();
    if image.is_empty() {
        findings.add(&MISSING, &path.field("image"), "is empty");
    } else if image.trim() != image {
        findings.add(&VALUE, &path.field("image"), format!("has spaces around it: `{image}`"));
    }
    if !matches!(
        container.image_pull_policy.as_deref(),
        None | Some("Always" | "IfNotPresent" | "Never")
    ) {
        findings.add(&VALUE, &path.field("imagePullPolicy"), "is not a valid policy");
    }
    restarts(container, kind, path, findings);
    ports(container.ports.as_deref(), pod, &path.field("ports"), findings);
    environment(container.env.as_deref(), &path.field("env"), findings);
    mounts(container, pod, &path.field("volumeMounts"), findings);
    resources(container, path, findings);
    probe::probe(
        container.readiness_probe.as_ref(),
        probe::For::Readiness,
        &path.field("readinessProbe"),
        findings,
    );
    let lives =
        [("livenessProbe", &container.liveness_probe), ("startupProbe", &container.startup_probe)];
    for (name, it) in lives {
        probe::probe(it.as_ref(), probe::For::Life, &path.field(name), findings);
    }
    probe::lifecycle(container.lifecycle.as_ref(), &path.field("lifecycle"), findings);
    security::container(container.security_context.as_ref(), path, findings);
}

fn restarts(container: &Container, kind: Kind, path: &Path<'_>, findings: &mut Findings) {
    let policy = container.restart_policy.as_deref();
    if kind == Kind::Main {
        // Restart policies of main containers are younger than the servers that we write for.
        if policy.is_some() {
            findings.add(&COMBINATION, &path.field("restartPolicy"), "is only for init containers");
        }
        return;
    }
    match policy {
        Some("Always") => return,
        Some(other) => {
            let what = format!("is `{other}`, but only `Always` is allowed");
            findings.add(&VALUE, &path.field("restartPolicy"), what);
        }
        None => {}
    }
    let present = [
        ("readinessProbe", container.readiness_probe.is_some()),
        ("livenessProbe", container.liveness_probe.is_some()),
        ("startupProbe", container.startup_probe.is_some()),
        ("lifecycle", container.lifecycle.is_some()),
    ];
    for (name, _) in present.into_iter().filter(|(_, is_some)| *is_some) {
        let what = "does not go with an init container that runs to its end";
        findings.add(&COMBINATION, &path.field(name), what);
    }
}

fn ports<'p>(
    ports: Option<&'p [ContainerPort]>,
    pod: &mut InPod<'p>,
    path: &Path<'_>,
    findings: &mut Findings,
) {
    let mut names = HashSet::new();
    for (index, port) in ports.unwrap_or_default().iter().enumerate() {
        let path = path.index(index);
        let protocol = port.protocol.as_deref().unwrap_or("TCP");
        if !syntax::is_port(port.container_port) {
            let what = format!("is not a valid port: `{}`", port.container_port);
            findings.add(&VALUE, &path.field("containerPort"), what);
        }
        if !matches!(protocol, "TCP" | "UDP" | "SCTP") {
            findings.add(
                &VALUE,
                &path.field("protocol"),
                format!("is not a protocol: `{protocol}`"),
            );
        }
        if let Some(name) = port.name.as_deref() {
            if !syntax::is_port_name(name) {
                findings.add(
                    &VALUE,
                    &path.field("name"),
                    format!("is not a valid name of a port: `{name}`"),
                );
            }
            if !names.insert(name) {
                findings.add(&DUPLICATE, &path.field("name"), format!("is `{name}` twice"));
            }
        }
        let Some(host_port) = port.host_port else { continue };
        let host_path = path.field("hostPort");
        if !syntax::is_port(host_port) {
            findings.add(&VALUE, &host_path, format!("is not a valid port: `{host_port}`"));
        }
        if pod.host_network && host_port != port.container_port {
            findings.add(&COMBINATION, &host_path, "is not `containerPort` on the host's network");
        }
        let address = port.host_ip.as_deref().unwrap_or_default();
        if !pod.host_ports.insert((host_port, protocol, address)) {
            findings.add(&DUPLICATE, &host_path, format!("is {host_port}/{protocol} twice"));
        }
    }
}

fn environment(env: Option<&[EnvVar]>, path: &Path<'_>, findings: &mut Findings) {
    for (index, variable) in env.unwrap_or_default().iter().enumerate() {
        let path = path.index(index);
        if !syntax::is_variable_name(&variable.name) {
            let what = format!("is not a valid name of a variable: `{}`", variable.name);
            findings.add(&VALUE, &path.field("name"), what);
        }
        let Some(from) = &variable.value_from else { continue };
        let path = path.field("valueFrom");
        if variable.value.as_ref().is_some_and(|value| !value.is_empty()) {
            findings.add(&COMBINATION, &path, "stands beside a value");
        }
        let sources = [
            from.config_map_key_ref.is_some(),
            from.secret_key_ref.is_some(),
            from.field_ref.is_some(),
            from.resource_field_ref.is_some(),
            from.file_key_ref.is_some(),
        ];
        if sources.into_iter().filter(|is_some| *is_some).count() != 1 {
            findings.add(&COMBINATION, &path, "needs exactly one source");
        }
        let secret = from.secret_key_ref.as_ref().map(|it| (&it.name, &it.key));
        let map = from.config_map_key_ref.as_ref().map(|it| (&it.name, &it.key));
        for (name, key) in secret.into_iter().chain(map) {
            if !syntax::is_subdomain(name) {
                findings.add(&VALUE, &path, format!("names no object: `{name}`"));
            }
            if !syntax::is_data_key(key) {
                findings.add(&VALUE, &path, format!("names no key: `{key}`"));
            }
        }
    }
}

fn mounts(container: &Container, pod: &InPod<'_>, path: &Path<'_>, findings: &mut Findings) {
    let privileged =
        container.security_context.as_ref().and_then(|it| it.privileged).unwrap_or(false);
    let mut targets = HashSet::new();
    for (index, mount) in container.volume_mounts.iter().flatten().enumerate() {
        let path = path.index(index);
        let VolumeMount { mount_path, name, sub_path, .. } = mount;
        if !pod.volumes.contains(name.as_str()) {
            findings.add(&MISSING, &path.field("name"), format!("names no volume: `{name}`"));
        }
        let target_path = path.field("mountPath");
        if mount_path.is_empty() {
            findings.add(&MISSING, &target_path, "is empty");
        }
        if mount_path.contains(':') {
            findings.add(&VALUE, &target_path, format!("contains a colon: `{mount_path}`"));
        }
        if !targets.insert(mount_path) {
            findings.add(&DUPLICATE, &target_path, format!("is `{mount_path}` twice"));
        }
        if let Some(sub_path) = sub_path.as_deref().filter(|it| !it.is_empty()) {
            if !syntax::is_relative_path(sub_path) {
                let what = format!("is not a path below the volume: `{sub_path}`");
                findings.add(&VALUE, &path.field("subPath"), what);
            }
            if mount.sub_path_expr.as_ref().is_some_and(|it| !it.is_empty()) {
                findings.add(&COMBINATION, &path.field("subPathExpr"), "stands beside `subPath`");
            }
        }
        match mount.mount_propagation.as_deref() {
            None | Some("None" | "HostToContainer") => {}
            Some("Bidirectional") if privileged => {}
            Some("Bidirectional") => {
                let what = "is `Bidirectional` in a container without privileges";
                findings.add(&COMBINATION, &path.field("mountPropagation"), what);
            }
            Some(_) => {
                findings.add(&VALUE, &path.field("mountPropagation"), "is not a valid propagation");
            }
        }
        if mount.recursive_read_only.as_deref().is_some_and(|it| it != "Disabled")
            && mount.read_only != Some(true)
        {
            findings.add(&COMBINATION, &path.field("recursiveReadOnly"), "needs `readOnly`");
        }
    }
}

fn resources(container: &Container, path: &Path<'_>, findings: &mut Findings) {
    let Some(resources) = &container.resources else { return };
    let path = path.field("resources");
    amounts(resources.limits.as_ref(), &path.field("limits"), findings);
    amounts(resources.requests.as_ref(), &path.field("requests"), findings);
    let requests_path = path.field("requests");
    for (name, request) in resources.requests.iter().flatten() {
        let path = requests_path.field(name);
        let request = quantity::thousandths(&request.0);
        let limit = resources.limits.as_ref().and_then(|limits| limits.get(name));
        let limit = limit.and_then(|limit| quantity::thousandths(&limit.0));
        if limit.zip(request).is_some_and(|(limit, request)| request > limit) {
            findings.add(&COMBINATION, &path, "is more than the limit");
        }
        if is_extended(name) && limit != request {
            findings.add(&COMBINATION, &path, "is not equal to the limit");
        }
    }
}

fn amounts(amounts: Option<&BTreeMap<String, Quantity>>, path: &Path<'_>, findings: &mut Findings) {
    for (name, amount) in amounts.into_iter().flatten() {
        let path = path.field(name);
        let known = matches!(name.as_str(), "cpu" | "memory" | "ephemeral-storage")
            || name.starts_with("hugepages-");
        let extended = is_extended(name) && syntax::is_qualified_name(name);
        if !known && !extended {
            findings.add(&VALUE, &path, format!("is not a valid resource name: `{name}`"));
        }
        match quantity::thousandths(&amount.0) {
            Some(number) if number >= 0 => {
                if is_extended(name) && number % 1000 != 0 {
                    findings.add(&VALUE, &path, format!("is not a whole number: `{}`", amount.0));
                }
            }
            _ => findings.add(&VALUE, &path, format!("is not a valid quantity: `{}`", amount.0)),
        }
    }
}

/// Devices and the like, which nodes count and never share.
fn is_extended(name: &str) -> bool {
    name.contains('/')
}
