//! `K0312`: the address of the host.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// An entry with `host-gateway` is left out.
pub static HOST_GATEWAY: Rule = Rule {
    code: "K0312",
    name: "host-gateway",
    severity: Severity::Warning,
    effect: Effect::Unsupported,
    what: "An entry with `host-gateway` is left out.",
    why: "In a cluster the host is the node that the pod happens to run on, not the machine on \
          which the other program listens.",
    help: "Make the other program a service and name that one.",
    before: r#"services:
  web:
    image: nginx:1.29
    extra_hosts:
      - "host.docker.internal:host-gateway"
"#,
    after: "\
services:
  web:
    image: nginx:1.29
    environment:
      API: http://api:8080
  api:
    image: api
",
};
