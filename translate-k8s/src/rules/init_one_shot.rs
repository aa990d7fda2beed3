//! `K0204`: a one-shot that runs as an init container.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A service whose end only one other awaits becomes an init container of that one.
pub static INIT_ONE_SHOT: Rule = Rule {
    code: "K0204",
    name: "init-one-shot",
    severity: Severity::Note,
    effect: Effect::Advice,
    what: "A service whose end is awaited by only one other becomes an init container of that one.",
    why: "It runs before the other starts, as under Compose, and needs no rights at the API \
          server. It runs again with every new pod, as `up` runs it again.",
    help: "Let another service depend on it too, or set `deploy.mode: replicated-job` and \
           replicas, to make it a Job of its own.",
    before: "\
services:
  app:
    image: app
    depends_on:
      migrate:
        condition: service_completed_successfully
  migrate:
    image: migrator
",
    after: "\
services:
  app:
    image: app
    depends_on:
      - migrate
  migrate:
    image: migrator
",
};
