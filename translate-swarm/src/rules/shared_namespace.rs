//! `S0305`: two services cannot share their network.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// Two services cannot share their network.
pub static SHARED_NAMESPACE: Rule = Rule {
    code: "S0305",
    name: "shared-namespace",
    severity: Severity::Warning,
    effect: Effect::Insecure,
    what: "`network_mode: service:…` or `container:…` is lost. The service joins the networks \
           of the other one instead.",
    why: "Swarm gives every task a network of its own. What must go through the other \
           container, a VPN for example, leaves the node directly; what listens on \
           `localhost` is not reached.",
    help: "Put both processes into one image, or do not convert this service.",
    before: concat!(
        "services:\n",
        "  vpn:\n",
        "    image: vpn:1\n",
        "  app:\n",
        "    image: nginx:1.29\n",
        "    network_mode: service:vpn\n",
    ),
    after: "services:\n  vpn:\n    image: vpn:1\n  app:\n    image: nginx:1.29\n",
};
