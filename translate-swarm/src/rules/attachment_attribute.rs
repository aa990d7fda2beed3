//! `S0310`: a property of a service in a network is left out.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A property of a service in a network is left out.
pub static ATTACHMENT_ATTRIBUTE: Rule = Rule {
    code: "S0310",
    name: "attachment-attribute",
    severity: Severity::Warning,
    effect: Effect::Unsupported,
    what: "Static addresses, MAC addresses, interface names and priorities of a service in a \
           network are left out.",
    why: "Swarm chooses the addresses of tasks. `docker stack` drops `ipv4_address` silently and \
          refuses the others.",
    help: "Let other services use the name instead of the address.",
    before: concat!(
        "services:\n",
        "  web:\n",
        "    image: nginx:1.29\n",
        "    networks:\n",
        "      lan:\n",
        "        ipv4_address: 10.5.0.5\n",
        "networks:\n",
        "  lan:\n",
        "    ipam:\n",
        "      config:\n",
        "        - subnet: 10.5.0.0/24\n",
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
