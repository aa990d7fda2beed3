//! `K0323`: the machine that runs Compose.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A text names the machine on which Compose runs.
pub static MACHINE_HOST: Rule = Rule {
    code: "K0323",
    name: "machine-host",
    severity: Severity::Warning,
    effect: Effect::Approximated,
    what: "A text names the machine on which Compose runs.",
    why: "In a cluster a service runs on some node, where the program that is meant does not \
          listen, and published ports are not ports of `localhost`.",
    help: "Name the service that listens there. Where a browser uses the address, give it the \
           one under which the cluster is reached.",
    before: "\
services:
  web:
    image: nginx:1.29
    environment:
      API: http://host.docker.internal:8080
",
    after: "\
services:
  web:
    image: nginx:1.29
    environment:
      API: http://api:8080
",
};
