//! `K0311`: an entry of the hosts file that a pod cannot have.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// An entry of `extra_hosts` is left out.
pub static EXTRA_HOST: Rule = Rule {
    code: "K0311",
    name: "extra-host",
    severity: Severity::Warning,
    effect: Effect::Unsupported,
    what: "An entry of `extra_hosts` is left out.",
    why: "A pod's entries are addresses and DNS names in lower case.",
    help: "Write an address and a valid name.",
    before: r#"services:
  web:
    image: nginx:1.29
    extra_hosts:
      - "my_host:10.0.0.1"
"#,
    after: r#"services:
  web:
    image: nginx:1.29
    extra_hosts:
      - "my-host:10.0.0.1"
"#,
};
