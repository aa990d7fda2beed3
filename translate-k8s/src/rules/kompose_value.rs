//! `K0833`: the value of a label of Kompose cannot be used.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// The value of a label of Kompose cannot be used.
pub static KOMPOSE_VALUE: Rule = Rule {
    code: "K0833",
    name: "kompose-value",
    severity: Severity::Warning,
    effect: Effect::Unsupported,
    what: "A label of Kompose has a value that it does not take, or one that the rest of the \
           service contradicts, and is left out.",
    why: "Kompose fails, leaves out the workload or takes a default silently, depending on the \
          label. Under its name the finding is an error.",
    help: "Write a value that the label takes.",
    before: "\
services:
  web:
    image: nginx:1.29
    labels:
      kompose.controller.type: replicaset
",
    after: "\
services:
  web:
    image: nginx:1.29
    labels:
      kompose.controller.type: deployment
",
};
