use crate::diagnostic::{Effect, Rule, Severity};

/// The project's name is not valid.
pub static INVALID_PROJECT_NAME: Rule = Rule {
    code: "C0509",
    name: "invalid-project-name",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "The name given with `-p` or `COMPOSE_PROJECT_NAME` has other characters than \
           lower-case letters, digits, `-` and `_`, or starts with `-` or `_`; or nothing of \
           the file's `name` or the folder's name is left when these characters are taken out.",
    why: "The name becomes part of the names of networks, volumes, configs and secrets.",
    help: "Give a name such as `my-app` with `-p`, `COMPOSE_PROJECT_NAME` or the top-level key \
           `name`.",
    before: "name: \"!!\"\nservices:\n  web:\n    image: nginx\n",
    after: "name: my-app\nservices:\n  web:\n    image: nginx\n",
};
