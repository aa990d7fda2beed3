//! `K0907`: two fields do not go together.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// Two fields do not go together.
pub static COMBINATION: Rule = Rule {
    code: "K0907",
    name: "invalid-combination",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "Two fields contradict each other in the eyes of the API server: a request above its \
           limit, a node port without a Service that has one, a privileged container that may \
           not gain privileges.",
    why: "Each is valid alone; the server checks them together.",
    help: "Change one of the two.",
    before: "\
services:
  web:
    image: nginx:1.29
    x-k8s:
      resources:
        requests: {memory: 128Mi}
        limits: {memory: 64Mi}
",
    after: "\
services:
  web:
    image: nginx:1.29
    x-k8s:
      resources:
        requests: {memory: 64Mi}
        limits: {memory: 128Mi}
",
};
