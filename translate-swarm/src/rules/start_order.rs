//! `S0203`: services do not start in the order of `depends_on`.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// Services do not start in the order of `depends_on`.
pub static START_ORDER: Rule = Rule {
    code: "S0203",
    name: "start-order",
    severity: Severity::Warning,
    effect: Effect::Approximated,
    what: "A service does not wait for a service on which it depends.",
    why: "Swarm starts all services at once and has no order. The key is not written, \
           because `docker stack` ignores its list and refuses its map.",
    help: "Deploy with `deploy.sh --wait-order`, or let the service retry until what it needs \
           is there.",
    before: concat!(
        "services:\n",
        "  web:\n",
        "    image: nginx:1.29\n",
        "    depends_on:\n",
        "      - db\n",
        "  db:\n",
        "    image: postgres:17\n",
    ),
    after: "services:\n  web:\n    image: nginx:1.29\n  db:\n    image: postgres:17\n",
};
