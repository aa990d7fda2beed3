use crate::diagnostic::{Effect, Rule, Severity};

/// There are more findings than are listed.
pub static TOO_MANY_FINDINGS: Rule = Rule {
    code: "C0129",
    name: "too-many-findings",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "There are so many findings of one severity that the rest is not listed.",
    why: "A file of a few megabytes can hold millions of mistakes, and the list of them would not \
          fit into memory.",
    help: "Correct those that are listed and run again.",
    before: "",
    after: "",
};
