//! `K0320`: how a network is made.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A driver, address pool or other setting of a network is left out.
pub static NETWORK_DRIVER: Rule = Rule {
    code: "K0320",
    name: "network-driver",
    severity: Severity::Note,
    effect: Effect::Unsupported,
    what: "A driver, address pool or other setting of a network is left out.",
    why: "Pods share the cluster's one network, which its administrator configures.",
    help: "Remove the setting; use a network plugin such as Multus for further networks.",
    before: "\
services:
  web:
    image: nginx:1.29
    networks:
      - lan
networks:
  lan:
    driver: macvlan
",
    after: "\
services:
  web:
    image: nginx:1.29
    networks:
      - lan
networks:
  lan:
",
};
