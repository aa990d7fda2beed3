//! `S0505`: an empty variable may get a value from the deploying shell.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// An empty variable may get a value from the deploying shell.
pub static EMPTY_VARIABLE: Rule = Rule {
    code: "S0505",
    name: "empty-variable",
    severity: Severity::Note,
    effect: Effect::Approximated,
    what: "A variable is empty. `docker stack deploy` gives it the value that it has in the shell \
           that deploys. It is a warning for variables that even `deploy.sh` keeps, such as `HOME` \
           and `HTTP_PROXY`.",
    why: "The client looks up every variable without a value, and takes an empty one for \
           that.",
    help: "Deploy with `deploy.sh`, which clears its environment.",
    before: concat!(
        "services:\n",
        "  web:\n",
        "    image: nginx:1.29\n",
        "    environment:\n",
        "      HTTP_PROXY: \"\"\n",
    ),
    after: "services:\n  web:\n    image: nginx:1.29\n    restart: always\n",
};
