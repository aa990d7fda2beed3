//! `K0222`: an init process.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// `init: true` makes the containers of the pod share one process namespace, where the pause process reaps orphans.
pub static INIT_PROCESS: Rule = Rule {
    code: "K0222",
    name: "init-process",
    severity: Severity::Note,
    effect: Effect::Approximated,
    what: "`init: true` makes the containers of the pod share one process namespace, where the \
           pause process reaps orphans. It is left out, with a warning, where `stop_signal` is set.",
    why: "Kubernetes has no init process for a container. The container's own process has \
          another number than 1, and sees the others of the pod.",
    help: "Put an init process such as `tini` into the image.",
    before: "\
services:
  web:
    image: nginx:1.29
    init: true
",
    after: r#"services:
  web:
    image: nginx:1.29
    entrypoint: ["tini", "--"]
    command: ["nginx"]
"#,
};
