use crate::diagnostic::{Effect, Rule, Severity};

/// A value is not a number that its place takes.
pub static INVALID_NUMBER: Rule = Rule {
    code: "C0403",
    name: "invalid-number",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "A text stands where a number belongs and is none, or the number is negative or too \
           large for its place.",
    why: "A text is taken for a number where one is wanted, since variables are always texts. It \
           must be a decimal number: no unit, no underscore, no `0x`; a whole one where the \
           attribute counts something, and not a negative one.",
    help: "Write a decimal number, or give the variable a default: `${RETRIES:-3}`.",
    before: "services:\n  web:\n    image: nginx\n    healthcheck:\n      test: curl -f http://localhost\n      retries: -1\n",
    after: "services:\n  web:\n    image: nginx\n    healthcheck:\n      test: curl -f http://localhost\n      retries: 3\n",
};
