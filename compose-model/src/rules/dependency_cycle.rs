use crate::diagnostic::{Effect, Rule, Severity};

/// Services wait for each other.
pub static DEPENDENCY_CYCLE: Rule = Rule {
    code: "C0606",
    name: "dependency-cycle",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "A service depends on itself, directly or through others.",
    why: "None of them could be started first. `links`, `volumes_from` and shared namespaces \
           (`network_mode: service:…` and the like) count as dependencies.",
    help: "Remove one of the dependencies.",
    before: "services:\n  a:\n    image: nginx\n    depends_on: [b]\n  b:\n    image: nginx\n    depends_on: [a]\n",
    after: "services:\n  a:\n    image: nginx\n    depends_on: [b]\n  b:\n    image: nginx\n",
};
