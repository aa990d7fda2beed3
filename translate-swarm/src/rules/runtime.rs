//! `S0607`: the container runtime is lost.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// The container runtime is lost.
pub static RUNTIME: Rule = Rule {
    code: "S0607",
    name: "runtime",
    severity: Severity::Warning,
    effect: Effect::Insecure,
    what: "`runtime` is left out, and tasks run in the default runtime of their node.",
    why: "A stack file cannot name a runtime. One that isolates more, such as gVisor or \
           Kata, is lost.",
    help: "Make it the default runtime of some nodes, and place the service there.",
    before: "services:\n  web:\n    image: nginx:1.29\n    runtime: runsc\n",
    after: "services:\n  web:\n    image: nginx:1.29\n    restart: always\n",
};
