use crate::diagnostic::{Effect, Rule, Severity};

/// An item of a list has nothing to be told apart by.
pub static UNIDENTIFIED_ITEM: Rule = Rule {
    code: "C0508",
    name: "unidentified-item",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "Items of `ports`, `volumes`, `devices` and `env_file` replace earlier ones for the \
           same target or path, and `expose` is a list of ports. The item has no target or \
           path, or is not a port.",
    why: "Without it, it cannot be told whether an item adds to an earlier one or replaces it.",
    help: "Add the missing key.",
    before: "services:\n  web:\n    image: nginx\n    ports:\n      - published: 80\n",
    after: "services:\n  web:\n    image: nginx\n    ports:\n      - target: 80\n        published: 80\n",
};
