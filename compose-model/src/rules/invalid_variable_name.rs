use crate::diagnostic::{Effect, Rule, Severity};

/// The name of a variable ends in a space.
pub static INVALID_VARIABLE_NAME: Rule = Rule {
    code: "C0413",
    name: "invalid-variable-name",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "An entry of a list of variables has a space between the name and the `=`.",
    why: "The space would be part of the name.",
    help: "Remove the space.",
    before: "services:\n  web:\n    image: nginx\n    environment:\n      - MODE =fast\n",
    after: "services:\n  web:\n    image: nginx\n    environment:\n      - MODE=fast\n",
};
