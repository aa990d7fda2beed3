use crate::diagnostic::{Effect, Rule, Severity};

/// A name has characters that names cannot have.
pub static INVALID_NAME: Rule = Rule {
    code: "C0309",
    name: "invalid-name",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "Names of services, networks, volumes, configs, secrets and models consist of letters, \
           digits, `.`, `_` and `-`; those of limits of lower-case letters. A key of an \
           environment, of labels or of options is not empty.",
    why: "Names become parts of other names, in which further characters have a meaning.",
    help: "Rename it, also where it is used.",
    before: "services:\n  my web:\n    image: nginx\n",
    after: "services:\n  my-web:\n    image: nginx\n",
};
