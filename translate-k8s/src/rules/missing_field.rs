//! `K0908`: a field that Kubernetes asks for is missing.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A field that Kubernetes asks for is missing.
pub static MISSING: Rule = Rule {
    code: "K0908",
    name: "missing-field",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "A field that the API server asks for is empty or missing, or names something that is \
           not there.",
    why: "The server refuses the object rather than guess.",
    help: "Give the value at the place that is shown.",
    before: "\
services:
  web:
    image: nginx:1.29
    x-k8s:
      patches:
        - patch:
            spec:
              template:
                spec:
                  containers:
                    - name: helper
",
    after: "\
services:
  web:
    image: nginx:1.29
    x-k8s:
      patches:
        - patch:
            spec:
              template:
                spec:
                  containers:
                    - name: helper
                      image: busybox:1.37
",
};
