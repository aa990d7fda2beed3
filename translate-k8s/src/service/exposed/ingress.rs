//! Ingresses.

use compose_model::diagnostic::Diagnostic;
use k8s_openapi::api::networking::v1::{
    HTTPIngressPath, HTTPIngressRuleValue, Ingress, IngressBackend, IngressRule,
    IngressServiceBackend, IngressSpec, IngressTLS, ServiceBackendPort,
};

use super::hosts::Hosts;
use super::route::Route;
use super::{route_metadata, settings};
use crate::context::Cx;
use crate::extension::values::ANY_HOST;
use crate::names;
use crate::options::Exposure;
use crate::plan::Member;
use crate::rules::ROUTE_TLS;

/// The annotation by which cert-manager makes the Secret that an Ingress names.
const CLUSTER_ISSUER: &str = "cert-manager.io/cluster-issuer";

/// Builds an Ingress with a rule for each host name. `port` is the place of the first published port that
/// it is for.
pub(super) fn build(
    member: &Member<'_>,
    exposure: &Exposure,
    port: Option<usize>,
    routes: Vec<Route>,
    cx: &mut Cx<'_>,
) {
    let wanted = match routes.first() {
        Some(route) if cx.has("Ingress", member.name) => {
            names::with_suffix(member.name, &format!("-{}", route.port), names::LABEL)
        }
        _ => member.name.to_owned(),
    };
    let name = cx.free_name("Ingress", wanted);
    let mut trace = cx.trace();
    settings::trace(member, port, exposure, &mut trace, cx);
    let mut metadata = route_metadata(&name, member, exposure, cx);
    if let Some(issuer) = &exposure.cluster_issuer {
        let annotations = metadata.annotations.get_or_insert_default();
        annotations.insert(CLUSTER_ISSUER.to_owned(), issuer.clone());
    }
    let tls = tls(&name, exposure, &routes, cx);
    let mut rules: Vec<IngressRule> = Vec::new();
    for route in routes {
        let host = (route.host != ANY_HOST).then(|| route.host.clone());
        let known = rules.iter().position(|rule| rule.host == host);
        let at = known.unwrap_or_else(|| {
            rules.push(IngressRule { host, http: Some(HTTPIngressRuleValue::default()) });
            rules.len() - 1
        });
        let paths = &mut rules[at].http.get_or_insert_default().paths;
        let field = match paths.len() {
            0 => format!("spec.rules[{at}]"),
            further => format!("spec.rules[{at}].http.paths[{further}]"),
        };
        trace.add(field, route.key.as_str(), &route.origin);
        paths.push(path(member.name, route));
    }
    cx.add(Ingress {
        metadata,
        spec: Some(IngressSpec {
            ingress_class_name: exposure.ingress_class.clone(),
            rules: Some(rules),
            tls,
            ..IngressSpec::default()
        }),
        ..Ingress::default()
    });
    trace.finish(format_args!("Ingress/{name}"), cx);
}

/// What the cluster must have, for a note.
pub(super) fn needs(exposure: &Exposure) -> String {
    let class = match &exposure.ingress_class {
        Some(class) => format!("the class `{class}`"),
        None => "a default class".to_owned(),
    };
    match &exposure.cluster_issuer {
        Some(issuer) => format!(
            "an Ingress needs a controller with {class} (`kubectl get ingressclass`), and cert-manager with the ClusterIssuer `{issuer}`"
        ),
        None => format!("an Ingress needs a controller with {class} (`kubectl get ingressclass`)"),
    }
}

fn path(service: &str, route: Route) -> HTTPIngressPath {
    HTTPIngressPath {
        backend: IngressBackend {
            service: Some(IngressServiceBackend {
                name: service.to_owned(),
                port: Some(ServiceBackendPort {
                    number: Some(i32::from(route.port)),
                    ..ServiceBackendPort::default()
                }),
            }),
            ..IngressBackend::default()
        },
        path: Some(route.path.unwrap_or_else(|| "/".to_owned())),
        path_type: "Prefix".to_owned(),
    }
}

/// The encrypted host names. The settings' certificate is for all of them; without one the
/// controller's own stands in for those that a label encrypts.
fn tls(
    ingress: &str,
    exposure: &Exposure,
    routes: &[Route],
    cx: &mut Cx<'_>,
) -> Option<Vec<IngressTLS>> {
    let encrypted = routes.iter().filter(|route| exposure.has_certificates() || route.tls);
    let (all, named): (Vec<&Route>, Vec<&Route>) =
        encrypted.partition(|route| route.host == ANY_HOST);
    let any = !all.is_empty();
    let known = Hosts::of(named);
    if let Some(hosts) = known.as_ref().filter(|_| !exposure.has_certificates()) {
        let message = format!("{hosts} served with the ingress controller's own certificate");
        cx.report(
            Diagnostic::new(&ROUTE_TLS, message).at_all(hosts.places()).help(ROUTE_TLS.hint()),
        );
    }
    let hosts = known.iter().flat_map(Hosts::names).map(str::to_owned).collect::<Vec<_>>();
    let secret_name = exposure.tls_secret.clone().or_else(|| {
        let made = exposure.cluster_issuer.is_some() && (any || !hosts.is_empty());
        made.then(|| names::with_suffix(ingress, "-tls", names::LABEL))
    });
    // Without a name the certificate is for all of them.
    let named = (!any && !hosts.is_empty()).then_some(hosts);
    (any || named.is_some()).then(|| vec![IngressTLS { hosts: named, secret_name }])
}
