//! `mode: host`: a port of the node that the pod runs on.

use compose_model::model::service::Port;
use k8s_openapi::api::core::v1::ContainerPort;

use crate::plan::PodPlan;

/// The port with the node's one, if it is published in mode `host` under one certain number.
pub(crate) fn of(port: &Port) -> Option<ContainerPort> {
    let Port {
        name: _,
        mode,
        host_ip,
        target,
        published,
        protocol,
        app_protocol: _,
        extensions: _,
    } = port;
    if mode.as_ref().is_none_or(|mode| mode.as_str() != "host") {
        return None;
    }
    let number = published.as_ref()?.parse::<u16>().ok().filter(|number| *number != 0)?;
    let target = u16::try_from(target.as_ref()?.value).ok().filter(|target| *target != 0)?;
    let address = host_ip.as_ref().filter(|ip| !ip.is_empty() && ip.as_str() != "0.0.0.0");
    Some(ContainerPort {
        container_port: i32::from(target),
        host_port: Some(i32::from(number)),
        host_ip: address.map(|address| address.trim_matches(['[', ']']).to_owned()),
        protocol: Some(protocol.as_ref().map_or("TCP".to_owned(), |it| it.to_ascii_uppercase())),
        ..ContainerPort::default()
    })
}

/// Whether a pod takes a port of its node, so that two of it cannot stand side by side.
pub(crate) fn is_used(pod: &PodPlan<'_>) -> bool {
    let on_host =
        pod.leader().service.network_mode.as_ref().is_some_and(|mode| mode.as_str() == "host");
    on_host
        || pod
            .members
            .iter()
            .any(|member| member.service.ports.iter().any(|port| of(port).is_some()))
}
