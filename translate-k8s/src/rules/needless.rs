//! `K0806`: nothing needs to be done for an attribute.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// Nothing needs to be done for an attribute.
pub static NEEDLESS: Rule = Rule {
    code: "K0806",
    name: "needless",
    severity: Severity::Note,
    effect: Effect::Advice,
    what: "An attribute leaves no trace in the manifests, and nothing is lost.",
    why: "Kubernetes does what the attribute asks for anyway: a namespace keeps the networks of projects apart, so \
          they need no names; a pod that is slow to start is not ended for it; nothing is made on a node.",
    help: "Leave it as it is: `docker compose` may need it.",
    before: "\
services:
  web:
    image: nginx:1.29
    healthcheck:
      test: [CMD, curl, -f, http://localhost]
      start_period: 30s
",
    after: "\
services:
  web:
    image: nginx:1.29
    healthcheck:
      test: [CMD, curl, -f, http://localhost]
",
};
