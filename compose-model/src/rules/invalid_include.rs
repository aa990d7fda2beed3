use crate::diagnostic::{Effect, Rule, Severity};

/// An `include` is not in one of its forms.
pub static INVALID_INCLUDE: Rule = Rule {
    code: "C0501",
    name: "invalid-include",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "`include` is a list. Each entry is a path, or a map with `path`, `env_file` and \
           `project_directory`.",
    why: "An entry in another form names no file.",
    help: "Write a list of paths, or of maps with a `path`.",
    before: "\
include: ./db.yaml
=== db.yaml
services:
  db:
    image: postgres
",
    after: "\
include:
  - ./db.yaml
=== db.yaml
services:
  db:
    image: postgres
",
};
