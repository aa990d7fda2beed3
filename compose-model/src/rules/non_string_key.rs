use crate::diagnostic::{Effect, Rule, Severity};

/// A key is not a string.
pub static NON_STRING_KEY: Rule = Rule {
    code: "C0125",
    name: "non-string-key",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "Without quotes, `1`, `1.5`, `true`, `null` and `2001-01-01` are not strings, nor \
           are lists and maps. A key must be a string.",
    why: "`docker compose` refuses such keys, as JSON has no place for them. `yes`, `on` and \
           the like are strings in its YAML.",
    help: "Quote the key. Text that begins with `{{` is read as a map and needs quotes too.",
    before: "services:\n  web:\n    image: nginx\n    labels:\n      1: first\n",
    after: "services:\n  web:\n    image: nginx\n    labels:\n      \"1\": first\n",
};
