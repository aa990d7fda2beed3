//! `K0315`: published ports that stay inside.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// Published ports are reached inside the cluster only.
pub static INSIDE_ONLY: Rule = Rule {
    code: "K0315",
    name: "inside-only",
    severity: Severity::Note,
    effect: Effect::Approximated,
    what: "Published ports are reached inside the cluster only.",
    why: "A file for development publishes its database too, and that must not end up on the \
          internet.",
    help: "Open a way in with `--expose ingress`, `loadbalancer` or `nodeport`.",
    before: r#"services:
  web:
    image: nginx:1.29
    ports:
      - "8080:80"
"#,
    after: r#"services:
  web:
    image: nginx:1.29
    expose:
      - "80"
"#,
};
