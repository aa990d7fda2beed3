use crate::diagnostic::{Effect, Rule, Severity};

/// The variables of a file add up to too much text, or are nested too deeply.
pub static INTERPOLATION_LIMIT: Rule = Rule {
    code: "C0206",
    name: "interpolation-limit",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "The variables of a file add up to too much text, or are nested too deeply.",
    why: "A few lines of an env file that name each other can grow to more text than any \
          machine can hold. Nobody needs that, so there is a limit for the values of all \
          variables in a file and for the depth of `${A:-${B:-…}}`.",
    help: "Use shorter values or fewer levels.",
    before: "",
    after: "",
};
