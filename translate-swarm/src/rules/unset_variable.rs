//! `S0506`: a variable without a value is left out.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A variable without a value is left out.
pub static UNSET_VARIABLE: Rule = Rule {
    code: "S0506",
    name: "unset-variable",
    severity: Severity::Note,
    effect: Effect::Approximated,
    what: "A variable without a value, which is not set where the project was loaded, is left \
           out.",
    why: "`docker stack deploy` would look it up again in the shell that deploys.",
    help: "Give it a value, or remove it.",
    before: "services:\n  web:\n    image: nginx:1.29\n    environment:\n      NOT_SET:\n",
    after: "services:\n  web:\n    image: nginx:1.29\n    restart: always\n",
};
