//! `K0602`: a weight of the processor.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// `cpu_shares` becomes a request: 1024 shares are one processor.
pub static CPU_SHARES: Rule = Rule {
    code: "K0602",
    name: "cpu-shares",
    severity: Severity::Note,
    effect: Effect::Approximated,
    what: "`cpu_shares` becomes a request: 1024 shares are one processor.",
    why: "Kubernetes turns requests into weights in the same way, but also keeps that much free \
          for the pod.",
    help: "Write `deploy.resources.reservations.cpus`.",
    before: "\
services:
  web:
    image: nginx:1.29
    cpu_shares: 512
",
    after: r#"services:
  web:
    image: nginx:1.29
    deploy:
      resources:
        reservations:
          cpus: "0.5"
"#,
};
