//! Ports that the file declares: `ports` and `expose`.

use std::collections::HashSet;

use compose_model::model::Service;

use super::{Evidence, KnownPort};

/// The declared ports of a service: container ports first, then published ones that are no container
/// port, so that `web:8080` works as well as `web:80`.
pub(super) fn ports(key: &str, service: &Service) -> Vec<KnownPort> {
    let mut found = Found::default();
    for (index, port) in service.ports.iter().enumerate() {
        let Some(target) = port.target.as_ref().and_then(|it| number(u64::from(it.value))) else {
            continue;
        };
        found.add(KnownPort {
            number: target,
            target,
            protocol: protocol(port.protocol.as_ref().map(|it| it.value.as_str())),
            name: port.name.as_ref().map(|it| it.value.clone()),
            app_protocol: port.app_protocol.as_ref().map(|it| it.value.clone()),
            evidence: Evidence::Target,
            key: format!("services.{key}.ports[{index}]"),
            origin: port.origin.clone(),
        });
    }
    for (index, exposed) in service.expose.iter().enumerate() {
        for number in range(exposed) {
            found.add(KnownPort {
                number,
                target: number,
                protocol: protocol(exposed.split_once('/').map(|(_, protocol)| protocol)),
                name: None,
                app_protocol: None,
                evidence: Evidence::Expose,
                key: format!("services.{key}.expose[{index}]"),
                origin: exposed.origin.clone(),
            });
        }
    }
    for (index, port) in service.ports.iter().enumerate() {
        let target = port.target.as_ref().and_then(|it| number(u64::from(it.value)));
        // A range of published ports means any of them: nobody can rely on one.
        let published = port.published.as_ref().and_then(|it| it.parse().ok()).and_then(number);
        let (Some(target), Some(published)) = (target, published) else { continue };
        found.add(KnownPort {
            number: published,
            target,
            protocol: protocol(port.protocol.as_ref().map(|it| it.value.as_str())),
            name: None,
            app_protocol: port.app_protocol.as_ref().map(|it| it.value.clone()),
            evidence: Evidence::Published,
            key: format!("services.{key}.ports[{index}]"),
            origin: port.origin.clone(),
        });
    }
    found.ports
}

#[derive(Default)]
struct Found {
    ports: Vec<KnownPort>,
    seen: HashSet<(u16, &'static str)>,
}

impl Found {
    fn add(&mut self, port: KnownPort) {
        if self.seen.insert((port.number, port.protocol)) {
            self.ports.push(port);
        }
    }
}

fn number(port: u64) -> Option<u16> {
    u16::try_from(port).ok().filter(|port| *port > 0)
}

/// `80`, `80/udp`, `8000-8010`.
fn range(exposed: &str) -> impl Iterator<Item = u16> + use<> {
    let numbers = exposed.split_once('/').map_or(exposed, |(numbers, _)| numbers);
    let (first, last) = numbers.split_once('-').unwrap_or((numbers, numbers));
    let bound = |text: &str| text.trim().parse().ok().and_then(number);
    bound(first).zip(bound(last)).into_iter().flat_map(|(first, last)| first..=last)
}

/// The protocol as Kubernetes writes it; TCP where none is given.
fn protocol(name: Option<&str>) -> &'static str {
    match name {
        Some(name) if name.eq_ignore_ascii_case("udp") => "UDP",
        Some(name) if name.eq_ignore_ascii_case("sctp") => "SCTP",
        _ => "TCP",
    }
}

#[cfg(test)]
mod tests {
    use compose_model::model::service::Port;

    use super::*;

    fn port(published: &str, target: u32, protocol: &str) -> Port {
        Port {
            target: Some(target.into()),
            published: (!published.is_empty()).then(|| published.into()),
            protocol: Some(protocol.into()),
            ..Port::default()
        }
    }

    fn seen(service: &Service) -> Vec<(u16, u16, &'static str)> {
        ports("web", service).iter().map(|p| (p.number, p.target, p.protocol)).collect()
    }

    #[test]
    fn container_ports_win_over_published_ones() {
        let ports = [("8080", 80, "tcp"), ("80", 443, "tcp"), ("53", 53, "udp"), ("", 53, "tcp")];
        let service = Service {
            ports: ports.into_iter().map(|(p, t, proto)| port(p, t, proto).into()).collect(),
            expose: vec!["80".into(), "9000-9001".into(), "53/udp".into()],
            ..Service::default()
        };
        assert_eq!(
            seen(&service),
            [
                (80, 80, "TCP"),
                (443, 443, "TCP"),
                (53, 53, "UDP"),
                (53, 53, "TCP"),
                (9000, 9000, "TCP"),
                (9001, 9001, "TCP"),
                (8080, 80, "TCP"),
            ]
        );
    }

    #[test]
    fn what_is_no_port_is_none() {
        let service = Service {
            ports: vec![port("8000-8010", 80, "tcp").into(), port("70000", 0, "tcp").into()],
            expose: vec!["x".into(), "0".into(), "5-3".into()],
            ..Service::default()
        };
        assert_eq!(seen(&service), [(80, 80, "TCP")]);
    }
}
