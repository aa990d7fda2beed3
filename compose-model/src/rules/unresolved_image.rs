use crate::diagnostic::{Effect, Rule, Severity};

/// The digest of an image cannot be told.
pub static UNRESOLVED_IMAGE: Rule = Rule {
    code: "C0905",
    name: "unresolved-image",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "Neither the given digests nor the registry have the digest of an image.",
    why: "The image may not be there, or its name is wrong; the registry may ask for \
           credentials, or not answer.",
    help: "Correct the name, log in, or give the digest with `--digests`.",
    before: "",
    after: "",
};
