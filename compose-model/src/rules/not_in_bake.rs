use crate::diagnostic::{Effect, Rule, Severity};

/// Something that a bake file cannot say.
pub static NOT_IN_BAKE: Rule = Rule {
    code: "C0911",
    name: "not-in-bake",
    severity: Severity::Warning,
    effect: Effect::Unsupported,
    what: "`images --format bake` left out an attribute of a `build`.",
    why: "A bake file has no counterpart for it: the isolation of Windows containers, secrets \
           that are neither in a file nor in a variable, and arguments without a value whose \
           names are not those of variables.",
    help: "Build this service with `docker compose build`.",
    before: "",
    after: "",
};
