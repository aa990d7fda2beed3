use crate::diagnostic::{Effect, Rule, Severity};

/// Maps and lists are nested too deeply.
pub static TOO_DEEP: Rule = Rule {
    code: "C0128",
    name: "too-deep",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "Maps and lists stand inside one another on more levels than are read.",
    why: "No Compose file needs more than a dozen levels. The limit keeps hostile files from \
           exhausting the memory.",
    help: "Put shared parts into values of their own.",
    before: "",
    after: "",
};
