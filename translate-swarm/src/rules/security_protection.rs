//! `S0602`: a protection by `security_opt` is lost.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A protection by `security_opt` is lost.
pub static SECURITY_PROTECTION: Rule = Rule {
    code: "S0602",
    name: "security-protection",
    severity: Severity::Warning,
    effect: Effect::Insecure,
    what: "An option that protects the container or the host, such as `no-new-privileges` or \
           a seccomp profile, is lost.",
    why: "`docker stack` ignores `security_opt`.",
    help: "Set `no-new-privileges` as the default of the nodes' engines, or do not convert \
           this service.",
    before: concat!(
        "services:\n",
        "  web:\n",
        "    image: nginx:1.29\n",
        "    security_opt: [\"no-new-privileges:true\"]\n",
    ),
    after: "services:\n  web:\n    image: nginx:1.29\n    restart: always\n",
};
