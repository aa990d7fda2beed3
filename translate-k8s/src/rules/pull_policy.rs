//! `K0703`: when an image is pulled.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// `build`, `daily`, `weekly` and `every_…` become `IfNotPresent`.
pub static PULL_POLICY: Rule = Rule {
    code: "K0703",
    name: "pull-policy",
    severity: Severity::Note,
    effect: Effect::Approximated,
    what: "`build`, `daily`, `weekly` and `every_…` become `IfNotPresent`.",
    why: "A kubelet pulls always, never, or when the image is not there.",
    help: "Use a tag for each version, or `always`.",
    before: "\
services:
  web:
    image: nginx:1.29
    pull_policy: daily
",
    after: "\
services:
  web:
    image: nginx:1.29
    pull_policy: always
",
};
