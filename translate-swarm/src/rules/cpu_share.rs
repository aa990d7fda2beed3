//! `S0610`: a share of the processors is left out.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A share of the processors is left out.
pub static CPU_SHARE: Rule = Rule {
    code: "S0610",
    name: "cpu-share",
    severity: Severity::Warning,
    effect: Effect::Unsupported,
    what: "`cpu_percent`, or a `cpu_period` without a quota, is left out.",
    why: "Swarm limits numbers of processors.",
    help: "Use `cpus`.",
    before: "services:\n  web:\n    image: nginx:1.29\n    cpu_percent: 50\n",
    after: "services:\n  web:\n    image: nginx:1.29\n    cpus: 0.5\n",
};
