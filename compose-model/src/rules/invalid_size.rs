use crate::diagnostic::{Effect, Rule, Severity};

/// A text is not a size.
pub static INVALID_SIZE: Rule = Rule {
    code: "C0404",
    name: "invalid-size",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "A size cannot be read.",
    why: "A size is a number and a unit: `b`, `k` or `kb`, `m` or `mb`, `g` or `gb`, also `kib` \
           and so on, in any case and always in steps of 1024. A number without a unit counts \
           bytes.",
    help: "Write a number with one of the units, such as `512m` or `1.5g`.",
    before: "services:\n  web:\n    image: nginx\n    mem_limit: lots\n",
    after: "services:\n  web:\n    image: nginx\n    mem_limit: 512m\n",
};
