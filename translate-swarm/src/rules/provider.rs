//! `S0210`: a service that a provider makes is left out.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A service that a provider makes is left out.
pub static PROVIDER: Rule = Rule {
    code: "S0210",
    name: "provider",
    severity: Severity::Warning,
    effect: Effect::Unsupported,
    what: "A service with a `provider` is left out of the stack.",
    why: "`docker compose` runs a program that makes it; Swarm has nothing like it.",
    help: "Make it beforehand, and give the other services its address.",
    before: "services:\n  db:\n    provider:\n      type: awesomecloud\n",
    after: "services:\n  db:\n    image: postgres:17\n",
};
