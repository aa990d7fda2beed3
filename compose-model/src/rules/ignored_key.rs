use crate::diagnostic::{Effect, Rule, Severity};

/// A key is allowed but has no effect.
pub static IGNORED_KEY: Rule = Rule {
    code: "C0715",
    name: "ignored-key",
    severity: Severity::Warning,
    effect: Effect::Input,
    what: "The Compose schema allows the key here, but `docker compose` does not read it.",
    why: "The schema is wider than the model in a few places: it has `pull_refresh_after`, which \
           nothing implements, and takes any key in an item of `gpus`.",
    help: "Remove the key, or correct its spelling.",
    before: "services:\n  web:\n    image: nginx\n    pull_refresh_after: 24h\n",
    after: "services:\n  web:\n    image: nginx\n    pull_policy: daily\n",
};
