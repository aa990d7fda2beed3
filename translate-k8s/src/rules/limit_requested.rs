//! `K0614`: a limit is requested too.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A limit is requested too.
pub static LIMIT_REQUESTED: Rule = Rule {
    code: "K0614",
    name: "limit-requested",
    severity: Severity::Note,
    effect: Effect::Approximated,
    what: "A limit without a reservation is also what the service requests of a node.",
    why: "Kubernetes sets aside as much as the limit where nothing else is requested, so that a pod waits \
          for a node on which that much is free. Under Compose, a limit sets nothing aside.",
    help: "Write a reservation beside the limit, or pass `--requests zero`.",
    before: "\
services:
  web:
    image: nginx:1.29
    cpus: 2
",
    after: "\
services:
  web:
    image: nginx:1.29
    deploy:
      resources:
        limits: {cpus: '2'}
        reservations: {cpus: '0.1'}
",
};
