use crate::diagnostic::{Effect, Rule, Severity};

/// A list has the same item twice.
pub static REPEATED_ITEM: Rule = Rule {
    code: "C0307",
    name: "repeated-item",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "The items of this list must differ. When files are merged their lists are joined, \
           so that the same item may come from two files.",
    why: "The repetition has no effect, and `docker compose` refuses it.",
    help: "Remove one of the two. To replace the list of an earlier file write `!override` \
           before the later one.",
    before: "services:\n  web:\n    image: nginx\n    security_opt: [no-new-privileges, no-new-privileges]\n",
    after: "services:\n  web:\n    image: nginx\n    security_opt: [no-new-privileges]\n",
};
