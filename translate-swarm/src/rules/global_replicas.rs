//! `S0205`: a global service has a number of replicas.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A global service has a number of replicas.
pub static GLOBAL_REPLICAS: Rule = Rule {
    code: "S0205",
    name: "global-replicas",
    severity: Severity::Warning,
    effect: Effect::Input,
    what: "`scale` or `deploy.replicas` of a global service is left out.",
    why: "A global service runs once on every node; the client refuses it with a number.",
    help: "Remove the number, or `deploy.mode: global`.",
    before: concat!(
        "services:\n",
        "  web:\n",
        "    image: nginx:1.29\n",
        "    deploy:\n",
        "      mode: global\n",
        "      replicas: 2\n",
    ),
    after: "services:\n  web:\n    image: nginx:1.29\n    deploy:\n      mode: global\n",
};
