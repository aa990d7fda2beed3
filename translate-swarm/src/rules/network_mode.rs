//! `S0306`: a network mode becomes a network.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A network mode becomes a network.
pub static NETWORK_MODE: Rule = Rule {
    code: "S0306",
    name: "network-mode",
    severity: Severity::Note,
    effect: Effect::Approximated,
    what: "`network_mode: host` and `bridge` become the external networks of these names, \
           which every node has; `none` becomes an internal network that no other service \
           joins.",
    why: "`docker stack` ignores `network_mode` and puts the service on the default network.",
    help: "Nothing needs to be done.",
    before: "services:\n  web:\n    image: nginx:1.29\n    network_mode: host\n",
    after: "services:\n  web:\n    image: nginx:1.29\n    restart: always\n",
};
