use crate::diagnostic::{Effect, Rule, Severity};

/// A truth value is written as `yes`, `on`, `y`, `no`, `off` or `n`.
pub static BOOLEAN_WORD: Rule = Rule {
    code: "C0205",
    name: "boolean-word",
    severity: Severity::Warning,
    effect: Effect::Input,
    what: "A boolean is written as `yes`, `on`, `y`, `no`, `off` or `n`.",
    why: "These are booleans in YAML 1.1 and plain text in YAML 1.2. `docker compose` reads them \
          as booleans where an attribute needs one, with a warning, and as text everywhere else.",
    help: "Write `true` or `false`.",
    before: "services:\n  web:\n    image: nginx\n    read_only: yes\n",
    after: "services:\n  web:\n    image: nginx\n    read_only: true\n",
};
