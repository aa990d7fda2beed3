//! `S0601`: a service does not run with all rights.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A service does not run with all rights.
pub static PRIVILEGED: Rule = Rule {
    code: "S0601",
    name: "privileged",
    severity: Severity::Warning,
    effect: Effect::Unsupported,
    what: "`privileged` is left out: the container runs without these rights.",
    why: "Swarm does not run privileged services.",
    help: "Name the capabilities that it needs in `cap_add`, or run it outside the swarm.",
    before: "services:\n  web:\n    image: nginx:1.29\n    privileged: true\n",
    after: "services:\n  web:\n    image: nginx:1.29\n    cap_add: [NET_ADMIN]\n",
};
