//! `K0205`: a restart with a dependency.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// `depends_on.restart: true` does nothing.
pub static DEPENDENCY_RESTART: Rule = Rule {
    code: "K0205",
    name: "dependency-restart",
    severity: Severity::Note,
    effect: Effect::Approximated,
    what: "`depends_on.restart: true` does nothing.",
    why: "Kubernetes does not start a pod again because another one was updated.",
    help: "Start it again with `kubectl rollout restart` where it needs that.",
    before: "\
services:
  web:
    image: web
    depends_on:
      db:
        condition: service_started
        restart: true
  db:
    image: postgres
",
    after: "\
services:
  web:
    image: web
    depends_on:
      - db
  db:
    image: postgres
",
};
