//! `S0608`: a limit or weight is left out.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A limit or weight is left out.
pub static RESOURCE_ATTRIBUTE: Rule = Rule {
    code: "S0608",
    name: "resource-attribute",
    severity: Severity::Warning,
    effect: Effect::Unsupported,
    what: "An attribute such as `cpu_shares`, `cpuset`, `memswap_limit` or `blkio_config` is \
           left out.",
    why: "Swarm limits processors, memory and processes, and nothing else.",
    help: "Use `deploy.resources` where that is near enough.",
    before: "services:\n  web:\n    image: nginx:1.29\n    cpu_shares: 512\n",
    after: "services:\n  web:\n    image: nginx:1.29\n    restart: always\n",
};
