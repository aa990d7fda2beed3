//! `K0207`: a dependency without replicas.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// Nothing waits for a service that has 0 replicas.
pub static IDLE_DEPENDENCY: Rule = Rule {
    code: "K0207",
    name: "idle-dependency",
    severity: Severity::Note,
    effect: Effect::Advice,
    what: "Nothing waits for a service that has 0 replicas.",
    why: "It would wait forever.",
    help: "Give the dependency a replica, or remove it from `depends_on`.",
    before: "\
services:
  web:
    image: web
    depends_on:
      db:
        condition: service_healthy
  db:
    image: postgres
    scale: 0
",
    after: "\
services:
  web:
    image: web
  db:
    image: postgres
    scale: 0
",
};
