//! `S0805`: labels for a proxy are repeated for the service.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// Labels for a proxy are repeated for the service.
pub static PROXY_LABELS: Rule = Rule {
    code: "S0805",
    name: "proxy-labels",
    severity: Severity::Note,
    effect: Effect::Approximated,
    what: "Labels for Traefik or Caddy are repeated under `deploy.labels`.",
    why: "In a swarm these proxies read the labels of services; `labels` are those of \
           containers.",
    help: "Write them under `deploy.labels`. Traefik also needs the port: \
           `traefik.http.services.<name>.loadbalancer.server.port`.",
    before: concat!(
        "services:\n",
        "  web:\n",
        "    image: nginx:1.29\n",
        "    labels:\n",
        "      traefik.enable: \"true\"\n",
    ),
    after: concat!(
        "services:\n",
        "  web:\n",
        "    image: nginx:1.29\n",
        "    deploy:\n",
        "      labels:\n",
        "        traefik.enable: \"true\"\n",
    ),
};
