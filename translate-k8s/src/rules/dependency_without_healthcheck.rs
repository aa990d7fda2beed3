//! `K0206`: a wait for health without a healthcheck.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A service waits for the health of one whose healthcheck the file does not hold: it waits until that one runs.
pub static DEPENDENCY_WITHOUT_HEALTHCHECK: Rule = Rule {
    code: "K0206",
    name: "dependency-without-healthcheck",
    severity: Severity::Warning,
    effect: Effect::Approximated,
    what: "A service waits for the health of one whose healthcheck is not in the file: it waits \
           until that one runs.",
    why: "The image may have a HEALTHCHECK, which Kubernetes ignores and the file does not show.",
    help: "Write the healthcheck of the dependency into the file.",
    before: "\
services:
  web:
    image: web
    depends_on:
      db:
        condition: service_healthy
  db:
    image: my-database
",
    after: "\
services:
  web:
    image: web
    depends_on:
      db:
        condition: service_healthy
  db:
    image: my-database
    healthcheck:
      test: db-ready
",
};
