//! `S0302`: of a range of ports, the first is published.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// Of a range of ports, the first is published.
pub static PORT_RANGE: Rule = Rule {
    code: "S0302",
    name: "port-range",
    severity: Severity::Note,
    effect: Effect::Approximated,
    what: "A port is published on any free port of a range; in the stack it is the first one.",
    why: "`docker stack` would publish all ports of the range.",
    help: "Name one port.",
    before: "services:\n  web:\n    image: nginx:1.29\n    ports: [\"8080-8090:80\"]\n",
    after: "services:\n  web:\n    image: nginx:1.29\n    ports: [\"8080:80\"]\n",
};
