//! `K0212`: when a container is started again.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// `delay` and `window` of a restart policy are left out.
pub static RESTART_TIMING: Rule = Rule {
    code: "K0212",
    name: "restart-timing",
    severity: Severity::Note,
    effect: Effect::Approximated,
    what: "`delay` and `window` of a restart policy are left out.",
    why: "The kubelet waits 10 seconds before it starts a container again, then twice as long \
          each time up to 5 minutes.",
    help: "Remove the attribute.",
    before: "\
services:
  web:
    image: nginx:1.29
    deploy:
      restart_policy:
        condition: any
        delay: 5s
",
    after: "\
services:
  web:
    image: nginx:1.29
    deploy:
      restart_policy:
        condition: any
",
};
