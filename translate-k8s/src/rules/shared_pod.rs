//! `K0209`: services in one pod.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A service that joins another one's network, process or IPC namespace runs in its pod.
pub static SHARED_POD: Rule = Rule {
    code: "K0209",
    name: "shared-pod",
    severity: Severity::Note,
    effect: Effect::Approximated,
    what: "A service that joins another one's network, process or IPC namespace runs in its pod.",
    why: "Containers share these namespaces only within one pod. They share the network and the \
          host name as well, start and stop together, and have one number of replicas.",
    help: "Leave it as it is, if that is what you want.",
    before: "\
services:
  app:
    image: app
  agent:
    image: agent
    pid: service:app
",
    after: "\
services:
  app:
    image: app
  agent:
    image: agent
",
};
