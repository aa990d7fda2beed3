use crate::diagnostic::{Effect, Rule, Severity};

/// A number is too small or too large for its attribute.
pub static OUT_OF_RANGE: Rule = Rule {
    code: "C0306",
    name: "out-of-range",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "The attribute only takes numbers in a certain range.",
    why: "A number outside the range has no meaning.",
    help: "Write a number in the range that the message names.",
    before: "services:\n  web:\n    image: nginx\n    oom_score_adj: 2000\n",
    after: "services:\n  web:\n    image: nginx\n    oom_score_adj: 1000\n",
};
