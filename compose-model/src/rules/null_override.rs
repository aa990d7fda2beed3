use crate::diagnostic::{Effect, Rule, Severity};

/// A key without a value overrides nothing.
pub static NULL_OVERRIDE: Rule = Rule {
    code: "C0714",
    name: "null-override",
    severity: Severity::Warning,
    effect: Effect::Input,
    what: "A later file, or a service that extends another, has a key without a value. The \
           earlier value stays as it is.",
    why: "Only `command`, `entrypoint` and `healthcheck.test` are taken away by a key without \
           a value. For all other keys it means that the file says nothing about them.",
    help: "Tag it `!reset` to remove the earlier value, or remove the line.",
    before: "services:\n  web:\n    image: nginx\n    ports: [\"80:80\"]\n---\nservices:\n  web:\n    ports:\n",
    after: "services:\n  web:\n    image: nginx\n    ports: [\"80:80\"]\n---\nservices:\n  web:\n    ports: !reset null\n",
};
