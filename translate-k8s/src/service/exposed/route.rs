//! Ingresses and HTTP routes: a host name for each published port that may speak HTTP.

use compose_model::diagnostic::Diagnostic;
use k8s_openapi::api::networking::v1::{
    HTTPIngressPath, HTTPIngressRuleValue, Ingress, IngressBackend, IngressRule,
    IngressServiceBackend, IngressSpec, ServiceBackendPort,
};

use super::{Published, metadata};
use crate::context::Cx;
use crate::gateway::{HTTPBackendRef, HTTPRoute, HTTPRouteRule, HTTPRouteSpec, ParentReference};
use crate::names;
use crate::plan::Member;
use crate::rules::NOT_HTTP;
use crate::trace::Trace;

/// Ports on which no HTTP is spoken.
const OTHER_PROTOCOLS: &[u16] = &[
    21, 22, 25, 53, 110, 143, 389, 465, 587, 636, 993, 995, 1433, 1521, 1883, 3306, 4222, 5432,
    5672, 6379, 9042, 9092, 11211, 27017,
];

/// A host name and the port that it leads to.
struct Route<'a> {
    host: String,
    port: u16,
    published: &'a Published<'a>,
}

/// An Ingress with a rule for each host name.
pub(super) fn ingress(member: &Member<'_>, list: &[Published<'_>], cx: &mut Cx<'_>) {
    let routes = routes(member, list, cx);
    if routes.is_empty() {
        return;
    }
    let mut trace = Trace::default();
    let mut rules = Vec::with_capacity(routes.len());
    for route in routes {
        let field = format!("spec.rules[{}]", rules.len());
        trace.add(field, route.published.key.as_str(), &route.published.port.origin);
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
            path: Some("/".to_owned()),
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
}

/// An `HTTPRoute` for each host name.
pub(super) fn gateway(member: &Member<'_>, list: &[Published<'_>], cx: &mut Cx<'_>) {
    for route in routes(member, list, cx) {
        let first = route.host.split('.').next().unwrap_or(member.name);
        let name = cx.free_name("HTTPRoute", names::label(first, names::LABEL));
        let mut trace = Trace::default();
        trace.add("spec.rules[0]", route.published.key.as_str(), &route.published.port.origin);
        let (namespace, gateway) = match cx.options.gateway.split_once('/') {
            Some((namespace, gateway)) => (Some(namespace.to_owned()), gateway),
            None => (None, cx.options.gateway.as_str()),
        };
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
                }],
            },
        });
        trace.finish(&format!("HTTPRoute/{name}"), cx);
    }
}

/// The first port is reached under the service's name in the domain, each further one under
/// `<service>-<port>`.
fn routes<'a>(member: &Member<'_>, list: &'a [Published<'a>], cx: &mut Cx<'_>) -> Vec<Route<'a>> {
    let project = names::label(&cx.project.name, names::LABEL);
    let domain = cx.options.domain.clone().unwrap_or_else(|| format!("{project}.localhost"));
    let mut routes: Vec<Route<'a>> = Vec::new();
    for published in list {
        if published.protocol != "TCP" || OTHER_PROTOCOLS.contains(&published.target) {
            let message = format!(
                "port {} of `{}` stays inside the cluster: only HTTP has a way in by host name",
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
        routes.push(Route { host: format!("{first}.{domain}"), port: published.target, published });
    }
    routes
}
