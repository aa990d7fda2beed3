//! `K0813`: a setting of `x-k8s` that lacks another.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// Settings of `x-k8s` do not make an object together.
pub static EXTENSION_INCOMPLETE: Rule = Rule {
    code: "K0813",
    name: "extension-incomplete",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "A setting of `x-k8s` needs another one beside it, or does not go with one.",
    why: "Kubernetes has no default for it: a CronJob must know when it runs, an autoscaler how far it \
          may go, a budget what it counts.",
    help: "Complete the settings.",
    before: "\
services:
  backup:
    image: backup
    x-k8s:
      kind: CronJob
",
    after: "\
services:
  backup:
    image: backup
    x-k8s:
      kind: CronJob
      schedule: 0 3 * * *
",
};
