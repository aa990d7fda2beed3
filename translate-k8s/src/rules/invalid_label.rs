//! `K0902`: a label or selector has a key or value that Kubernetes does not take.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A label or selector has a key or value that Kubernetes does not take.
pub static LABEL: Rule = Rule {
    code: "K0902",
    name: "invalid-label",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "A label, selector or node condition has a key or a value that the API server \
           refuses.",
    why: "A key is at most 63 letters, digits, `-`, `_` and `.`, perhaps after a domain and \
          `/`; a value is the same and may be empty.",
    help: "Change the label, or write it as an annotation, whose values are free.",
    before: "\
services:
  web:
    image: nginx:1.29
    x-k8s:
      labels: {team: a b}
",
    after: "\
services:
  web:
    image: nginx:1.29
    x-k8s:
      labels: {team: a-b}
",
};
