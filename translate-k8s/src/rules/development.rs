//! `K0802`: what concerns the machine that runs Compose.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// `attach`, `develop` and `logging` are left out.
pub static DEVELOPMENT: Rule = Rule {
    code: "K0802",
    name: "development",
    severity: Severity::Note,
    effect: Effect::Unsupported,
    what: "`attach`, `develop` and `logging` are left out.",
    why: "They say what `up` shows, what `watch` follows, and where Docker writes output. A \
          cluster collects what containers write to their standard output.",
    help: "Read the output with `kubectl logs`.",
    before: "\
services:
  web:
    image: nginx:1.29
    logging:
      driver: json-file
",
    after: "\
services:
  web:
    image: nginx:1.29
",
};
