//! `K0603`: a generic resource.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// `generic_resources` are left out.
pub static GENERIC_RESOURCE: Rule = Rule {
    code: "K0603",
    name: "generic-resource",
    severity: Severity::Warning,
    effect: Effect::Unsupported,
    what: "`generic_resources` are left out.",
    why: "Nodes of a swarm declare them by hand; those of Kubernetes offer extended resources \
          through device plugins.",
    help: "Install a device plugin and set its resource in the output.",
    before: "\
services:
  web:
    image: nginx:1.29
    deploy:
      resources:
        reservations:
          generic_resources:
            - discrete_resource_spec:
                kind: gpu
                value: 2
",
    after: "\
services:
  web:
    image: nginx:1.29
    gpus:
      - count: 2
",
};
