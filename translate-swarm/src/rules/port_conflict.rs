//! `S0303`: a port is published twice.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A port is published twice.
pub static PORT_CONFLICT: Rule = Rule {
    code: "S0303",
    name: "port-conflict",
    severity: Severity::Warning,
    effect: Effect::Input,
    what: "Two services of the stack publish the same port, or one service publishes it for \
           two of its own ports. Only the first is published.",
    why: "In a swarm a published port belongs to one service, whatever address and node it \
           was for; the engine refuses the second service.",
    help: "Publish another port, or use `mode: host` and keep the services on different \
           nodes.",
    before: concat!(
        "services:\n",
        "  a:\n",
        "    image: nginx:1.29\n",
        "    ports: [\"8080:80\"]\n",
        "  b:\n",
        "    image: nginx:1.29\n",
        "    ports: [\"8080:80\"]\n",
    ),
    after: concat!(
        "services:\n",
        "  a:\n",
        "    image: nginx:1.29\n",
        "    ports: [\"8080:80\"]\n",
        "  b:\n",
        "    image: nginx:1.29\n",
        "    ports: [\"8081:80\"]\n",
    ),
};
