use crate::diagnostic::{Effect, Rule, Severity};

/// The files hold more values than are read.
pub static TOO_MANY_NODES: Rule = Rule {
    code: "C0127",
    name: "too-many-nodes",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "Each key and each value of all files counts, and those that an alias stands for \
           count at each use.",
    why: "A limit on memory: what a file of a few lines describes with aliases may not fit \
           into any.",
    help: "Split the project, remove aliases of large values, or raise the limit of nodes.",
    before: "",
    after: "",
};
