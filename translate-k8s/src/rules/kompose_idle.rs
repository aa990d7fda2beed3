//! `K0836`: a label of Kompose has no effect.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A label of Kompose has no effect.
pub static KOMPOSE_IDLE: Rule = Rule {
    code: "K0836",
    name: "kompose-idle",
    severity: Severity::Warning,
    effect: Effect::Unsupported,
    what: "A label of Kompose changes nothing: it is empty, stands at the wrong place, or needs \
           another label that is missing.",
    why: "Kompose says nothing about it either.",
    help: "Add what is missing, or remove the label.",
    before: "\
services:
  web:
    image: nginx:1.29
    labels:
      kompose.service.healthcheck.readiness.interval: 10s
",
    after: "\
services:
  web:
    image: nginx:1.29
    labels:
      kompose.service.healthcheck.readiness.interval: 10s
      kompose.service.healthcheck.readiness.tcp_port: \"80\"
",
};
