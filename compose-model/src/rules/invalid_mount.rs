use crate::diagnostic::{Effect, Rule, Severity};

/// A mount cannot be read.
pub static INVALID_MOUNT: Rule = Rule {
    code: "C0408",
    name: "invalid-mount",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "A volume of a service in short form cannot be read.",
    why: "The short form is `[source:]target[:options]`. No part may be empty, and there are \
           three at most.",
    help: "Correct the part that is marked, or use the long form with `type`, `source` and \
           `target`.",
    before: "services:\n  web:\n    image: nginx\n    volumes: [\"data::ro\"]\nvolumes:\n  data:\n",
    after: "services:\n  web:\n    image: nginx\n    volumes: [\"data:/data:ro\"]\nvolumes:\n  data:\n",
};
