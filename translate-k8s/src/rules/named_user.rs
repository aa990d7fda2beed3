//! `K0609`: a user by name.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A user or group is left out: the image's own runs the container.
pub static NAMED_USER: Rule = Rule {
    code: "K0609",
    name: "named-user",
    severity: Severity::Warning,
    effect: Effect::Unsupported,
    what: "A user or group is left out: the image's own runs the container.",
    why: "Kubernetes takes numbers only; which number a name has, only the image knows.",
    help: "Write the numbers, `user: \"1000:1000\"`.",
    before: "\
services:
  web:
    image: nginx:1.29
    user: node
",
    after: r#"services:
  web:
    image: nginx:1.29
    user: "1000"
"#,
};
