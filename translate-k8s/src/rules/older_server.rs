//! `K0226`: what an older server lacks.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A server as old as `--kube-version` says lacks what this needs.
pub static OLDER_SERVER: Rule = Rule {
    code: "K0226",
    name: "older-server",
    severity: Severity::Warning,
    effect: Effect::Approximated,
    what: "Servers as old as `--kube-version` allows lack what this needs.",
    why: "Containers of one pod start together unless one is an init container that keeps running \
          (Kubernetes 1.29), and only a Job with a rule about failures (1.26) survives that a wait of \
          its own fails.",
    help: "Raise `--kube-version` if the cluster is newer.",
    before: "\
$ compose2k8s --kube-version 1.28
services:
  proxy:
    image: acme/proxy:1
    network_mode: service:app
    depends_on:
      app:
        condition: service_healthy
  app:
    image: acme/app:1
    healthcheck:
      test: [CMD, /bin/check]
",
    after: "\
$ compose2k8s --kube-version 1.29
services:
  proxy:
    image: acme/proxy:1
    network_mode: service:app
    depends_on:
      app:
        condition: service_healthy
  app:
    image: acme/app:1
    healthcheck:
      test: [CMD, /bin/check]
",
};
