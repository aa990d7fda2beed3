use crate::diagnostic::{Effect, Rule, Severity};

/// A value is none of the words that can stand in its place.
pub static INVALID_CHOICE: Rule = Rule {
    code: "C0304",
    name: "invalid-choice",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "The attribute takes one of a few words, and this is none of them. Letter case \
           counts.",
    why: "What any other word should do is not defined.",
    help: "Write one of the words that the message lists.",
    before: "services:\n  web:\n    image: nginx\n    depends_on:\n      db: {condition: healthy}\n  db:\n    image: postgres\n",
    after: "services:\n  web:\n    image: nginx\n    depends_on:\n      db: {condition: service_healthy}\n  db:\n    image: postgres\n",
};
