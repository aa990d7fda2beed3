use crate::diagnostic::{Effect, Rule, Severity};

/// An alias is inside the value that it names.
pub static RECURSIVE_ALIAS: Rule = Rule {
    code: "C0121",
    name: "recursive-alias",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "A value that contains itself has no end.",
    why: "YAML can express such values, but no Compose attribute can hold one.",
    help: "Move the shared part into a value of its own.",
    before: "x-a: &a\n  b: *a\nservices:\n  web:\n    image: nginx\n",
    after: "x-b: &b\n  c: d\nx-a:\n  b: *b\nservices:\n  web:\n    image: nginx\n",
};
