//! `K0216`: more than one replica for each node as the limit.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// `max_replicas_per_node` above 1 is left out.
pub static MAX_REPLICAS_PER_NODE: Rule = Rule {
    code: "K0216",
    name: "max-replicas-per-node",
    severity: Severity::Warning,
    effect: Effect::Unsupported,
    what: "`max_replicas_per_node` above 1 is left out.",
    why: "Kubernetes can keep pods of one kind apart (1) or spread them, but cannot count them per \
          node.",
    help: "Use 1, or a preference to spread.",
    before: "\
services:
  web:
    image: nginx:1.29
    deploy:
      placement:
        max_replicas_per_node: 2
",
    after: "\
services:
  web:
    image: nginx:1.29
    deploy:
      placement:
        max_replicas_per_node: 1
",
};
