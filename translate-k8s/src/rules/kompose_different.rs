//! `K0835`: a label of Kompose has a different effect here.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A label of Kompose has a different effect here.
pub static KOMPOSE_DIFFERENT: Rule = Rule {
    code: "K0835",
    name: "kompose-different",
    severity: Severity::Warning,
    effect: Effect::Approximated,
    what: "A label of Kompose is followed in another way than Kompose does it.",
    why: "What Kompose makes of it is refused by the API server, or deprecated, or decided by \
          something better.",
    help: "Read the message: either it is fine, or write the setting of `x-k8s` that does what you \
           want.",
    before: "\
services:
  web:
    image: nginx:1.29
    labels:
      kompose.controller.type: replicationcontroller
",
    after: "\
services:
  web:
    image: nginx:1.29
    labels:
      kompose.controller.type: deployment
",
};
