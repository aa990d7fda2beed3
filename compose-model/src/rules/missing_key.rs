use crate::diagnostic::{Effect, Rule, Severity};

/// A map lacks a key that it must have.
pub static MISSING_KEY: Rule = Rule {
    code: "C0303",
    name: "missing-key",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "The long form of an attribute needs a key that is not there.",
    why: "Without it the rest of the map has no meaning.",
    help: "Add the key, or use the short form.",
    before: "services:\n  web:\n    image: nginx\n    volumes:\n      - source: data\n        target: /data\nvolumes:\n  data:\n",
    after: "services:\n  web:\n    image: nginx\n    volumes:\n      - type: volume\n        source: data\n        target: /data\nvolumes:\n  data:\n",
};
