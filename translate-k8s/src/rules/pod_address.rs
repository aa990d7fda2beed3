//! `K0319`: an address or interface of its own.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A fixed address, or another setting of a network interface, is left out.
pub static POD_ADDRESS: Rule = Rule {
    code: "K0319",
    name: "pod-address",
    severity: Severity::Warning,
    effect: Effect::Unsupported,
    what: "A fixed address, or another setting of a network interface, is left out.",
    why: "The cluster gives every pod its address and its one interface.",
    help: "Use the service's name instead of its address.",
    before: "\
services:
  web:
    image: nginx:1.29
    networks:
      default:
        ipv4_address: 172.20.0.5
",
    after: "\
services:
  web:
    image: nginx:1.29
    networks:
      - default
",
};
