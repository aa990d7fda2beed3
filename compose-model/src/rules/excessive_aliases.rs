use crate::diagnostic::{Effect, Rule, Severity};

/// Aliases multiply the document.
pub static EXCESSIVE_ALIASES: Rule = Rule {
    code: "C0122",
    name: "excessive-aliases",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "Nearly all of the document consists of values that aliases repeat. The allowed share \
           shrinks from 99 % in small documents to 10 % in those of four million values, as in \
           `docker compose`.",
    why: "A few lines of anchors inside anchors can describe more values than fit into any \
           memory.",
    help: "Write the values out, or use `extends` for what services have in common.",
    before: "",
    after: "",
};
