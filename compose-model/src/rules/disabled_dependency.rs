use crate::diagnostic::{Effect, Rule, Severity};

/// A service needs one that no active profile enables.
pub static DISABLED_DEPENDENCY: Rule = Rule {
    code: "C0605",
    name: "disabled-dependency",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "An enabled service depends on one that is not enabled, because none of its profiles is \
           active.",
    why: "A dependency does not enable the other service's profiles.",
    help: "Activate the profile, remove `profiles` from the other service, or set `required: \
           false`.",
    before: "services:\n  web:\n    image: nginx\n    depends_on: [cache]\n  cache:\n    image: redis\n    profiles: [full]\n",
    after: "services:\n  web:\n    image: nginx\n    depends_on:\n      cache:\n        condition: service_started\n        required: false\n  cache:\n    image: redis\n    profiles: [full]\n",
};
