//! `K0801`: a label that cannot be an annotation.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A label or annotation is left out.
pub static LOST_ANNOTATION: Rule = Rule {
    code: "K0801",
    name: "lost-annotation",
    severity: Severity::Warning,
    effect: Effect::Unsupported,
    what: "A label or annotation is left out.",
    why: "A key in Kubernetes is an optional DNS name, `/`, and at most 63 letters, digits, `-`, \
          `_` and `.`. Whoever reads the label would not find it under another spelling. Services \
          that share a pod share its annotations.",
    help: "Shorten the key, or configure its reader in another way.",
    before: r#"services:
  web:
    image: nginx:1.29
    labels:
      "my label": x
"#,
    after: "\
services:
  web:
    image: nginx:1.29
    labels:
      my-label: x
",
};
