//! `S0316`: `host-gateway` is the node of the task.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// `host-gateway` is the node that a task runs on.
pub static HOST_GATEWAY: Rule = Rule {
    code: "S0316",
    name: "host-gateway",
    severity: Severity::Warning,
    effect: Effect::Approximated,
    what: "A name for `host-gateway` means the node that a task runs on.",
    why: "Under `docker compose` it means the one machine, where another program listens. A \
          task runs on any node of the swarm.",
    help: "Make the other program a service and name that one, or give the address of its \
           machine.",
    before: concat!(
        "services:\n",
        "  web:\n",
        "    image: nginx:1.29\n",
        "    extra_hosts: [\"host.docker.internal:host-gateway\"]\n",
    ),
    after: concat!(
        "services:\n",
        "  web:\n",
        "    image: nginx:1.29\n",
        "    extra_hosts: [\"host.docker.internal:192.0.2.10\"]\n",
    ),
};
