//! Published ports: inside the cluster only, unless the options ask for more.

mod route;
mod typed;

pub(crate) use route::routed_port;

use compose_model::Spanned;
use compose_model::diagnostic::Diagnostic;
use compose_model::model::service::Port;
use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;

use crate::context::Cx;
use crate::labels;
use crate::options::Expose;
use crate::plan::{Member, PodPlan};
use crate::pod::host_port;
use crate::proxy_labels;
use crate::rules::{HOST_PORT, INSIDE_ONLY, OUTSIDE};

/// A port that the file publishes to other machines.
struct Published<'a> {
    key: String,
    port: &'a Spanned<Port>,
    number: Option<u16>,
    target: u16,
    protocol: String,
}

/// Reports the published ports of a service, and makes a way in where the options ask for one.
pub(super) fn build(pod: &PodPlan<'_>, member: &Member<'_>, cx: &mut Cx<'_>) {
    let published = published(member, cx);
    let labels = proxy_labels::of(member.service);
    let port = published.first().map(|it| (it.key.clone(), &it.port.origin));
    let route = labels.routes.first();
    let route = route.map(|it| (format!("services.{}.{}", member.key, it.label), it.origin));
    let way = match cx.options.expose {
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
        Expose::LoadBalancer | Expose::NodePort if published.is_empty() => return,
        Expose::LoadBalancer => {
            typed::build("LoadBalancer", pod, member, &published, cx);
            "a LoadBalancer"
        }
        Expose::NodePort => {
            typed::build("NodePort", pod, member, &published, cx);
            "ports of the nodes"
        }
        Expose::Ingress => {
            if !route::ingress(member, &published, &labels, cx) {
                return;
            }
            "an Ingress"
        }
        Expose::Gateway => {
            if !route::gateway(member, &published, &labels, cx) {
                return;
            }
            "an HTTPRoute"
        }
    };
    let Some((key, origin)) = port.or(route) else { return };
    let message = format!("`{}` is reached from outside the cluster through {way}", member.key);
    cx.report(Diagnostic::new(&OUTSIDE, message).at(origin, "").subject(key));
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
        if host_port::of(port).is_some() {
            let message = format!("`{}` takes a port of the node that it runs on", member.key);
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
            key,
            port,
            number: published.as_ref().and_then(|it| it.parse().ok()),
            target,
            protocol: protocol.as_ref().map_or("TCP".to_owned(), |it| it.to_ascii_uppercase()),
        });
    }
    list
}

fn metadata(name: &str, member: &Member<'_>, cx: &Cx<'_>) -> ObjectMeta {
    ObjectMeta {
        name: Some(name.to_owned()),
        labels: Some(labels::of_service(cx.project, member.name)),
        ..ObjectMeta::default()
    }
}
