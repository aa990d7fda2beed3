//! `S0605`: a namespace of its own is lost.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A namespace of its own is lost.
pub static NAMESPACE_PROTECTION: Rule = Rule {
    code: "S0605",
    name: "namespace-protection",
    severity: Severity::Warning,
    effect: Effect::Insecure,
    what: "`cgroup: private` or `ipc: none` is lost.",
    why: "A stack file has no attribute for it, and the node's default may be less strict.",
    help: "Set the default of the nodes' engines (`default-cgroupns-mode`, \
           `default-ipc-mode`).",
    before: "services:\n  web:\n    image: nginx:1.29\n    cgroup: private\n",
    after: "services:\n  web:\n    image: nginx:1.29\n    restart: always\n",
};
