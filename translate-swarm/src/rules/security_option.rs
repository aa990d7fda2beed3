//! `S0603`: an option of `security_opt` is left out.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// An option of `security_opt` is left out.
pub static SECURITY_OPTION: Rule = Rule {
    code: "S0603",
    name: "security-option",
    severity: Severity::Warning,
    effect: Effect::Unsupported,
    what: "An option that takes protection away, such as `seccomp=unconfined`, is left out. \
           The container keeps the protection, and may not work.",
    why: "`docker stack` ignores `security_opt`.",
    help: "Run the service outside the swarm where it needs this.",
    before: concat!(
        "services:\n",
        "  web:\n",
        "    image: nginx:1.29\n",
        "    security_opt: [\"seccomp=unconfined\"]\n",
    ),
    after: "services:\n  web:\n    image: nginx:1.29\n    restart: always\n",
};
