//! Host names that lead to a service.
//!
//! Labels of a reverse proxy name them, or the settings; without any, each published port that may
//! speak HTTP gets one.

use compose_model::Origin;
use compose_model::diagnostic::Diagnostic;
use compose_model::model::Service;

use super::{Published, exposure, settings};
use crate::context::Cx;
use crate::discovery::KnownPort;
use crate::extension::KEY;
use crate::labels;
use crate::names;
use crate::options::{Expose, Exposure};
use crate::plan::Member;
use crate::proxy_labels::{self, ProxyLabels};
use crate::rules::{NOT_HTTP, PROXY_LABEL};

/// Ports on which no HTTP is spoken.
const OTHER_PROTOCOLS: &[u16] = &[
    21, 22, 25, 53, 110, 143, 389, 465, 587, 636, 993, 995, 1433, 1521, 1883, 3306, 4222, 5432,
    5672, 6379, 9042, 9092, 11211, 27017,
];

/// A host name and the port that it leads to.
pub(super) struct Route {
    pub(super) host: String,
    pub(super) path: Option<String>,
    pub(super) port: u16,
    /// Whether a label says that it is encrypted.
    pub(super) tls: bool,
    pub(super) key: String,
    pub(super) origin: Origin,
}

/// The routes to a service, each host and path once.
pub(super) fn find(
    member: &Member<'_>,
    exposure: &Exposure,
    list: &[Published<'_>],
    labels: &ProxyLabels<'_>,
    cx: &mut Cx<'_>,
) -> Vec<Route> {
    for (label, origin) in &labels.unknown {
        let message = format!("the rule of `{}` asks for more than host and path", member.key);
        report_label(member, label, origin, message, cx);
    }
    if labels.routes.is_empty() {
        of_ports(member, exposure, list, cx)
    } else {
        of_labels(member, labels, cx)
    }
}

/// The host names that labels name. They lead to the port that a label says, else to the first that
/// the Service has.
fn of_labels(member: &Member<'_>, labels: &ProxyLabels<'_>, cx: &mut Cx<'_>) -> Vec<Route> {
    let port = labels.port.as_ref().map(|(port, ..)| *port);
    let port = port.or_else(|| first_tcp(member.key, cx).map(|it| it.number));
    let mut routes: Vec<Route> = Vec::new();
    for route in &labels.routes {
        let valid = labels::is_dns_subdomain(route.host.strip_prefix("*.").unwrap_or(&route.host));
        let Some(port) = port.filter(|_| valid) else {
            let message = if valid {
                format!("no port of `{}` is known that `{}` could lead to", member.key, route.host)
            } else {
                format!("`{}` is not a host name that a request can ask for", route.host)
            };
            report_label(member, &route.label, route.origin, message, cx);
            continue;
        };
        let path = route.path.clone().filter(|path| path.starts_with('/'));
        // One router for each entry point is how Traefik leads plain requests to encrypted ones.
        if let Some(same) = routes.iter_mut().find(|it| it.host == route.host && it.path == path) {
            same.tls |= route.tls;
            continue;
        }
        routes.push(Route {
            host: route.host.clone(),
            path,
            port,
            tls: route.tls,
            key: format!("services.{}.{}", member.key, route.label),
            origin: route.origin.clone(),
        });
    }
    routes
}

/// The first TCP port of a service.
fn first_tcp<'c>(key: &str, cx: &'c Cx<'_>) -> Option<&'c KnownPort> {
    cx.discovery.ports(key).iter().find(|port| port.protocol == "TCP")
}

/// The container's port to which a service's routes lead, where the options make some.
pub(crate) fn routed_port(key: &str, service: &Service, cx: &Cx<'_>) -> Option<u16> {
    if !matches!(exposure(key, None, cx).way, Expose::Ingress | Expose::Gateway) {
        return None;
    }
    let labels = proxy_labels::of(service);
    if labels.routes.is_empty() && exposure(key, None, cx).hosts.is_empty() {
        return None;
    }
    let port = labels.port.as_ref().map(|(port, ..)| *port);
    port.or_else(|| first_tcp(key, cx).map(|it| it.target))
}

fn report_label(
    member: &Member<'_>,
    label: &str,
    origin: &Origin,
    message: String,
    cx: &mut Cx<'_>,
) {
    cx.report(
        Diagnostic::new(&PROXY_LABEL, message)
            .at(origin, "")
            .subject(format!("services.{}.{label}", member.key)),
    );
}

/// The first port is reached under the host names of the settings, else under the service's name in
/// the domain; each further one under `<service>-<port>`.
fn of_ports(
    member: &Member<'_>,
    exposure: &Exposure,
    list: &[Published<'_>],
    cx: &mut Cx<'_>,
) -> Vec<Route> {
    let project = names::label(&cx.project.name, names::LABEL);
    let domain = exposure.domain.clone().unwrap_or_else(|| format!("{project}.localhost"));
    let mut routes: Vec<Route> = Vec::new();
    if list.is_empty()
        && let Some(port) = first_tcp(member.key, cx)
    {
        // A service that publishes nothing is reached from outside where its settings name hosts.
        let places = settings::host_places(member.key, None, cx);
        let hosts = exposure.hosts.iter().enumerate();
        let route = |(at, host): (usize, &String)| {
            let written = places.get(at).map(|(key, origin)| (key.clone(), (*origin).clone()));
            let (key, origin) = written.unwrap_or((port.key.clone(), port.origin.clone()));
            let (host, path) = place(host);
            Route { host, path, port: port.number, tls: false, key, origin }
        };
        return hosts.map(route).collect();
    }
    for published in list {
        if published.protocol != "TCP" || OTHER_PROTOCOLS.contains(&published.target) {
            let message = format!(
                "port {} of `{}` stays inside the cluster: only HTTP is routed by host name",
                published.target, member.key
            );
            cx.report(
                Diagnostic::new(&NOT_HTTP, message)
                    .at(&published.port.origin, "")
                    .subject(published.key.as_str()),
            );
            continue;
        }
        if routes.iter().any(|route| route.port == published.target) {
            continue;
        }
        let mut places = Vec::new();
        if cx.extension.project.domain.is_some()
            && (!routes.is_empty() || exposure.hosts.is_empty())
        {
            cx.used.mark(format!("{KEY}.domain"));
        }
        let hosts = if !routes.is_empty() {
            let suffix = format!("-{}", published.target);
            vec![format!("{}.{domain}", names::with_suffix(member.name, &suffix, names::LABEL))]
        } else if exposure.hosts.is_empty() {
            vec![format!("{}.{domain}", member.name)]
        } else {
            places = settings::host_places(member.key, Some(published.at), cx);
            exposure.hosts.clone()
        };
        routes.extend(hosts.iter().enumerate().map(|(at, host)| {
            let (host, path) = place(host);
            let written = places.get(at).map(|(key, origin)| (key.clone(), (*origin).clone()));
            let here = || (published.key.clone(), published.port.origin.clone());
            let (key, origin) = written.unwrap_or_else(here);
            Route { host, path, port: published.target, tls: false, key, origin }
        }));
    }
    routes
}

/// A host name and the path that the settings write behind it.
fn place(host: &str) -> (String, Option<String>) {
    match host.find('/') {
        Some(at) => (host[..at].to_owned(), Some(host[at..].to_owned())),
        None => (host.to_owned(), None),
    }
}
