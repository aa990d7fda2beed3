use crate::diagnostic::{Effect, Rule, Severity};

/// Something else than a map is merged.
pub static INVALID_MERGE: Rule = Rule {
    code: "C0123",
    name: "invalid-merge",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "The merge key `<<` takes a map or a list of maps, usually an alias of one.",
    why: "Only keys and values can be merged into a map. A text or an empty value has none.",
    help: "Name an anchor of a map, as in `<<: *defaults`.",
    before: "services:\n  web:\n    <<: defaults\n    image: nginx\n",
    after: "x-defaults: &defaults\n  restart: always\nservices:\n  web:\n    <<: *defaults\n    image: nginx\n",
};
