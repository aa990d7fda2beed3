use crate::diagnostic::{Effect, Rule, Severity};

/// A text has not the form that its attribute needs.
pub static INVALID_FORM: Rule = Rule {
    code: "C0305",
    name: "invalid-form",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "The attribute takes text of a certain form only, such as a name of letters and \
           digits.",
    why: "The text could not be used for what the attribute is for.",
    help: "Write a text of the form that the message describes.",
    before: "services:\n  web:\n    image: nginx\n    pull_policy: sometimes\n",
    after: "services:\n  web:\n    image: nginx\n    pull_policy: missing\n",
};
