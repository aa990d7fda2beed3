use crate::diagnostic::{Effect, Rule, Severity};

/// Files include one another.
pub static INCLUDE_CYCLE: Rule = Rule {
    code: "C0502",
    name: "include-cycle",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "A file includes itself, directly or by way of other files.",
    why: "Loading it would never end.",
    help: "Take one of the includes out.",
    before: "include:\n  - ./compose.yaml\nservices:\n  web:\n    image: nginx\n",
    after: "services:\n  web:\n    image: nginx\n",
};
