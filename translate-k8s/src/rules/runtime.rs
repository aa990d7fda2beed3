//! `K0224`: an OCI runtime.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// `runtime` is left out.
pub static RUNTIME: Rule = Rule {
    code: "K0224",
    name: "runtime",
    severity: Severity::Warning,
    effect: Effect::Unsupported,
    what: "`runtime` is left out.",
    why: "A pod names a RuntimeClass, which a cluster must have: an unknown one is refused.",
    help: "Create a RuntimeClass for it and set `runtimeClassName` in the output.",
    before: "\
services:
  train:
    image: trainer
    runtime: nvidia
",
    after: "\
services:
  train:
    image: trainer
    gpus:
      - count: 1
",
};
