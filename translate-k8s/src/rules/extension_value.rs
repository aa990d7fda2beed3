//! `K0811`: a value of `x-k8s` that cannot be used.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A value of `x-k8s` is not what its key takes.
pub static EXTENSION_VALUE: Rule = Rule {
    code: "K0811",
    name: "extension-value",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "A value of `x-k8s` is not one that its key takes.",
    why: "The API server would refuse it, or take it for something else.",
    help: "Write a value that the key takes: `docs/x-k8s.md` lists them.",
    before: "\
services:
  web:
    image: nginx:1.29
    x-k8s:
      replicas: two
",
    after: "\
services:
  web:
    image: nginx:1.29
    x-k8s:
      replicas: 2
",
};
