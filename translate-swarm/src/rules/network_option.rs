//! `S0309`: an option of a network is left out.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// An option of a network is left out.
pub static NETWORK_OPTION: Rule = Rule {
    code: "S0309",
    name: "network-option",
    severity: Severity::Warning,
    effect: Effect::Unsupported,
    what: "IPv6, gateways, address ranges, reserved addresses and options of bridges are left \
           out.",
    why: "The stack file's schema does not have them, or overlays do not know them.",
    help: "Create the network beforehand, and name it as `external`.",
    before: concat!(
        "services:\n",
        "  web:\n",
        "    image: nginx:1.29\n",
        "    networks: [lan]\n",
        "networks:\n",
        "  lan:\n",
        "    enable_ipv6: true\n",
    ),
    after: concat!(
        "services:\n",
        "  web:\n",
        "    image: nginx:1.29\n",
        "    networks: [lan]\n",
        "networks:\n",
        "  lan: {}\n",
    ),
};
