//! `K0817`: a volume of which each pod has its own.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// Each pod of a StatefulSet has a claim of its own for a volume.
pub static POD_VOLUME: Rule = Rule {
    code: "K0817",
    name: "pod-volume",
    severity: Severity::Note,
    effect: Effect::Advice,
    what: "Each pod of a StatefulSet has a claim of its own for a volume.",
    why: "The claims are made from a template and called after volume and pod: `data-db-0`. A claim that \
          an earlier output made for a Deployment is not among them.",
    help: "Name a claim with `existingClaim` in the volume's `x-k8s` if all pods should mount that one.",
    before: "\
services:
  db:
    image: postgres:17
    volumes: [data:/var/lib/postgresql/data]
    x-k8s:
      kind: StatefulSet
volumes:
  data:
",
    after: "\
services:
  db:
    image: postgres:17
    volumes: [data:/var/lib/postgresql/data]
    x-k8s:
      kind: StatefulSet
volumes:
  data:
    x-k8s:
      existingClaim: data
",
};
