//! `S0504`: owner and mode of a config or secret take effect.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// Owner and mode of a config or secret take effect.
pub static FILE_PERMISSIONS: Rule = Rule {
    code: "S0504",
    name: "file-permissions",
    severity: Severity::Note,
    effect: Effect::Approximated,
    what: "`uid`, `gid` and `mode` of a config or secret from a file take effect in Swarm.",
    why: "`docker compose` binds the file, with the owner and mode that it has, and ignores \
           them.",
    help: "Nothing needs to be done, unless the process cannot read the file now.",
    before: "\
services:
  web:
    image: nginx:1.29
    configs:
      - source: page
        mode: 0400
configs:
  page:
    file: ./page.txt
=== page.txt
hello
",
    after: "\
services:
  web:
    image: nginx:1.29
    configs:
      - source: page
configs:
  page:
    file: ./page.txt
=== page.txt
hello
",
};
