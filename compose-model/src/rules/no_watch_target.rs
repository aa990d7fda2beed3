use crate::diagnostic::{Effect, Rule, Severity};

/// A rule of `develop.watch` copies to nowhere.
pub static NO_WATCH_TARGET: Rule = Rule {
    code: "C0609",
    name: "no-watch-target",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "A rule of `develop.watch` copies files and does not say where to.",
    why: "Every action but `rebuild` and `restart` copies what has changed into the container.",
    help: "Set `target` to the path in the container.",
    before: "services:\n  web:\n    build: .\n    develop:\n      watch:\n        - path: ./src\n          action: sync\n",
    after: "services:\n  web:\n    build: .\n    develop:\n      watch:\n        - path: ./src\n          action: sync\n          target: /app/src\n",
};
