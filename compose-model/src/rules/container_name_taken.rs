use crate::diagnostic::{Effect, Rule, Severity};

/// Two services give their containers the same name.
pub static CONTAINER_NAME_TAKEN: Rule = Rule {
    code: "C0607",
    name: "container-name-taken",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "Two services have the same `container_name`.",
    why: "A container's name exists only once on a machine. A service that extends another one \
          inherits its `container_name`.",
    help: "Give one of them another name, or remove `container_name`.",
    before: "services:\n  a:\n    image: nginx\n    container_name: web\n  b:\n    image: nginx\n    container_name: web\n",
    after: "services:\n  a:\n    image: nginx\n    container_name: web\n  b:\n    image: nginx\n",
};
