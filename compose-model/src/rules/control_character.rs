use crate::diagnostic::{Effect, Rule, Severity};

/// A control character stands in a YAML file.
pub static CONTROL_CHARACTER: Rule = Rule {
    code: "C0111",
    name: "control-character",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "A YAML file may hold no control characters but tab and line ends. Most come from \
           copying out of a terminal or another program, and no editor shows them.",
    why: "YAML forbids them, and `docker compose` refuses the file.",
    help: "Remove the character. Where it is meant, write it in double quotes with an escape \
           such as `\\x1b`.",
    before: "services:\n  web:\n    image: nginx\n    labels: [\"a\u{1}b\"]\n",
    after: "services:\n  web:\n    image: nginx\n    labels: [\"a\\x01b\"]\n",
};
