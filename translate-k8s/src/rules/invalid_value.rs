//! `K0906`: a field has a value that Kubernetes does not take.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A field has a value that Kubernetes does not take.
pub static VALUE: Rule = Rule {
    code: "K0906",
    name: "invalid-value",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "A field has a value that the API server refuses: an invalid host name, a port out of \
           range, a mount path with a colon, a user above 2147483647.",
    why: "Docker takes more than Kubernetes in several places, and learns of some mistakes \
          only when it runs.",
    help: "Change the value at the place that is shown.",
    before: "\
services:
  web:
    image: nginx:1.29
    x-k8s:
      livenessProbe:
        tcpSocket: {port: 80000}
",
    after: "\
services:
  web:
    image: nginx:1.29
    x-k8s:
      livenessProbe:
        tcpSocket: {port: 8000}
",
};
