//! `K0812`: a setting of `x-k8s` that changes nothing.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A setting of `x-k8s` has no effect on what is written.
pub static EXTENSION_WITHOUT_EFFECT: Rule = Rule {
    code: "K0812",
    name: "extension-without-effect",
    severity: Severity::Warning,
    effect: Effect::Unsupported,
    what: "A setting of `x-k8s` changes nothing.",
    why: "The object that it belongs to is not written for this service, or something else that \
          the file says decides about it: a schedule is for CronJobs, a budget for pods that run \
          forever.",
    help: "Remove the setting, or what stands against it.",
    before: "\
services:
  web:
    image: nginx:1.29
    x-k8s:
      schedule: \"@daily\"
",
    after: "\
services:
  web:
    image: nginx:1.29
    x-k8s:
      kind: CronJob
      schedule: \"@daily\"
",
};
