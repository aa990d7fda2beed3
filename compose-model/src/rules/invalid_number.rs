use crate::diagnostic::{Effect, Rule, Severity};

/// A text is not a number.
pub static INVALID_NUMBER: Rule = Rule {
    code: "C0403",
    name: "invalid-number",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "A text stands where a number belongs and is none, or the number does not fit.",
    why: "A text is taken for a number where one is wanted, since variables are always texts. It \
           must be a decimal number: no unit, no underscore, no `0x`; and a whole one where the \
           attribute counts something.",
    help: "Write a decimal number, or give the variable a default: `${REPLICAS:-1}`.",
    before: "services:\n  web:\n    image: nginx\n    deploy:\n      resources:\n        limits:\n          pids: many\n",
    after: "services:\n  web:\n    image: nginx\n    deploy:\n      resources:\n        limits:\n          pids: 512\n",
};
