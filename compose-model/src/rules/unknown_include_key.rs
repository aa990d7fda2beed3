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
    help: "Correct the key, or take it out.",
    before: "include:\n  - path: ./db.yaml\n    env_files: ./db.env\n",
    after: "include:\n  - path: ./db.yaml\n    env_file: ./db.env\n",
};
