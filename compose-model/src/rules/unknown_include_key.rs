use crate::diagnostic::{Effect, Rule, Severity};

/// An `include` has a key that means nothing.
pub static UNKNOWN_INCLUDE_KEY: Rule = Rule {
    code: "C0511",
    name: "unknown-include-key",
    severity: Severity::Warning,
    effect: Effect::Input,
    what: "An entry of `include` has a key other than `path`, `env_file` and \
           `project_directory`. `docker compose` ignores it.",
    why: "Nothing else tells that the key has no effect.",
    help: "Correct the key, or remove it.",
    before: "\
include:
  - path: ./db.yaml
    env_files: ./db.env
=== db.yaml
services:
  db:
    image: postgres
=== db.env
TAG=17
",
    after: "\
include:
  - path: ./db.yaml
    env_file: ./db.env
=== db.yaml
services:
  db:
    image: postgres
=== db.env
TAG=17
",
};
