use crate::diagnostic::{Effect, Rule, Severity};

/// A tag has another digest than the lock.
pub static MOVED_TAG: Rule = Rule {
    code: "C0904",
    name: "moved-tag",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "`lock --check` found that the registry has another image under this tag than the one \
           that is locked.",
    why: "Somebody pushed the tag again. The locked image can still be pulled by its digest, \
           as long as the registry keeps it.",
    help: "Test the new image and run `compose2k8s lock`, or keep the lock as it is.",
    before: "",
    after: "",
};
