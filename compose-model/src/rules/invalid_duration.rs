use crate::diagnostic::{Effect, Rule, Severity};

/// A text is not a duration.
pub static INVALID_DURATION: Rule = Rule {
    code: "C0405",
    name: "invalid-duration",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "A duration cannot be read.",
    why: "A duration is one number or several, each with a unit: `w`, `d`, `h`, `m`, `s`, `ms`, \
           `us`, `ns`. A number without a unit is not a duration, except `0`.",
    help: "Write the unit, such as `10s` or `1m30s`.",
    before: "services:\n  web:\n    image: nginx\n    stop_grace_period: \"10\"\n",
    after: "services:\n  web:\n    image: nginx\n    stop_grace_period: 10s\n",
};
