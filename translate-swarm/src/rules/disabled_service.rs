//! `S0212`: a service that no profile enables.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A service is left out, because none of its profiles is active.
pub static DISABLED_SERVICE: Rule = Rule {
    code: "S0212",
    name: "disabled-service",
    severity: Severity::Note,
    effect: Effect::Advice,
    what: "A service is left out, because none of its profiles is active.",
    why: "So does `docker compose up`.",
    help: "Enable it with `--profile`.",
    before: concat!(
        "services:\n",
        "  web:\n",
        "    image: nginx:1.29\n",
        "    restart: always\n",
        "  debug:\n",
        "    image: busybox\n",
        "    profiles: [debug]\n",
    ),
    after: "services:\n  web:\n    image: nginx:1.29\n    restart: always\n",
};
