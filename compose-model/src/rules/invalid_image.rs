use crate::diagnostic::{Effect, Rule, Severity};

/// A text that is no name of an image.
pub static INVALID_IMAGE: Rule = Rule {
    code: "C0909",
    name: "invalid-image",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "`lock` or `images` found a service whose `image` is not a valid image name.",
    why: "A registry knows images as `registry/repository:tag`: lower-case letters in the \
          repository, and no spaces.",
    help: "Correct the name of the image.",
    before: "",
    after: "",
};
