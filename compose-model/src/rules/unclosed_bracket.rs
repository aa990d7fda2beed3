use crate::diagnostic::{Effect, Rule, Severity};

/// A bracket is not closed, or not opened.
pub static UNCLOSED_BRACKET: Rule = Rule {
    code: "C0116",
    name: "unclosed-bracket",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "A list in `[ ]` or a map in `{ }` is not closed, is closed by the wrong bracket, or \
           is closed without having been opened.",
    why: "All that follows would be part of the list or map.",
    help: "Close each bracket with its counterpart, or quote text that holds brackets.",
    before: "services:\n  web:\n    image: nginx\n    command: [sleep, \"1\"\n",
    after: "services:\n  web:\n    image: nginx\n    command: [sleep, \"1\"]\n",
};
