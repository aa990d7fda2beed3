//! `K0834`: a label of Kompose and another setting contradict each other.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A label of Kompose and another setting contradict each other.
pub static KOMPOSE_OVERRULED: Rule = Rule {
    code: "K0834",
    name: "kompose-overruled",
    severity: Severity::Warning,
    effect: Effect::Advice,
    what: "A label of Kompose says one thing and another setting says another, which counts.",
    why: "`x-k8s` wins over labels, a schedule over a kind of workload, and of two spellings of \
          one label the first.",
    help: "Remove one of the two.",
    before: "\
services:
  web:
    image: nginx:1.29
    labels:
      kompose.image-pull-policy: Always
    x-k8s:
      imagePullPolicy: Never
",
    after: "\
services:
  web:
    image: nginx:1.29
    x-k8s:
      imagePullPolicy: Never
",
};
