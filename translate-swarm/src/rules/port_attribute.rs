//! `S0314`: the name or the protocol of a port is left out.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// The name or the protocol of a port is left out.
pub static PORT_ATTRIBUTE: Rule = Rule {
    code: "S0314",
    name: "port-attribute",
    severity: Severity::Note,
    effect: Effect::Unsupported,
    what: "`name` and `app_protocol` of a port are left out.",
    why: "The stack file's schema does not have them, and nothing in a swarm reads them.",
    help: "Nothing needs to be done.",
    before: concat!(
        "services:\n",
        "  web:\n",
        "    image: nginx:1.29\n",
        "    ports:\n",
        "      - target: 80\n",
        "        published: \"8080\"\n",
        "        app_protocol: http\n",
    ),
    after: concat!(
        "services:\n",
        "  web:\n",
        "    image: nginx:1.29\n",
        "    ports:\n",
        "      - target: 80\n",
        "        published: \"8080\"\n",
    ),
};
