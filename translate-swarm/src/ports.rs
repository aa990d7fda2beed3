//! Published ports: numbers, in long form, and none that is more public than it was.

use std::collections::BTreeMap;
use std::net::IpAddr;

use compose_model::Spanned;
use compose_model::diagnostic::Diagnostic;
use compose_model::model::service;

use crate::context::{At, Cx};
use crate::network::HOST_BINDING;
use crate::options::LoopbackPorts;
use crate::plan::Membership;
use crate::rules::{
    ADDRESS_BOUND_PORT, DNSRR_PORT, HOST_NETWORK_PORT, PORT_ATTRIBUTE, PORT_CONFLICT, PORT_RANGE,
    PUBLISHED_ADDRESS,
};
use crate::stack::{self, Port};

/// The published ports of a service.
pub(crate) fn translate(
    at: At<'_>,
    ports: &[Spanned<service::Port>],
    made: &stack::Service,
    cx: &mut Cx<'_>,
) -> Vec<Port> {
    let plan = cx.plan;
    if let Membership::Node { network: "host", .. } = plan.membership(at.key) {
        if let Some(first) = ports.first() {
            let message = "`ports` is left out: on the host's network every port is the node's own";
            cx.report(at.finding(&HOST_NETWORK_PORT, "ports", &first.origin, message));
        }
        return Vec::new();
    }
    let mut published: Vec<Port> = Vec::with_capacity(ports.len());
    for (n, port) in ports.iter().enumerate() {
        let attribute = format!("ports[{n}]");
        let Some(port) = translate_one(at, &attribute, port, made, cx) else { continue };
        // The same port on two addresses is one here.
        if !published.contains(&port) {
            at.origin(cx, format_args!("ports[{}]", published.len()), &attribute, &ports[n].origin);
            published.push(port);
        }
    }
    published
}

fn translate_one(
    at: At<'_>,
    attribute: &str,
    port: &Spanned<service::Port>,
    made: &stack::Service,
    cx: &mut Cx<'_>,
) -> Option<Port> {
    let origin = &port.origin;
    let service::Port {
        name,
        mode,
        host_ip,
        target,
        published,
        protocol,
        app_protocol,
        extensions: _,
    } = &port.value;
    let target = target.as_ref().map(|target| target.value).filter(|target| *target > 0)?;
    for (what, value) in [("name", name), ("app_protocol", app_protocol)] {
        if let Some(value) = value {
            let message =
                format!("the port's `{what}` is left out: a stack file has no attribute for it");
            let attribute = format!("{attribute}.{what}");
            cx.report(at.value_finding(&PORT_ATTRIBUTE, &attribute, &value.origin, message));
        }
    }
    let address = host_ip.as_ref().map(|ip| ip.as_str()).filter(|ip| !is_every_address(ip));
    let address = address.map(str::to_owned).or_else(|| network_binding(at, cx));
    if let Some(address) = address {
        if cx.options.loopback_ports != LoopbackPorts::Publish {
            let message = format!(
                "port {target}, which is bound to `{address}`, is not published: Swarm publishes on every address"
            );
            let finding = at.value_finding(&ADDRESS_BOUND_PORT, attribute, origin, message);
            cx.report(
                finding.help("pass `--publish-loopback` where a firewall keeps the port private"),
            );
            return None;
        }
        let message = format!(
            "port {target} was bound to `{address}` and is now published on every address of every node"
        );
        let finding = at.value_finding(&PUBLISHED_ADDRESS, attribute, origin, message);
        cx.report(finding.help(PUBLISHED_ADDRESS.hint()));
    }
    let is_dnsrr = made.deploy.endpoint_mode == Some("dnsrr".into());
    let publish_mode = match mode.as_ref().map(|mode| mode.as_str()) {
        Some("host") => "host",
        _ if is_dnsrr => {
            let message = format!(
                "port {target} is published by the nodes that run a task: with `endpoint_mode: dnsrr` there is no other way"
            );
            cx.report(at.value_finding(&DNSRR_PORT, attribute, origin, message));
            "host"
        }
        _ => "ingress",
    };
    Some(Port {
        target,
        published: published
            .as_ref()
            .and_then(|published| first_port(at, attribute, published, cx)),
        protocol: match protocol.as_ref().map(|protocol| protocol.as_str()) {
            Some("udp") => "udp",
            Some("sctp") => "sctp",
            _ => "tcp",
        },
        mode: publish_mode,
    })
}

