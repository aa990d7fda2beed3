use crate::diagnostic::{Effect, Rule, Severity};

/// An alias names no anchor.
pub static UNDEFINED_ALIAS: Rule = Rule {
    code: "C0120",
    name: "undefined-alias",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "`*name` stands for the value that was marked with `&name` earlier in the same \
           document. There is no such mark.",
    why: "Anchors are known from their place on, and in their own document only: not in \
           earlier lines, not in other files and not after `---`.",
    help: "Mark the value with `&name` before its first use. Quote text that begins with an \
           asterisk.",
    before: "services:\n  web:\n    image: nginx\n    environment: *common\n",
    after: "x-common: &common\n  MODE: production\nservices:\n  web:\n    image: nginx\n    environment: *common\n",
};
