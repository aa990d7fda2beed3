//! `K0818`: an autoscaler that has nothing to measure by.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// An autoscaler's target is a share of a request that is not there.
pub static AUTOSCALING_REQUEST: Rule = Rule {
    code: "K0818",
    name: "autoscaling-request",
    severity: Severity::Warning,
    effect: Effect::Approximated,
    what: "An autoscaler's target is a share of a request that its containers do not make.",
    why: "A HorizontalPodAutoscaler compares use with requests. Without a request it cannot tell how \
          busy a pod is, and does nothing.",
    help: "Reserve the resource with `deploy.resources.reservations`, or in `resources.requests`.",
    before: "\
services:
  web:
    image: nginx:1.29
    x-k8s:
      autoscaling: {maxReplicas: 5, cpu: 70}
",
    after: "\
services:
  web:
    image: nginx:1.29
    x-k8s:
      autoscaling: {maxReplicas: 5, cpu: 70}
      resources: {requests: {cpu: 100m}}
",
};
