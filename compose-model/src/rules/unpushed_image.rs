use crate::diagnostic::{Effect, Rule, Severity};

/// A service is only built.
pub static UNPUSHED_IMAGE: Rule = Rule {
    code: "C0906",
    name: "unpushed-image",
    severity: Severity::Note,
    effect: Effect::Advice,
    what: "A service has a `build` and no `image`, so that nothing says where its image is \
           pushed. It is not in the lock.",
    why: "A digest belongs to an image in a registry; one that was only built has none that \
           others could pull.",
    help: "Give the `--registry` and `--tag` under which it is pushed, or the `--metadata` of \
           its build.",
    before: "",
    after: "",
};
