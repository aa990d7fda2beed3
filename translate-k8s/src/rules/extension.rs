//! `K0805`: an extension that is not understood here.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// `x-k8s` is left out.
pub static EXTENSION: Rule = Rule {
    code: "K0805",
    name: "extension",
    severity: Severity::Warning,
    effect: Effect::Unsupported,
    what: "`x-k8s` is left out.",
    why: "`x-k8s` has settings at the project, and at services, their ports and volumes, but none \
          at this place.",
    help: "Move it to the service or the project, or change the objects with `patches`.",
    before: "\
services:
  web:
    image: nginx:1.29
    deploy:
      x-k8s:
        kind: StatefulSet
",
    after: "\
services:
  web:
    image: nginx:1.29
    x-k8s:
      kind: StatefulSet
",
};
