//! `K0901`: an object has a name that its kind does not take.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// An object has a name that its kind does not take.
pub static INVALID_NAME: Rule = Rule {
    code: "K0901",
    name: "invalid-name",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "An object has a name that the API server refuses for its kind.",
    why: "Names of Services are DNS labels that start with a letter, names of namespaces DNS \
          labels, most others DNS labels with dots between them. Names from the Compose file \
          are repaired; one given by an option or an extension is not.",
    help: "Give a name of lower-case letters, digits and `-`.",
    before: "\
services:
  web:
    image: nginx:1.29
x-k8s:
  objects:
    - apiVersion: v1
      kind: ConfigMap
      metadata: {name: My_Map}
",
    after: "\
services:
  web:
    image: nginx:1.29
x-k8s:
  objects:
    - apiVersion: v1
      kind: ConfigMap
      metadata: {name: my-map}
",
};
