use crate::diagnostic::{Effect, Rule, Severity};

/// A number is infinite, or not a number.
pub static NOT_FINITE: Rule = Rule {
    code: "C0308",
    name: "not-finite",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "`.inf` and `.nan` are numbers in YAML, but have no form in JSON.",
    why: "`docker compose` passes the file through JSON and refuses it, even below `x-` keys.",
    help: "Write a finite number, or quote the text.",
    before: "services:\n  web:\n    image: nginx\n    environment: {RATIO: .nan}\n",
    after: "services:\n  web:\n    image: nginx\n    environment: {RATIO: \".nan\"}\n",
};
