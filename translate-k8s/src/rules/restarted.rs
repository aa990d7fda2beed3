//! `K0227`: services without a word about restarting.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// Services without `restart` are started again when they end.
pub static RESTARTED: Rule = Rule {
    code: "K0227",
    name: "restarted",
    severity: Severity::Note,
    effect: Effect::Approximated,
    what: "Services without `restart` are started again when they end.",
    why: "Compose leaves them alone then. A Deployment or DaemonSet keeps its pods running, whatever \
          their containers say when they end.",
    help: "Write `restart: always` where that is meant; a service that is to run to its end is a Job \
           with `restart: \"no\"` or `on-failure`.",
    before: "\
services:
  worker:
    image: acme/worker:1
",
    after: "\
services:
  worker:
    image: acme/worker:1
    restart: always
",
};
