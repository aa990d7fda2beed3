//! Published ports: inside the cluster only, unless the options ask for more.

mod hosts;
mod http_route;
mod ingress;
mod route;
mod settings;
mod typed;

pub(crate) use route::routed_port;

use std::borrow::Cow;

use compose_model::Spanned;
use compose_model::diagnostic::Diagnostic;
use compose_model::model::service::Port;
use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;

use self::settings::exposure;
use crate::context::Cx;
use crate::extension::words::ServiceType;
use crate::labels;
use crate::options::{Expose, Exposure};
use crate::plan::{Member, PodPlan};
use crate::pod::host_port;
use crate::proxy_labels::{self, ProxyLabels};
use crate::rules::{HOST_PORT, INSIDE_ONLY, OUTSIDE};

/// A port that the file publishes to other machines.
struct Published<'a> {
    at: usize,
    key: String,
    port: &'a Spanned<Port>,
    number: Option<u16>,
    target: u16,
    protocol: String,
}

/// Reports the published ports of a service, and makes the ways in that its settings ask for.
///
/// `own` is the type of the service's own Service, where that is reached from outside already.
pub(super) fn build(
    pod: &PodPlan<'_>,
    member: &Member<'_>,
    own: Option<ServiceType>,
    cx: &mut Cx<'_>,
) {
    let default = exposure(member.key, None, cx);
    let mut groups: Vec<(Cow<'_, Exposure>, Vec<Published<'_>>)> = vec![(default, Vec::new())];
    for published in published(member, cx) {
        let its = exposure(member.key, Some(published.at), cx);
        match groups.iter_mut().find(|(exposure, _)| *exposure == its) {
            Some((_, group)) => group.push(published),
            None => groups.push((its, vec![published])),
        }
    }
    // The labels of a reverse proxy are about the service as a whole.
    let mut labels = proxy_labels::of(member.service);
    for (exposure, group) in groups {
        if !group.is_empty() {
            settings::mark_way(member, &group, cx);
        }
        let way = match own {
            Some(ServiceType::LoadBalancer) => Some(Expose::LoadBalancer),
            Some(ServiceType::NodePort) => Some(Expose::NodePort),
            _ => None,
        };
        // The service's own Service does it.
        if way == Some(exposure.way) {
            report_own(member, &group, cx);
            continue;
        }
        open(pod, member, &exposure, &group, &labels, cx);
        labels = ProxyLabels::default();
    }
}

/// Says that a service is reached from outside through the Service under its own name.
fn report_own(member: &Member<'_>, published: &[Published<'_>], cx: &mut Cx<'_>) {
    let message =
        format!("`{}` is reached from outside the cluster through its Service", member.key);
    let finding = Diagnostic::new(&OUTSIDE, message);
    let kind = settings::service_type(member, cx);
    cx.report(match (published.first(), kind) {
        (Some(port), _) => finding.at(&port.port.origin, "").subject(port.key.as_str()),
        (None, Some((key, origin))) => finding.at(origin.place(), "").subject(key),
        (None, None) => finding,
    });
}

