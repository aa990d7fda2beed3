//! `K0223`: a service that no profile enables.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A service is left out, because none of its profiles is active.
pub static DISABLED_SERVICE: Rule = Rule {
    code: "K0223",
    name: "disabled-service",
    severity: Severity::Note,
    effect: Effect::Advice,
    what: "A service is left out, because none of its profiles is active.",
    why: "So does `docker compose up`.",
    help: "Enable it with `--profile`.",
    before: "\
services:
  debug:
    image: busybox
    profiles: [debug]
",
    after: "\
services:
  debug:
    image: busybox
",
};
