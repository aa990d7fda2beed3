use crate::diagnostic::{Effect, Rule, Severity};

/// A colon stands where no key can be.
pub static UNEXPECTED_COLON: Rule = Rule {
    code: "C0117",
    name: "unexpected-colon",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "A colon followed by a space makes a key of what stands before it. Here there can be \
           no key: the text is a value already, or the colon of the line above is not followed \
           by a space.",
    why: "`a: b: c` could mean a map in a map or a text with a colon, so YAML allows neither \
           on one line.",
    help: "Quote a value that contains `: `. Write a space after the colon of a key.",
    before: "services:\n  web:\n    image: nginx\n    command: echo a: b\n",
    after: "services:\n  web:\n    image: nginx\n    command: 'echo a: b'\n",
};
