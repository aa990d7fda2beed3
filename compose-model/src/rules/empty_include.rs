use crate::diagnostic::{Effect, Rule, Severity};

/// An `include` names no file.
pub static EMPTY_INCLUDE: Rule = Rule {
    code: "C0512",
    name: "empty-include",
    severity: Severity::Warning,
    effect: Effect::Input,
    what: "An entry of `include` is empty, or has no `path` or an empty one. It brings in nothing.",
    why: "`docker compose` passes over it silently.",
    help: "Name the file to include, or remove the entry.",
    before: "include:\n  - path: []\nservices:\n  web:\n    image: nginx\n",
    after: "services:\n  web:\n    image: nginx\n",
};
