//! `S0403`: a read-only file of the project becomes a config or a secret.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A read-only file of the project becomes a config or a secret.
pub static FILE_BIND: Rule = Rule {
    code: "S0403",
    name: "file-bind",
    severity: Severity::Note,
    effect: Effect::Approximated,
    what: "A read-only bind mount of a file in the project's folder becomes a config; a file \
           that not everybody may read becomes a secret. Both get names by their content.",
    why: "Swarm brings configs and secrets to every node. Unlike with a bind mount, a change \
           of the file is seen after the next deployment only.",
    help: "Pass `--keep-binds` to keep bind mounts.",
    before: "\
services:
  web:
    image: nginx:1.29
    volumes: [\"./page.txt:/page.txt:ro\"]
=== page.txt
hello
",
    after: "\
services:
  web:
    image: nginx:1.29
    configs:
      - source: page
        target: /page.txt
configs:
  page:
    file: ./page.txt
=== page.txt
hello
",
};
