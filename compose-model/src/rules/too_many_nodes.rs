use crate::diagnostic::{Effect, Rule, Severity};

/// The files hold more values than are read.
pub static TOO_MANY_NODES: Rule = Rule {
    code: "C0127",
    name: "too-many-nodes",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "The files have more keys and values than the limit allows. Those that an alias stands \
           for count at each use.",
    why: "It is a limit on memory: with aliases, a file of a few lines can describe more than fits \
          into any.",
    help: "Split the project, remove aliases of large values, or raise the limit of nodes.",
    before: "",
    after: "",
};
