//! `K0803`: what concerns Windows containers.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// `isolation` and `credential_spec` are left out.
pub static WINDOWS: Rule = Rule {
    code: "K0803",
    name: "windows",
    severity: Severity::Warning,
    effect: Effect::Unsupported,
    what: "`isolation` and `credential_spec` are left out.",
    why: "Pods for Windows nodes need settings that a Compose file does not hold.",
    help: "Set `securityContext.windowsOptions` in the output.",
    before: "\
services:
  web:
    image: nginx:1.29
    isolation: hyperv
",
    after: "\
services:
  web:
    image: nginx:1.29
",
};
