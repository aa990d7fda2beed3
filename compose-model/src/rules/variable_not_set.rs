use crate::diagnostic::{Effect, Rule, Severity};

/// A variable is not set and becomes empty text.
pub static VARIABLE_NOT_SET: Rule = Rule {
    code: "C0203",
    name: "variable-not-set",
    severity: Severity::Warning,
    effect: Effect::Input,
    what: "A variable is not set and becomes empty text.",
    why: "`docker compose` goes on with an empty text as well. That is seldom what was \
          meant: an empty tag, path or password often shows only when the containers run. \
          A `$` in a password or a command that was not meant as a variable looks the \
          same.",
    help: "Set the variable, write its default as `${NAME:-text}` (`${NAME:-}` for an \
           empty one), or require it with `${NAME:?text}`. Where a `$` is meant, double \
           it: `$$`.",
    before: "services:\n  web:\n    image: nginx:${TAG}\n",
    after: "services:\n  web:\n    image: nginx:${TAG:-1.27}\n",
};
