use crate::diagnostic::{Effect, Rule, Severity};

/// An image that no override can pin.
pub static UNPINNABLE_IMAGE: Rule = Rule {
    code: "C0907",
    name: "unpinnable-image",
    severity: Severity::Warning,
    effect: Effect::Input,
    what: "A container of `pre_start` runs an image of its own, which a lock cannot pin.",
    why: "The commands of `pre_start` have no names: a later Compose file can add some, but \
           not change one.",
    help: "Write the digest behind the name of the image in the Compose file.",
    before: "",
    after: "",
};
