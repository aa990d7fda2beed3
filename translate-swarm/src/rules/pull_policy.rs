//! `S0705`: a pull policy holds for the whole stack.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A pull policy holds for the whole stack.
pub static PULL_POLICY: Rule = Rule {
    code: "S0705",
    name: "pull-policy",
    severity: Severity::Note,
    effect: Effect::Approximated,
    what: "A `pull_policy` of `never`, `daily`, `weekly` or `every_…` is left out.",
    why: "In Swarm, whether the registry is asked is decided for the whole stack when it is \
           deployed.",
    help: "Deploy with `--resolve-image always` or `never`.",
    before: "services:\n  web:\n    image: nginx:1.29\n    pull_policy: never\n",
    after: "services:\n  web:\n    image: nginx:1.29\n    restart: always\n",
};
