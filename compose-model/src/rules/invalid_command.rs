use crate::diagnostic::{Effect, Rule, Severity};

/// A command line cannot be split into words.
pub static INVALID_COMMAND: Rule = Rule {
    code: "C0410",
    name: "invalid-command",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "A command that is written as one text cannot be split into words.",
    why: "A text is split at spaces, with quotes and backslashes as in a shell, but no shell \
           reads it. A quote, a bracket or a backslash without its partner has no meaning.",
    help: "Close the quote, or write the command as a list of words.",
    before: "services:\n  web:\n    image: nginx\n    command: echo \"hello\n",
    after: "services:\n  web:\n    image: nginx\n    command: [\"echo\", \"hello\"]\n",
};
