//! `S0307`: ports of a service on the host network are left out.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// Ports of a service on the host network are left out.
pub static HOST_NETWORK_PORT: Rule = Rule {
    code: "S0307",
    name: "host-network-port",
    severity: Severity::Note,
    effect: Effect::Approximated,
    what: "`ports` of a service with `network_mode: host` is left out.",
    why: "On the host's network every port that the process opens is the node's own, as \
           under `docker compose`, which ignores `ports` too.",
    help: "Remove `ports`.",
    before: concat!(
        "services:\n",
        "  web:\n",
        "    image: nginx:1.29\n",
        "    network_mode: host\n",
        "    ports: [\"80:80\"]\n",
    ),
    after: "services:\n  web:\n    image: nginx:1.29\n    network_mode: host\n",
};
