//! `K0316`: a port that nodes do not give out.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A published port outside 30000 to 32767 is not used as the port of the nodes.
pub static NODE_PORT_RANGE: Rule = Rule {
    code: "K0316",
    name: "node-port-range",
    severity: Severity::Warning,
    effect: Effect::Approximated,
    what: "A published port outside 30000 to 32767 is not used as the port of the nodes.",
    why: "The API server refuses it, so the cluster chooses one.",
    help: "Publish a port from that range, or use `--expose loadbalancer`.",
    before: r#"$ compose2k8s --expose nodeport
services:
  web:
    image: nginx:1.29
    ports:
      - "8080:80"
"#,
    after: r#"$ compose2k8s --expose nodeport
services:
  web:
    image: nginx:1.29
    ports:
      - "30080:80"
"#,
};
