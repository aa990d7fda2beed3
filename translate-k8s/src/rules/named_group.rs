//! `K0608`: a group by name.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A group of `group_add` is left out.
pub static NAMED_GROUP: Rule = Rule {
    code: "K0608",
    name: "named-group",
    severity: Severity::Warning,
    effect: Effect::Unsupported,
    what: "A group of `group_add` is left out.",
    why: "Kubernetes takes numbers only; which number a name has, only the image knows.",
    help: "Write the group's number.",
    before: "\
services:
  web:
    image: nginx:1.29
    group_add:
      - docker
",
    after: r#"services:
  web:
    image: nginx:1.29
    group_add:
      - "998"
"#,
};
