//! `S0315`: an external network must reach over all nodes.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// An external network must reach over all nodes.
pub static EXTERNAL_NETWORK: Rule = Rule {
    code: "S0315",
    name: "external-network",
    severity: Severity::Note,
    effect: Effect::Advice,
    what: "The stack joins a network that it does not make.",
    why: "Services can only join networks of the scope `swarm`. One that was made by `docker \
           network create` alone is on one node, and the engine refuses it.",
    help: "Create it with the driver `overlay`; `deploy.sh --create-external` does so.",
    before: concat!(
        "services:\n",
        "  web:\n",
        "    image: nginx:1.29\n",
        "    networks: [proxy]\n",
        "networks:\n",
        "  proxy:\n",
        "    external: true\n",
    ),
    after: concat!(
        "services:\n",
        "  web:\n",
        "    image: nginx:1.29\n",
        "    networks: [proxy]\n",
        "networks:\n",
        "  proxy: {}\n",
    ),
};
