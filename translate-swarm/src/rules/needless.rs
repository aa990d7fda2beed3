//! `S0806`: nothing needs to be done for an attribute.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// Nothing needs to be done for an attribute.
pub static NEEDLESS: Rule = Rule {
    code: "S0806",
    name: "needless",
    severity: Severity::Note,
    effect: Effect::Advice,
    what: "An attribute leaves no trace in the stack, and nothing is lost.",
    why: "Swarm does what the attribute asks for anyway, or it is for `docker compose` alone: what `up` \
          shows, what `watch` follows, which ports neighbours may use.",
    help: "Leave it as it is: `docker compose` may need it.",
    before: "services:\n  web:\n    image: nginx:1.29\n    expose: [\"80\"]\n",
    after: "services:\n  web:\n    image: nginx:1.29\n",
};
