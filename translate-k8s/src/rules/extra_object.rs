//! `K0816`: an object of the project that cannot be written.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// One of `objects` is not an object, or is there already.
pub static EXTRA_OBJECT: Rule = Rule {
    code: "K0816",
    name: "extra-object",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "One of `objects` is no object of Kubernetes, or one that is written already.",
    why: "An object has an `apiVersion`, a `kind` and a `metadata.name`, and no other has the same kind \
          and name: of two, the cluster would keep the one that comes last.",
    help: "Complete the object, or patch the one that is there with `patches`.",
    before: "\
services:
  web:
    image: nginx:1.29
x-k8s:
  objects:
    - kind: ConfigMap
      metadata: {name: extra}
",
    after: "\
services:
  web:
    image: nginx:1.29
x-k8s:
  objects:
    - apiVersion: v1
      kind: ConfigMap
      metadata: {name: extra}
",
};
