//! `S0502`: a config or secret is too large.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A config or secret is too large.
pub static CONTENT_TOO_LARGE: Rule = Rule {
    code: "S0502",
    name: "content-too-large",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "A secret has 512 000 bytes or more, or a config 1 024 000 or more.",
    why: "Swarm keeps them in the state that its managers share, and refuses larger ones.",
    help: "Put the file into the image or a volume, or bind it.",
    before: "\
services:
  web:
    image: nginx:1.29
    configs: [page]
configs:
  page:
    file: ./model.bin
=== model.bin (1000 KiB)
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
