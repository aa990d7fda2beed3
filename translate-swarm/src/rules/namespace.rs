//! `S0604`: a namespace is not shared.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A namespace is not shared.
pub static NAMESPACE: Rule = Rule {
    code: "S0604",
    name: "namespace",
    severity: Severity::Warning,
    effect: Effect::Unsupported,
    what: "`pid`, `ipc`, `uts`, `userns_mode` or `cgroup` is left out.",
    why: "Swarm gives every task namespaces of its own.",
    help: "Run the service outside the swarm where it needs this.",
    before: "services:\n  web:\n    image: nginx:1.29\n    pid: host\n",
    after: "services:\n  web:\n    image: nginx:1.29\n    restart: always\n",
};
