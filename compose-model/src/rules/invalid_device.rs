use crate::diagnostic::{Effect, Rule, Severity};

/// A device cannot be read.
pub static INVALID_DEVICE: Rule = Rule {
    code: "C0409",
    name: "invalid-device",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "A device in short form has more than three parts.",
    why: "The short form is `source[:target[:permissions]]`.",
    help: "Keep three parts at most, or use the long form with `source`, `target` and \
           `permissions`.",
    before: "services:\n  web:\n    image: nginx\n    devices: [\"/dev/a:/dev/b:rw:x\"]\n",
    after: "services:\n  web:\n    image: nginx\n    devices: [\"/dev/a:/dev/b:rw\"]\n",
};