fn is_every_address(ip: &str) -> bool {
    ip.is_empty() || ip.parse::<IpAddr>().is_ok_and(|ip| ip.is_unspecified())
}

/// The address on which the bridges of a service publish ports that name none.
fn network_binding(at: At<'_>, cx: &Cx<'_>) -> Option<String> {
    let networks = cx.plan.membership(at.key).networks();
    networks.iter().find_map(|key| {
        let binding = cx.project.networks.get(key)?.driver_opts.get(HOST_BINDING)?;
        (!is_every_address(binding)).then(|| binding.value.clone())
    })
}

/// The published port; of a range, from which Compose takes any free one, the first.
fn first_port(
    at: At<'_>,
    attribute: &str,
    published: &Spanned<String>,
    cx: &mut Cx<'_>,
) -> Option<u32> {
    let (first, is_range) = match published.split_once('-') {
        Some((first, last)) => (first, first != last),
        None => (published.as_str(), false),
    };
    // Port 0 stands for any, which is what absence means.
    let first = first.trim().parse::<u32>().ok().filter(|port| *port > 0)?;
    if is_range {
        let message = format!("of the ports `{published}` the first, {first}, is published");
        let attribute = format!("{attribute}.published");
        cx.report(at.value_finding(&PORT_RANGE, &attribute, &published.origin, message));
    }
    Some(first)
}

/// Takes out ports that another service, or the same one, publishes already in the whole swarm.
pub(crate) fn withhold_conflicts(cx: &mut Cx<'_>) {
    let mut owners: BTreeMap<(u32, &'static str), String> = BTreeMap::new();
    let mut conflicts = Vec::new();
    for (name, service) in &mut cx.stack.services {
        service.ports.retain(|port| {
            let Some(published) = port.published.filter(|_| port.mode == "ingress") else {
                return true;
            };
            if let Some(owner) = owners.get(&(published, port.protocol)) {
                conflicts.push((owner.clone(), name.clone(), published));
                return false;
            }
            owners.insert((published, port.protocol), name.clone());
            true
        });
    }
    if conflicts.is_empty() {
        return;
    }
    let (plan, project) = (cx.plan, cx.project);
    let services: BTreeMap<&str, _> = project
        .services
        .iter()
        .map(|(key, service)| (plan.services.get(key), (key, service)))
        .collect();
    for (owner, name, port) in conflicts {
        let text = port.to_string();
        let places = |name: &str| {
            let ports = services.get(name).map_or(&[][..], |(_, service)| &service.ports);
            ports.iter().filter(|port| publishes(port, &text)).filter_map(Spanned::span)
        };
        let key = services.get(name.as_str()).map_or(name.as_str(), |(key, _)| key);
        let message = if owner == name {
            format!("port {port} is published for one port of `{key}` only: Swarm has it once")
        } else {
            format!(
                "port {port} of `{key}` is not published: Swarm has it once, and `{owner}` has it"
            )
        };
        cx.report(
            Diagnostic::new(&PORT_CONFLICT, message)
                .at(places(&name).next_back(), "")
                .related(places(&owner).next(), "published here first")
                .subject(format!("services.{key}.ports"))
                .help("publish another port"),
        );
    }
}

fn publishes(port: &service::Port, text: &str) -> bool {
    port.published.as_ref().is_some_and(|published| published.split('-').next() == Some(text))
}
