//! HTTP routes of the Gateway API.

use compose_model::diagnostic::{Diagnostic, Severity};

use super::hosts::Hosts;
use super::route::Route;
use super::{route_metadata, settings};
use crate::context::Cx;
use crate::extension::values::ANY_HOST;
use crate::gateway::{
    HTTPBackendRef, HTTPPathMatch, HTTPRoute, HTTPRouteMatch, HTTPRouteRule, HTTPRouteSpec,
    ParentReference,
};
use crate::names;
use crate::options::Exposure;
use crate::plan::Member;
use crate::rules::ROUTE_TLS;

/// Builds an `HTTPRoute` for each route.
///
/// It names no listener of the Gateway, so that it joins all that admit its host name: the encrypted
/// ones too. Certificates are theirs.
pub(super) fn build(
    member: &Member<'_>,
    exposure: &Exposure,
    port: Option<usize>,
    routes: Vec<Route>,
    cx: &mut Cx<'_>,
) {
    let (namespace, gateway) = match exposure.gateway.split_once('/') {
        Some((namespace, gateway)) => (Some(namespace.to_owned()), gateway),
        None => (None, exposure.gateway.as_str()),
    };
    report_tls(&routes, exposure, gateway, cx);
    for route in routes {
        let wanted = if cx.has("HTTPRoute", member.name) {
            names::label(&format!("{}-{}", member.name, route.host), names::LABEL)
        } else {
            member.name.to_owned()
        };
        let name = cx.free_name("HTTPRoute", wanted);
        let mut trace = cx.trace();
        settings::trace(member, port, exposure, &mut trace, cx);
        trace.add("spec.rules[0]", route.key, &route.origin);
        let matches = route.path.map(|value| HTTPRouteMatch {
            path: HTTPPathMatch { kind: "PathPrefix".to_owned(), value },
        });
        cx.add(HTTPRoute {
            metadata: route_metadata(&name, member, exposure, cx),
            spec: HTTPRouteSpec {
                hostnames: Some(route.host).filter(|host| host != ANY_HOST).into_iter().collect(),
                parent_refs: vec![ParentReference {
                    name: gateway.to_owned(),
                    namespace: namespace.clone(),
                }],
                rules: vec![HTTPRouteRule {
                    backend_refs: vec![HTTPBackendRef {
                        name: member.name.to_owned(),
                        port: i32::from(route.port),
                    }],
                    matches: matches.into_iter().collect(),
                }],
            },
        });
        trace.finish(format_args!("HTTPRoute/{name}"), cx);
    }
}

/// What the cluster must have, for a note.
pub(super) fn needs(exposure: &Exposure) -> String {
    format!(
        "an HTTPRoute needs the Gateway API, a controller, and the Gateway `{}` (`kubectl get gateways -A`)",
        exposure.gateway
    )
}

/// A note where a certificate was thought of; a warning where only a label says so.
fn report_tls(routes: &[Route], exposure: &Exposure, gateway: &str, cx: &mut Cx<'_>) {
    let encrypted = routes.iter().filter(|route| exposure.has_certificates() || route.tls);
    let Some(hosts) = Hosts::of(encrypted) else { return };
    let message = format!("{hosts} encrypted if the Gateway `{gateway}` has a listener for that");
    let help = match (&exposure.tls_secret, &exposure.cluster_issuer) {
        (Some(secret), _) => format!(
            "name the Secret `{secret}` in `tls.certificateRefs` of a listener with the protocol HTTPS"
        ),
        (None, Some(issuer)) => format!(
            "annotate the Gateway with `cert-manager.io/cluster-issuer: {issuer}`, and give it a listener with the protocol HTTPS"
        ),
        (None, None) => {
            "give the Gateway a listener with the protocol HTTPS and a certificate".to_owned()
        }
    };
    let mut finding = Diagnostic::new(&ROUTE_TLS, message).at_all(hosts.places()).help(help);
    finding.severity = Severity::Note;
    cx.report(finding);
}
