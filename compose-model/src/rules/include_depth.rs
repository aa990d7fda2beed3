use crate::diagnostic::{Effect, Rule, Severity};

/// Includes are nested too deeply.
pub static INCLUDE_DEPTH: Rule = Rule {
    code: "C0503",
    name: "include-depth",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "A chain of includes is longer than the limit for things inside one another.",
    why: "So long a chain is not written by hand, and a loader that follows it without an end \
           can be brought down.",
    help: "Include the files from fewer places.",
    before: "",
    after: "",
};
