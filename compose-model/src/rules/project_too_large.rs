use crate::diagnostic::{Effect, Rule, Severity};

/// The project grows beyond the limit.
pub static PROJECT_TOO_LARGE: Rule = Rule {
    code: "C0105",
    name: "project-too-large",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "Includes and `extends` copy what they bring in. Together, the copies hold more values \
           than the limit allows.",
    why: "Files of a few lines that include or extend one another can describe more values \
           than fit into any memory.",
    help: "Bring in less, or raise the limit of nodes where the project is really that large.",
    before: "",
    after: "",
};
