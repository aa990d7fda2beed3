//! `K0218`: a cleared entry point without a command.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// `entrypoint: []` without a command is left out: the image's own entry point runs.
pub static CLEARED_ENTRYPOINT: Rule = Rule {
    code: "K0218",
    name: "cleared-entrypoint",
    severity: Severity::Warning,
    effect: Effect::Approximated,
    what: "`entrypoint: []` without a command is left out: the image's own entry point runs.",
    why: "Docker would run the image's command alone, which only the image knows.",
    help: "Write the image's command as `command`.",
    before: "\
services:
  web:
    image: nginx:1.29
    entrypoint: []
",
    after: r#"services:
  web:
    image: nginx:1.29
    entrypoint: []
    command: ["nginx", "-g", "daemon off;"]
"#,
};
