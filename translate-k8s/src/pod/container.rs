//! A service's container.

use compose_model::diagnostic::Diagnostic;
use k8s_openapi::api::core::v1::{Container, ContainerPort, VolumeMount};

use super::{command, env, health, image, lifecycle, resources, security};
use crate::context::Cx;
use crate::discovery::Evidence;
use crate::plan::{Member, Role};
use crate::rules::HOOK_ATTRIBUTE;
use crate::trace::Trace;

/// Builds the container of a member. `process_one` says whether its own process has number 1.
pub(super) fn build(
    member: &Member<'_>,
    mounts: Vec<VolumeMount>,
    process_one: bool,
    cx: &mut Cx<'_>,
) -> (Container, Trace) {
    let mut trace = cx.trace();
    let service = member.service;
    let key = format!("services.{}", member.key);
    let mut container = Container {
        name: member.name.to_owned(),
        image: Some(image::name(member, cx)),
        image_pull_policy: Some(image::pull_policy(member, &mut trace, cx).to_owned()),
        env: env::build(member, &mut trace, cx),
        ports: ports(member, &mut trace, cx),
        resources: resources::build(member, &mut trace, cx),
        security_context: security::container(member, &mut trace, cx),
        volume_mounts: (!mounts.is_empty()).then_some(mounts),
        ..Container::default()
    };
    if let Some(image) = &service.image {
        trace.add("image", format_args!("{key}.image"), &image.origin);
    } else if let Some(build) = &service.build {
        trace.add("image", format_args!("{key}.build"), &build.origin);
    }
    command::set(&mut container, member, &mut trace, cx);
    if let Some(folder) = service.working_dir.as_ref().filter(|folder| !folder.is_empty()) {
        container.working_dir = Some(folder.value.clone());
        trace.add("workingDir", format_args!("{key}.working_dir"), &folder.origin);
    }
    if let Some(open) = service.stdin_open.as_ref().filter(|open| open.value) {
        container.stdin = Some(true);
        trace.add("stdin", format_args!("{key}.stdin_open"), &open.origin);
    }
    if let Some(tty) = service.tty.as_ref().filter(|tty| tty.value) {
        container.tty = Some(true);
        trace.add("tty", format_args!("{key}.tty"), &tty.origin);
    }
    if member.role == Role::Init {
        report_init(member, cx);
    } else {
        let probes = health::probes(member, &mut trace, cx);
        if member.role == Role::Sidecar {
            container.restart_policy = Some("Always".to_owned());
            container.startup_probe = probes.readiness.as_ref().map(health::startup_of_sidecar);
        } else {
            container.startup_probe = probes.startup;
        }
        container.readiness_probe = probes.readiness;
        container.liveness_probe = probes.liveness;
        container.lifecycle = lifecycle::build(member, process_one, &mut trace, cx);
    }
    (container, trace)
}

/// An init container that ends has neither probes nor hooks.
fn report_init(member: &Member<'_>, cx: &mut Cx<'_>) {
    let service = member.service;
    let healthcheck = service.healthcheck.as_ref().map(|it| ("healthcheck", &it.origin));
    let post_start = service.post_start.first().map(|it| ("post_start", &it.origin));
    let pre_stop = service.pre_stop.first().map(|it| ("pre_stop", &it.origin));
    let stop_signal = service.stop_signal.as_ref().map(|it| ("stop_signal", &it.origin));
    for (attribute, origin) in
        [healthcheck, post_start, pre_stop, stop_signal].into_iter().flatten()
    {
        let message =
            format!("`{}` runs as an init container, which has no `{attribute}`", member.key);
        cx.report(
            Diagnostic::new(&HOOK_ATTRIBUTE, message)
                .at(origin.place(), "")
                .subject(format!("services.{}.{attribute}", member.key)),
        );
    }
}

/// The ports that the file declares, those in mode `host` with the node's port.
fn ports(member: &Member<'_>, trace: &mut Trace, cx: &mut Cx<'_>) -> Option<Vec<ContainerPort>> {
    if member.role == Role::Init {
        return None;
    }
    let discovery = cx.discovery;
    let mut ports: Vec<ContainerPort> = Vec::with_capacity(member.service.ports.len());
    for port in discovery.ports(member.key) {
        if !matches!(port.evidence, Evidence::Target | Evidence::Expose) {
            continue;
        }
        trace.add(format_args!("ports[{}]", ports.len()), port.key.as_str(), &port.origin);
        ports.push(ContainerPort {
            container_port: i32::from(port.target),
            protocol: Some(port.protocol.to_owned()),
            ..ContainerPort::default()
        });
    }
    for (at, port) in member.service.ports.iter().enumerate() {
        let Some(host) = super::host_port::of(port) else { continue };
        let key = format!("services.{}.ports[{at}]", member.key);
        let same = |it: &&mut ContainerPort| {
            it.container_port == host.container_port
                && it.protocol == host.protocol
                && it.host_port.is_none()
        };
        match ports.iter_mut().find(same) {
            Some(found) => *found = host,
            None => ports.push(host),
        }
        trace.add("ports", key, &port.origin);
    }
    (!ports.is_empty()).then_some(ports)
}
