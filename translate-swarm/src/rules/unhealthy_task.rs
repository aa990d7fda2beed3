//! `S0612`: a task that becomes unhealthy is replaced.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A task that becomes unhealthy is replaced.
pub static UNHEALTHY_TASK: Rule = Rule {
    code: "S0612",
    name: "unhealthy-task",
    severity: Severity::Note,
    effect: Effect::Approximated,
    what: "Swarm stops a task whose healthcheck fails and starts another one.",
    why: "`docker compose` shows that a container is unhealthy and leaves it alone.",
    help: "Give the check the `retries` and the `start_period` that the service needs at its \
           slowest.",
    before: concat!(
        "services:\n",
        "  web:\n",
        "    image: nginx:1.29\n",
        "    healthcheck:\n",
        "      test: \"true\"\n",
    ),
    after: concat!(
        "services:\n",
        "  web:\n",
        "    image: nginx:1.29\n",
        "    healthcheck:\n",
        "      disable: true\n",
    ),
};
