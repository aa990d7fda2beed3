use crate::diagnostic::{Effect, Rule, Severity};

/// An item stands twice in one list.
pub static REPEATED_ENTRY: Rule = Rule {
    code: "C0712",
    name: "repeated-entry",
    severity: Severity::Warning,
    effect: Effect::Input,
    what: "Two items of one list say something about the same variable, label, port, mount or \
           the like. Only the last one counts.",
    why: "When files are merged, an item replaces an earlier one with the same key or target. \
          `docker compose` does the same within one list, silently.",
    help: "Remove one of the two.",
    before: "services:\n  web:\n    image: nginx\n    environment:\n      - COLOR=red\n      - COLOR=blue\n",
    after: "services:\n  web:\n    image: nginx\n    environment:\n      - COLOR=blue\n",
};
