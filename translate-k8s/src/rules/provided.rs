//! `K0804`: what something outside the project provides.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A `provider` service or an AI model is left out.
pub static PROVIDED: Rule = Rule {
    code: "K0804",
    name: "provided",
    severity: Severity::Warning,
    effect: Effect::Unsupported,
    what: "A `provider` service or an AI model is left out.",
    why: "A program on the machine that runs Compose provides it; the cluster has none.",
    help: "Run it in the cluster or elsewhere, and tell the other services where in their \
           environment.",
    before: "\
services:
  db:
    provider:
      type: cloud-db
",
    after: "\
services:
  db:
    image: postgres
",
};
