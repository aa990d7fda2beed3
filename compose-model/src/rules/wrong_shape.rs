use crate::diagnostic::{Effect, Rule, Severity};

/// A value has a type that its place does not take.
pub static WRONG_SHAPE: Rule = Rule {
    code: "C0401",
    name: "wrong-shape",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "A value is of a type that its attribute does not take: a list where one value belongs, \
           a number with a fraction where a text belongs, a date where a name belongs.",
    why: "Most wrong types are found with the schema (C03xx). Some values pass it and still \
           cannot be read, because YAML makes another type of them than it seems: `2001-12-14` \
           without quotes is a date, `1.10` a number.",
    help: "Write the type that the attribute takes; put a text in quotes that looks like \
           something else.",
    before: "services:\n  web:\n    image: nginx\n    group_add: [1.5]\n",
    after: "services:\n  web:\n    image: nginx\n    group_add: [\"15\"]\n",
};
