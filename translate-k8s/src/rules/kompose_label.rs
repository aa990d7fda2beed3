//! `K0830`: a label of Kompose is understood.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A label of Kompose is understood.
pub static KOMPOSE_LABEL: Rule = Rule {
    code: "K0830",
    name: "kompose-label",
    severity: Severity::Note,
    effect: Effect::Advice,
    what: "A label of Kompose says something about the objects of a service or a volume, and is \
           followed.",
    why: "Labels are texts without a schema: nothing finds a misspelt one. `x-k8s` says the same \
          with types, completion and errors at their places.",
    help: "Write the setting of `x-k8s` that the message names, once nothing reads the label any \
           more.",
    before: "\
services:
  web:
    image: nginx:1.29
    labels:
      kompose.image-pull-policy: Always
",
    after: "\
services:
  web:
    image: nginx:1.29
    x-k8s:
      imagePullPolicy: Always
",
};
