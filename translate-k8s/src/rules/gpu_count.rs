//! `K0607`: all GPUs, or certain ones.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A number of GPUs is asked for instead of all or of certain ones.
pub static GPU_COUNT: Rule = Rule {
    code: "K0607",
    name: "gpu-count",
    severity: Severity::Warning,
    effect: Effect::Approximated,
    what: "A number of GPUs is asked for instead of all or of certain ones.",
    why: "A pod asks for a number, and the device plugin chooses.",
    help: "Write the number as `count`.",
    before: "\
services:
  web:
    image: nginx:1.29
    gpus: all
",
    after: "\
services:
  web:
    image: nginx:1.29
    gpus:
      - count: 2
",
};
