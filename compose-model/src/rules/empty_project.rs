use crate::diagnostic::{Effect, Rule, Severity};

/// The Compose files say nothing.
pub static EMPTY_PROJECT: Rule = Rule {
    code: "C0106",
    name: "empty-project",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "All files together are empty but for white space and comments.",
    why: "There is nothing to load.",
    help: "Declare at least one service.",
    before: "# services:\n",
    after: "services:\n  web:\n    image: nginx\n",
};
