//! `K0215`: a constraint that nodes of Kubernetes cannot answer.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A placement constraint or preference is left out.
pub static PLACEMENT: Rule = Rule {
    code: "K0215",
    name: "placement",
    severity: Severity::Warning,
    effect: Effect::Unsupported,
    what: "A placement constraint or preference is left out.",
    why: "It asks for something that nodes of Kubernetes do not say, such as `node.id` or \
          `engine.labels`.",
    help: "Label the nodes and use `node.labels.NAME`.",
    before: "\
services:
  web:
    image: nginx:1.29
    deploy:
      placement:
        constraints:
          - engine.labels.os == debian
",
    after: "\
services:
  web:
    image: nginx:1.29
    deploy:
      placement:
        constraints:
          - node.labels.os == debian
",
};
