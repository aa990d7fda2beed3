//! `K0213`: how an update goes.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// An attribute of `update_config` or `rollback_config` is left out.
pub static UPDATE_CONFIG: Rule = Rule {
    code: "K0213",
    name: "update-config",
    severity: Severity::Note,
    effect: Effect::Approximated,
    what: "An attribute of `update_config` or `rollback_config` is left out.",
    why: "A Deployment replaces pods as soon as new ones are ready, stops replacing when they do \
          not become ready, and rolls back only when told to.",
    help: "Use `parallelism`, `order` and `monitor`, which have counterparts.",
    before: "\
services:
  web:
    image: nginx:1.29
    deploy:
      update_config:
        delay: 10s
",
    after: "\
services:
  web:
    image: nginx:1.29
    deploy:
      update_config:
        parallelism: 1
",
};
