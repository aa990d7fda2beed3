//! `S0503`: the content of a config or secret cannot be had.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// The content of a config or secret cannot be had.
pub static UNREADABLE_FILE: Rule = Rule {
    code: "S0503",
    name: "unreadable-file",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "The file of a config or secret is missing, is a folder, or cannot be read, or its \
           variable is not set.",
    why: "The stack carries the content with it, so the content must be there when the stack is \
          made.",
    help: "Create the file, or mark the config or secret as `external` and create it in the swarm.",
    before: "\
services:
  web:
    image: nginx:1.29
    configs: [page]
configs:
  page:
    file: ./page.txt
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
