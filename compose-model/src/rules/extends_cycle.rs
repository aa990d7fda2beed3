use crate::diagnostic::{Effect, Rule, Severity};

/// Services extend one another.
pub static EXTENDS_CYCLE: Rule = Rule {
    code: "C0506",
    name: "extends-cycle",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "A service extends itself, directly or by way of other services.",
    why: "There is no service to begin with.",
    help: "Take one `extends` out of the circle.",
    before: "services:\n  a:\n    extends: b\n  b:\n    extends: a\n    image: nginx\n",
    after: "services:\n  a:\n    extends: b\n  b:\n    image: nginx\n",
};
