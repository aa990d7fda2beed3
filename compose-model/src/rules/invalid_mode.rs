use crate::diagnostic::{Effect, Rule, Severity};

/// A text is not a set of permission bits.
pub static INVALID_MODE: Rule = Rule {
    code: "C0406",
    name: "invalid-mode",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "A mode in quotes has characters other than octal digits.",
    why: "A mode that is a text is read as an octal number, as `chmod` reads it.",
    help: "Write octal digits, such as `0440`.",
    before: "services:\n  web:\n    image: nginx\n    configs:\n      - source: site\n        mode: \"0488\"\nconfigs:\n  site:\n    content: hello\n",
    after: "services:\n  web:\n    image: nginx\n    configs:\n      - source: site\n        mode: \"0440\"\nconfigs:\n  site:\n    content: hello\n",
};
