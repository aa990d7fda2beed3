//! Labels that a proxy reads: in Swarm it reads those of services, not of containers.

use compose_model::model::Pairs;

use crate::context::{At, Cx};
use crate::rules::PROXY_LABELS;
use crate::stack;

/// Whether a label is meant for a proxy that configures itself from labels.
fn is_proxy_label(name: &str) -> bool {
    name.starts_with("traefik.")
        || name == "caddy"
        || name.starts_with("caddy.")
        || name.starts_with("caddy_")
}

/// Repeats the labels for proxies under `deploy.labels`.
pub(crate) fn publish(at: At<'_>, labels: &Pairs, made: &mut stack::Service, cx: &mut Cx<'_>) {
    let mut first = None;
    for (name, label) in labels.iter().filter(|(name, _)| is_proxy_label(name)) {
        if !made.deploy.labels.contains_key(name) {
            made.deploy.labels.insert(name.clone(), label.as_str().into());
            let field = format_args!("deploy.labels.{name}");
            at.origin(cx, field, &format!("labels.{name}"), &label.origin);
            first = first.or(Some((name, &label.origin)));
        }
    }
    let Some((name, origin)) = first else { return };
    let message =
        "labels for a proxy are repeated under `deploy.labels`, where it reads them in Swarm";
    let finding = at.finding(&PROXY_LABELS, &format!("labels.{name}"), origin, message);
    let traefik = made.deploy.labels.keys().any(|name| name.starts_with("traefik."));
    let has_port =
        made.deploy.labels.keys().any(|name| name.ends_with(".loadbalancer.server.port"));
    cx.report(if traefik && !has_port {
        finding.help(
            "add a label `traefik.http.services.<name>.loadbalancer.server.port`, which Traefik \
             needs in Swarm",
        )
    } else {
        finding
    });
}
