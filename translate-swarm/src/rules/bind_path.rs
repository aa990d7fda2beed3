//! `S0402`: a bind mount needs its path on every node.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A bind mount needs its path on every node.
pub static BIND_PATH: Rule = Rule {
    code: "S0402",
    name: "bind-path",
    severity: Severity::Warning,
    effect: Effect::Approximated,
    what: "The path of a bind mount must exist on every node that runs the service.",
    why: "Swarm brings no files to nodes and makes no folders: where the path is missing, the task \
          is rejected (`bind source path does not exist`) forever.",
    help: "Bring the files to the nodes and name their folder by `--bind-root`, or use a \
           volume or a config.",
    before: "\
services:
  web:
    image: nginx:1.29
    volumes: [\"./data:/data\"]
=== data/page.txt
hello
",
    after: "\
services:
  web:
    image: nginx:1.29
    volumes: [\"data:/data\"]
volumes:
  data: {}
",
};
