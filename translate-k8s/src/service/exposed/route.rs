//! Ingresses and HTTP routes: host names that lead to a service.
//!
//! Labels of a reverse proxy name them; without any, each published port that may speak HTTP gets one.

use compose_model::Origin;
use compose_model::diagnostic::Diagnostic;
use compose_model::model::Service;
use k8s_openapi::api::networking::v1::{
    HTTPIngressPath, HTTPIngressRuleValue, Ingress, IngressBackend, IngressRule,
    IngressServiceBackend, IngressSpec, ServiceBackendPort,
};

use super::{Published, metadata};
use crate::context::Cx;
use crate::discovery::KnownPort;
use crate::gateway::{
    HTTPBackendRef, HTTPPathMatch, HTTPRoute, HTTPRouteMatch, HTTPRouteRule, HTTPRouteSpec,
    ParentReference,
};
use crate::labels;
use crate::names;
use crate::options::Expose;
use crate::plan::Member;
use crate::proxy_labels::{self, ProxyLabels};
use crate::rules::{NOT_HTTP, PROXY_LABEL};
use crate::trace::Trace;

/// Ports on which no HTTP is spoken.
const OTHER_PROTOCOLS: &[u16] = &[
    21, 22, 25, 53, 110, 143, 389, 465, 587, 636, 993, 995, 1433, 1521, 1883, 3306, 4222, 5432,
    5672, 6379, 9042, 9092, 11211, 27017,
];

/// A host name and the port that it leads to.
struct Route {
    host: String,
    path: Option<String>,
    port: u16,
    key: String,
    origin: Origin,
}

/// An Ingress with a rule for each host name; `false` where there is none.
pub(super) fn ingress(
    member: &Member<'_>,
    list: &[Published<'_>],
    labels: &ProxyLabels<'_>,
    cx: &mut Cx<'_>,
) -> bool {
    let routes = routes(member, list, labels, cx);
    if routes.is_empty() {
        return false;
    }
    let mut trace = Trace::default();
    let mut rules = Vec::with_capacity(routes.len());
    for route in routes {
        trace.add(format!("spec.rules[{}]", rules.len()), route.key, &route.origin);
        let path = HTTPIngressPath {
            backend: IngressBackend {
                service: Some(IngressServiceBackend {
                    name: member.name.to_owned(),
                    port: Some(ServiceBackendPort {
                        number: Some(i32::from(route.port)),
                        ..ServiceBackendPort::default()
                    }),
                }),
                ..IngressBackend::default()
            },
            path: Some(route.path.unwrap_or_else(|| "/".to_owned())),
            path_type: "Prefix".to_owned(),
        };
        rules.push(IngressRule {
            host: Some(route.host),
            http: Some(HTTPIngressRuleValue { paths: vec![path] }),
        });
    }
    cx.add(Ingress {
        metadata: metadata(member.name, member, cx),
        spec: Some(IngressSpec {
            ingress_class_name: cx.options.ingress_class.clone(),
            rules: Some(rules),
            ..IngressSpec::default()
        }),
        ..Ingress::default()
    });
    trace.finish(&format!("Ingress/{}", member.name), cx);
    true
}

/// An `HTTPRoute` for each host name; `false` where there is none.
pub(super) fn gateway(
    member: &Member<'_>,
    list: &[Published<'_>],
    labels: &ProxyLabels<'_>,
    cx: &mut Cx<'_>,
) -> bool {
    let routes = routes(member, list, labels, cx);
    let any = !routes.is_empty();
    for route in routes {
        let wanted = if cx.objects.contains("HTTPRoute", member.name) {
            names::label(&format!("{}-{}", member.name, route.host), names::LABEL)
        } else {
            member.name.to_owned()
        };
        let name = cx.free_name("HTTPRoute", wanted);
        let mut trace = Trace::default();
        trace.add("spec.rules[0]", route.key, &route.origin);
        let (namespace, gateway) = match cx.options.gateway.split_once('/') {
            Some((namespace, gateway)) => (Some(namespace.to_owned()), gateway),
            None => (None, cx.options.gateway.as_str()),
        };
        let matches = route.path.map(|value| HTTPRouteMatch {
            path: HTTPPathMatch { kind: "PathPrefix".to_owned(), value },
        });
        cx.add(HTTPRoute {
            metadata: metadata(&name, member, cx),
            spec: HTTPRouteSpec {
                hostnames: vec![route.host],
                parent_refs: vec![ParentReference { name: gateway.to_owned(), namespace }],
                rules: vec![HTTPRouteRule {
                    backend_refs: vec![HTTPBackendRef {
                        name: member.name.to_owned(),
                        port: i32::from(route.port),
                    }],
                    matches: matches.into_iter().collect(),
                }],
            },
        });
        trace.finish(&format!("HTTPRoute/{name}"), cx);
    }
    any
}

fn routes(
    member: &Member<'_>,
    list: &[Published<'_>],
    labels: &ProxyLabels<'_>,
    cx: &mut Cx<'_>,
) -> Vec<Route> {
    for (label, origin) in &labels.unknown {
        let message = format!("the rule of `{}` asks for more than host and path", member.key);
        report_label(member, label, origin, message, cx);
    }
    if labels.routes.is_empty() {
        of_ports(member, list, cx)
    } else {
        of_labels(member, labels, cx)
    }
}

/// The host names that labels name. They lead to the port that a label says, else to the first that
/// the Service has.
fn of_labels(member: &Member<'_>, labels: &ProxyLabels<'_>, cx: &mut Cx<'_>) -> Vec<Route> {
    let port = labels.port.as_ref().map(|(port, ..)| *port);
    let port = port.or_else(|| first_tcp(member.key, cx).map(|it| it.number));
    let mut routes = Vec::new();
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
        routes.push(Route {
            host: route.host.clone(),
            path: route.path.clone().filter(|path| path.starts_with('/')),
            port,
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
    if !matches!(cx.options.expose, Expose::Ingress | Expose::Gateway) {
        return None;
    }
    let labels = proxy_labels::of(service);
    labels.routes.first()?;
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

/// The first port is reached under the service's name in the domain, each further one under
/// `<service>-<port>`.
fn of_ports(member: &Member<'_>, list: &[Published<'_>], cx: &mut Cx<'_>) -> Vec<Route> {
    let project = names::label(&cx.project.name, names::LABEL);
    let domain = cx.options.domain.clone().unwrap_or_else(|| format!("{project}.localhost"));
    let mut routes: Vec<Route> = Vec::new();
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
        let first = if routes.is_empty() {
            member.name.to_owned()
        } else {
            names::with_suffix(member.name, &format!("-{}", published.target), names::LABEL)
        };
        routes.push(Route {
            host: format!("{first}.{domain}"),
            path: None,
            port: published.target,
            key: published.key.clone(),
            origin: published.port.origin.clone(),
        });
    }
    routes
}
