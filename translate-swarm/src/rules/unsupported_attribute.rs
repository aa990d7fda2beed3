//! `S0801`: an attribute has no place in a stack.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// An attribute has no place in a stack.
pub static UNSUPPORTED_ATTRIBUTE: Rule = Rule {
    code: "S0801",
    name: "unsupported-attribute",
    severity: Severity::Warning,
    effect: Effect::Unsupported,
    what: "An attribute, or an AI model of the project, is left out.",
    why: "The stack file's schema does not have it.",
    help: "Remove it, or do not convert this service.",
    before: "services:\n  web:\n    image: nginx:1.29\n    group_add: [\"44\"]\n",
    after: "services:\n  web:\n    image: nginx:1.29\n    restart: always\n",
};
