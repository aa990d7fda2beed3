//! `K0221`: a host name that a pod cannot have.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A host name is shortened, repaired or left out.
pub static HOSTNAME: Rule = Rule {
    code: "K0221",
    name: "hostname",
    severity: Severity::Note,
    effect: Effect::Approximated,
    what: "A host name is shortened, repaired or left out.",
    why: "A pod's host name is one DNS label; a longer one needs a field that servers before \
          1.35 do not know. The containers of a pod share one.",
    help: "Use a single word as `hostname`.",
    before: "\
services:
  web:
    image: nginx:1.29
    hostname: web.example.com
",
    after: "\
services:
  web:
    image: nginx:1.29
    hostname: web
",
};
