//! `K0203`: a job on every node.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// `deploy.mode: global-job` becomes a Job that runs once.
pub static GLOBAL_JOB: Rule = Rule {
    code: "K0203",
    name: "global-job",
    severity: Severity::Warning,
    effect: Effect::Approximated,
    what: "`deploy.mode: global-job` becomes a Job that runs once.",
    why: "Kubernetes has no kind that runs a pod to its end on every node.",
    help: "Use `replicated-job` with as many replicas as there are nodes, or a DaemonSet of your \
           own.",
    before: "\
services:
  web:
    image: nginx:1.29
    deploy:
      mode: global-job
",
    after: "\
services:
  web:
    image: nginx:1.29
    deploy:
      mode: replicated-job
",
};
