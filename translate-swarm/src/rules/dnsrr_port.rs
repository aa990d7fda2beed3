//! `S0304`: a port of a service without a virtual address is published by its nodes.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A port of a service without a virtual address is published by its nodes.
pub static DNSRR_PORT: Rule = Rule {
    code: "S0304",
    name: "dnsrr-port",
    severity: Severity::Note,
    effect: Effect::Approximated,
    what: "The service has `endpoint_mode: dnsrr`, so its ports are published in the mode `host`.",
    why: "The routing mesh needs a virtual address; the engine refuses the mode `ingress` \
           without one.",
    help: "Remove `endpoint_mode: dnsrr`, or set `mode: host` for the port.",
    before: concat!(
        "services:\n",
        "  web:\n",
        "    image: nginx:1.29\n",
        "    ports: [\"8080:80\"]\n",
        "    deploy:\n",
        "      endpoint_mode: dnsrr\n",
    ),
    after: "services:\n  web:\n    image: nginx:1.29\n    ports: [\"8080:80\"]\n",
};
