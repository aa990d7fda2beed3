//! `S0501`: a config or secret is empty.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A config or secret is empty.
pub static EMPTY_CONTENT: Rule = Rule {
    code: "S0501",
    name: "empty-content",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "The content of a config or secret is empty.",
    why: "Swarm refuses empty ones, which `docker compose` mounts.",
    help: "Write something into it, a newline for example, or remove it.",
    before: "\
services:
  web:
    image: nginx:1.29
    configs: [page]
configs:
  page:
    file: ./page.txt
=== page.txt
",
    after: "\
services:
  web:
    image: nginx:1.29
    configs: [page]
configs:
  page:
    file: ./page.txt
=== page.txt
hello
",
};
