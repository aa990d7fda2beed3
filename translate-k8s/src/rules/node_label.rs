//! `K0225`: a label that nodes must have.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A service runs only on nodes that have a label.
pub static NODE_LABEL: Rule = Rule {
    code: "K0225",
    name: "node-label",
    severity: Severity::Note,
    effect: Effect::Advice,
    what: "A service runs only on nodes that have a label.",
    why: "A cluster's nodes do not have the labels of a swarm's nodes, and `docker compose up` \
          does not look at them. While no node has the label, no pod of the service starts.",
    help: "Label the nodes with `kubectl label node`, or remove the constraint.",
    before: "\
services:
  web:
    image: nginx:1.29
    deploy:
      placement:
        constraints:
          - node.labels.disk == ssd
",
    after: "\
services:
  web:
    image: nginx:1.29
",
};
