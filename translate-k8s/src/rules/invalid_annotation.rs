//! `K0903`: an annotation has a key that Kubernetes does not take, or all are too large.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// An annotation has a key that Kubernetes does not take, or all are too large.
pub static ANNOTATION: Rule = Rule {
    code: "K0903",
    name: "invalid-annotation",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "An annotation has a key that the API server refuses, or the annotations of an object \
           are larger than 256 KiB together.",
    why: "A key is at most 63 letters, digits, `-`, `_` and `.`, perhaps after a domain and \
          `/`.",
    help: "Shorten the key; keep large texts in a config.",
    before: "\
services:
  web:
    image: nginx:1.29
    x-k8s:
      annotations: {a key: value}
",
    after: "\
services:
  web:
    image: nginx:1.29
    x-k8s:
      annotations: {a-key: value}
",
};
