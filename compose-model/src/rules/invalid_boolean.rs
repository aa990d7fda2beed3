use crate::diagnostic::{Effect, Rule, Severity};

/// A text is neither true nor false.
pub static INVALID_BOOLEAN: Rule = Rule {
    code: "C0402",
    name: "invalid-boolean",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "A text stands where `true` or `false` belongs and is neither.",
    why: "A text is taken for a boolean where one is wanted, since variables are always texts. \
          `true`, `yes`, `y` and `on` mean true, `false`, `no`, `n` and `off` mean false, in any \
          case; nothing else does, not even `1`, `0` or an empty text.",
    help: "Write `true` or `false`, or give the variable a default: `${DEBUG:-false}`.",
    before: "services:\n  web:\n    image: nginx\n    attach: \"1\"\n",
    after: "services:\n  web:\n    image: nginx\n    attach: true\n",
};
