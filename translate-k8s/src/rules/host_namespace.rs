//! `K0210`: a namespace of the node.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A service uses a namespace of the node that it runs on, as it used the machine's under Compose.
pub static HOST_NAMESPACE: Rule = Rule {
    code: "K0210",
    name: "host-namespace",
    severity: Severity::Note,
    effect: Effect::Advice,
    what: "A service uses a namespace of the node that it runs on, as it used the machine's \
           under Compose.",
    why: "`hostNetwork`, `hostPID` and `hostIPC` are refused where a namespace enforces the \
          `baseline` Pod Security Standard.",
    help: "Leave `host` out if the service does not need it.",
    before: "\
services:
  web:
    image: nginx:1.29
    network_mode: host
",
    after: r#"services:
  web:
    image: nginx:1.29
    ports:
      - "80:80"
"#,
};
