//! `K0214`: a constraint on the role of nodes.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A constraint on `node.role` is left out.
pub static MANAGER_NODE: Rule = Rule {
    code: "K0214",
    name: "manager-node",
    severity: Severity::Note,
    effect: Effect::Approximated,
    what: "A constraint on `node.role` is left out.",
    why: "Kubernetes keeps ordinary pods off its control plane anyway, and a pod gains nothing \
          from being there: it can reach the API server from everywhere.",
    help: "Use a label of nodes to choose them.",
    before: "\
services:
  web:
    image: nginx:1.29
    deploy:
      placement:
        constraints:
          - node.role == manager
",
    after: "\
services:
  web:
    image: nginx:1.29
    deploy:
      placement:
        constraints:
          - node.labels.disk == ssd
",
};
