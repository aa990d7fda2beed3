//! `K0314`: a port of the node.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A port in mode `host` is a `hostPort`.
pub static HOST_PORT: Rule = Rule {
    code: "K0314",
    name: "host-port",
    severity: Severity::Note,
    effect: Effect::Advice,
    what: "A port in mode `host` is a `hostPort`.",
    why: "Only one pod of a node can have it, and the `baseline` Pod Security Standard refuses it.",
    help: "Use mode `ingress` if any way in will do.",
    before: r#"services:
  web:
    image: nginx:1.29
    ports:
      - target: 80
        published: "80"
        mode: host
"#,
    after: r#"services:
  web:
    image: nginx:1.29
    ports:
      - target: 80
        published: "80"
"#,
};
