//! `K0208`: a wait that would never end.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A service does not wait for what it depends on.
pub static WAIT_IMPOSSIBLE: Rule = Rule {
    code: "K0208",
    name: "wait-impossible",
    severity: Severity::Warning,
    effect: Effect::Approximated,
    what: "A service does not wait for what it depends on.",
    why: "It has no network to ask with, or its pod and the other one would wait for each other: \
          services that share a namespace become one pod, which is ready only when all of them \
          are.",
    help: "Take the service out of the shared namespace, or the dependency away.",
    before: "\
services:
  web:
    image: web
    network_mode: none
    depends_on:
      db:
        condition: service_healthy
  db:
    image: postgres
    healthcheck:
      test: pg_isready
",
    after: "\
services:
  web:
    image: web
    network_mode: none
  db:
    image: postgres
    healthcheck:
      test: pg_isready
",
};
