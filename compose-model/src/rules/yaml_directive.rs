use crate::diagnostic::{Effect, Rule, Severity};

/// A directive is refused.
pub static YAML_DIRECTIVE: Rule = Rule {
    code: "C0118",
    name: "yaml-directive",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "Lines that begin with `%` before a document are directives. `docker compose` reads \
           `%YAML 1.1` and `%TAG` only.",
    why: "A file that asks for another version of YAML, even 1.2, is refused by `docker \
           compose`.",
    help: "Remove the line. It changes nothing in how the file is read.",
    before: "%YAML 1.2\n---\nservices:\n  web:\n    image: nginx\n",
    after: "services:\n  web:\n    image: nginx\n",
};
