use crate::diagnostic::{Effect, Rule, Severity};

/// A key appears twice.
pub static DUPLICATE_KEY: Rule = Rule {
    code: "C0124",
    name: "duplicate-key",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "A map has the same key twice. Quotes make no difference: `1` and `\"1\"` are the \
           same key.",
    why: "One of the two values would be lost, and readers would not agree on which.",
    help: "Remove one of the two, or join their values. To merge several maps use one key: \
           `<<: [*a, *b]`.",
    before: "services:\n  web:\n    image: nginx\n    ports: [\"80\"]\n    ports: [\"443\"]\n",
    after: "services:\n  web:\n    image: nginx\n    ports: [\"80\", \"443\"]\n",
};
