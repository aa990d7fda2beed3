//! `K0318`: networks that are kept apart.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// The networks of the project become NetworkPolicies.
pub static NETWORK_POLICY: Rule = Rule {
    code: "K0318",
    name: "network-policy",
    severity: Severity::Note,
    effect: Effect::Advice,
    what: "The networks of the project become NetworkPolicies.",
    why: "They are enforced only where the cluster's network plugin does that.",
    help: "Use a network plugin that enforces them, or `--network-policies never`.",
    before: "\
services:
  web:
    image: web
    networks: [front]
  db:
    image: postgres
    networks: [back]
networks:
  front:
  back:
    internal: true
",
    after: "\
services:
  web:
    image: web
  db:
    image: postgres
",
};
