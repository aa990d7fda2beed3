//! `S0613`: a service asks for itself before it has its name.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A service asks for itself before it has its name.
pub static OWN_NAME: Rule = Rule {
    code: "S0613",
    name: "own-name",
    severity: Severity::Note,
    effect: Effect::Approximated,
    what: "A service with a healthcheck asks for itself by its name in the network. That name becomes its \
           host name, where it has no other.",
    why: "Swarm gives a task its name once the healthcheck has passed, so that a check which asks for the \
          name never passes, and the task is replaced again and again. A host name resolves from the \
          start. `docker compose` gives the name at once.",
    help: "Let the check ask for `localhost`, or set `hostname` yourself.",
    before: concat!(
        "services:\n",
        "  web:\n",
        "    image: nginx:1.29\n",
        "    healthcheck:\n",
        "      test: curl -f http://web/\n",
    ),
    after: concat!(
        "services:\n",
        "  web:\n",
        "    image: nginx:1.29\n",
        "    healthcheck:\n",
        "      test: curl -f http://localhost/\n",
    ),
};
