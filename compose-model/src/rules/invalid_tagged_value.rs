use crate::diagnostic::{Effect, Rule, Severity};

/// A value does not fit its tag.
pub static INVALID_TAGGED_VALUE: Rule = Rule {
    code: "C0126",
    name: "invalid-tagged-value",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "A tag such as `!!int` before a value demands a type, and the value cannot be read as \
           that type.",
    why: "The value would have to be guessed.",
    help: "Remove the tag, or write a value that fits it.",
    before: "services:\n  web:\n    image: nginx\n    cpu_shares: !!int many\n",
    after: "services:\n  web:\n    image: nginx\n    cpu_shares: 512\n",
};
