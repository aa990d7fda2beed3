use crate::diagnostic::{Effect, Rule, Severity};

/// The top-level `version` is obsolete.
pub static OBSOLETE_VERSION: Rule = Rule {
    code: "C0701",
    name: "obsolete-version",
    severity: Severity::Warning,
    effect: Effect::Input,
    what: "The file has a top-level `version`. It is ignored.",
    why: "Since the Compose specification took the place of the numbered file formats, the \
           version has had no meaning.",
    help: "Remove it.",
    before: "version: \"3.8\"\nservices:\n  web:\n    image: nginx\n",
    after: "services:\n  web:\n    image: nginx\n",
};
