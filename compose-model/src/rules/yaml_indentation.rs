use crate::diagnostic::{Effect, Rule, Severity};

/// A line is indented by a number of spaces that fits no level.
pub static YAML_INDENTATION: Rule = Rule {
    code: "C0114",
    name: "yaml-indentation",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "The keys of one map must begin in the same column, and so must the items of one \
           list. This line fits none of the levels that are open above it.",
    why: "In YAML the indentation alone tells what belongs to what.",
    help: "Indent the line like those that it belongs to.",
    before: "services:\n  web:\n    image: nginx\n   user: nobody\n",
    after: "services:\n  web:\n    image: nginx\n    user: nobody\n",
};
