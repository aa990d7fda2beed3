//! `K0313`: name servers and search domains.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// `dns` servers are asked after the cluster's own, and some entries are left out.
pub static DNS_SERVERS: Rule = Rule {
    code: "K0313",
    name: "dns-servers",
    severity: Severity::Warning,
    effect: Effect::Approximated,
    what: "`dns` servers are asked after the cluster's own, and some entries are left out.",
    why: "Without the cluster's name server no service would find another. A pod can have at most \
          two further name servers.",
    help: "Configure the cluster's DNS to forward the domains that these servers know.",
    before: "\
services:
  web:
    image: nginx:1.29
    dns:
      - 10.0.0.53
",
    after: "\
services:
  web:
    image: nginx:1.29
",
};
