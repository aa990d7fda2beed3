//! `K0613`: a namespace that pods cannot choose.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A UTS or user namespace is left out.
pub static NODE_NAMESPACE: Rule = Rule {
    code: "K0613",
    name: "node-namespace",
    severity: Severity::Warning,
    effect: Effect::Unsupported,
    what: "A UTS or user namespace is left out.",
    why: "A pod has a host name of its own unless it shares the node's network, and remaps its \
          users only where the whole cluster can.",
    help: "Remove the attribute.",
    before: "\
services:
  web:
    image: nginx:1.29
    uts: host
",
    after: "\
services:
  web:
    image: nginx:1.29
",
};
