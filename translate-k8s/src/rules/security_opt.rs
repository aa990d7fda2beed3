//! `K0610`: a security option.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// An entry of `security_opt` is left out.
pub static SECURITY_OPT: Rule = Rule {
    code: "K0610",
    name: "security-opt",
    severity: Severity::Warning,
    effect: Effect::Unsupported,
    what: "An entry of `security_opt` is left out.",
    why: "A pod can name profiles of seccomp and AppArmor that are on its node, and labels of \
          SELinux; a profile in a file of the project is not there.",
    help: "Put the profile on the nodes, or remove the option.",
    before: "\
services:
  web:
    image: nginx:1.29
    security_opt:
      - seccomp:./profile.json
",
    after: "\
services:
  web:
    image: nginx:1.29
    security_opt:
      - no-new-privileges:true
",
};
