use crate::diagnostic::{Effect, Rule, Severity};

/// A value is of a kind that cannot stand in its place.
pub static WRONG_TYPE: Rule = Rule {
    code: "C0302",
    name: "wrong-type",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "A value is a list where a map is needed, a number where a string is needed, or the \
           like.",
    why: "`docker compose` refuses it. Without quotes `1000`, `true`, `null` and `2001-01-01` \
           are not strings.",
    help: "Write a value of the kind that the message names. Quote text that looks like a \
           number.",
    before: "services:\n  web:\n    image: nginx\n    user: 1000\n",
    after: "services:\n  web:\n    image: nginx\n    user: \"1000\"\n",
};
