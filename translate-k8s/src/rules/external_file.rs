//! `K0506`: an external config or secret is an existing object.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// An external config or secret is an existing object.
pub static EXTERNAL_FILE: Rule = Rule {
    code: "K0506",
    name: "external-file",
    severity: Severity::Note,
    effect: Effect::Advice,
    what: "An external config or secret is a ConfigMap or Secret that exists already, with the \
           content under the key that is shown.",
    why: "Its content is not part of the project.",
    help: "Create the object first, in the same namespace, with the `kubectl` command that is \
           shown.",
    before: "services:\n  db:\n    image: postgres\n    secrets: [pw]\nsecrets:\n  pw: {external: true}\n",
    after: "services:\n  db:\n    image: postgres\n    secrets: [pw]\nsecrets:\n  pw: {file: ./pw.txt}\n",
};
