//! `K0211`: a server that is not always started again.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A service is always started again, whatever its restart policy says.
pub static RESTART_POLICY: Rule = Rule {
    code: "K0211",
    name: "restart-policy",
    severity: Severity::Note,
    effect: Effect::Approximated,
    what: "A service is always started again, whatever its restart policy says.",
    why: "Pods of Deployments and DaemonSets have no other policy.",
    help: "Write `restart: always`, or `deploy.mode: replicated-job` if it runs to its end.",
    before: r#"services:
  web:
    image: nginx:1.29
    restart: on-failure
    ports:
      - "80:80"
"#,
    after: r#"services:
  web:
    image: nginx:1.29
    restart: always
    ports:
      - "80:80"
"#,
};