/// Makes one way in for some ports and routes.
fn open(
    pod: &PodPlan<'_>,
    member: &Member<'_>,
    exposure: &Exposure,
    published: &[Published<'_>],
    labels: &ProxyLabels<'_>,
    cx: &mut Cx<'_>,
) {
    let port = published.first().map(|it| (it.key.clone(), &it.port.origin));
    let at = published.first().map(|it| it.at);
    let route = labels.routes.first();
    let route = route.map(|it| (format!("services.{}.{}", member.key, it.label), it.origin));
    let (way, needs) = match exposure.way {
        // Somebody has asked for just that.
        Expose::Cluster if settings::asks(member, published, cx) => return,
        Expose::Cluster => {
            let (what, Some((key, origin))) =
                (if port.is_some() { "published ports" } else { "routes" }, port.or(route))
            else {
                return;
            };
            let message =
                format!("the {what} of `{}` are reached inside the cluster only", member.key);
            let help = "open them to the outside with `--expose`, or reach them with `kubectl port-forward`";
            cx.report(
                Diagnostic::new(&INSIDE_ONLY, message).at(origin, "").help(help).subject(key),
            );
            return;
        }
        Expose::LoadBalancer | Expose::NodePort if published.is_empty() => {
            if let Some((key, origin)) = route {
                settings::mark_way(member, published, cx);
                let message =
                    format!("the routes of `{}` lead nowhere: no port is published", member.key);
                cx.report(Diagnostic::new(&INSIDE_ONLY, message).at(origin, "").subject(key));
            }
            settings::report_unpublished(member, cx);
            return;
        }
        Expose::LoadBalancer => {
            typed::build("LoadBalancer", pod, member, published, cx);
            let needs = "a LoadBalancer gets its address from the cloud, or from a controller such as MetalLB";
            ("a LoadBalancer", needs.to_owned())
        }
        Expose::NodePort => {
            typed::build("NodePort", pod, member, published, cx);
            let needs = "look up the numbers with `kubectl get services`, and open them in the nodes' firewall";
            ("ports of the nodes", needs.to_owned())
        }
        Expose::Ingress => {
            let routes = route::find(member, exposure, published, labels, cx);
            if routes.is_empty() {
                return;
            }
            settings::mark_routes(member, exposure, published, &routes, cx);
            ingress::build(member, exposure, at, routes, cx);
            ("an Ingress", ingress::needs(exposure))
        }
        Expose::Gateway => {
            let routes = route::find(member, exposure, published, labels, cx);
            if routes.is_empty() {
                return;
            }
            settings::mark_routes(member, exposure, published, &routes, cx);
            http_route::build(member, exposure, at, routes, cx);
            ("an HTTPRoute", http_route::needs(exposure))
        }
    };
    let message = format!("`{}` is reached from outside the cluster through {way}", member.key);
    let finding = Diagnostic::new(&OUTSIDE, message).help(needs);
    // A service that publishes nothing is reached under the names of its settings.
    let host = || settings::host_places(member.key, None, cx).into_iter().next();
    let place = port.or(route).or_else(host);
    cx.report(match place {
        Some((key, origin)) => finding.at(origin, "").subject(key),
        None => finding.subject(format!("services.{}", member.key)),
    });
}

/// Whether an address is one of the machine itself only.
pub(crate) fn is_loopback(address: &str) -> bool {
    let plain = address.trim_matches(['[', ']']);
    plain == "localhost" || plain.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

/// The ports that other machines reach under Compose. Those of a loopback address stay inside in
/// every mode; those in mode `host` are ports of the node already.
fn published<'a>(member: &Member<'a>, cx: &mut Cx<'_>) -> Vec<Published<'a>> {
    let mut list = Vec::new();
    for (at, port) in member.service.ports.iter().enumerate() {
        let key = format!("services.{}.ports[{at}]", member.key);
        if let Some(host) = host_port::of(port) {
            let number = host.host_port.unwrap_or(host.container_port);
            let message =
                format!("`{}` takes port {number} of the node that it runs on", member.key);
            cx.report(Diagnostic::new(&HOST_PORT, message).at(&port.origin, "").subject(key));
            continue;
        }
        let Port {
            name: _,
            mode: _,
            host_ip,
            target,
            published,
            protocol,
            app_protocol: _,
            extensions: _,
        } = &port.value;
        let target = target.as_ref().and_then(|target| u16::try_from(target.value).ok());
        let Some(target) = target.filter(|target| *target != 0) else { continue };
        if host_ip.as_ref().is_some_and(|ip| is_loopback(ip)) {
            continue;
        }
        list.push(Published {
            at,
            key,
            port,
            number: published.as_ref().and_then(|it| it.parse().ok()),
            target,
            protocol: protocol.as_ref().map_or("TCP".to_owned(), |it| it.to_ascii_uppercase()),
        });
    }
    list
}

/// The metadata of an Ingress or `HTTPRoute`.
fn route_metadata(name: &str, member: &Member<'_>, exposure: &Exposure, cx: &Cx<'_>) -> ObjectMeta {
    let annotations = &exposure.annotations;
    ObjectMeta {
        annotations: (!annotations.is_empty()).then(|| annotations.clone()),
        ..metadata(name, member, cx)
    }
}

fn metadata(name: &str, member: &Member<'_>, cx: &Cx<'_>) -> ObjectMeta {
    ObjectMeta {
        name: Some(name.to_owned()),
        labels: Some(labels::of_service(cx, member.name)),
        ..ObjectMeta::default()
    }
}
