//! `K0219`: a stop signal.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// `stop_signal` becomes a preStop hook that sends the signal to process 1 and waits for its end.
pub static STOP_SIGNAL: Rule = Rule {
    code: "K0219",
    name: "stop-signal",
    severity: Severity::Warning,
    effect: Effect::Approximated,
    what: "`stop_signal` becomes a preStop hook that sends the signal to process 1 and waits for \
           its end.",
    why: "The field for it is dropped silently by API servers on which the feature is off. The \
          hook needs `sh` and `kill` in the image, and a process of its own with number 1.",
    help: "Set STOPSIGNAL in the image, which the container runtime honours.",
    before: "\
services:
  web:
    image: nginx:1.29
    stop_signal: SIGUSR1
",
    after: "\
services:
  web:
    image: nginx:1.29
",
};
