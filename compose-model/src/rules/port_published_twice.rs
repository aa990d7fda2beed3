use crate::diagnostic::{Effect, Rule, Severity};

/// A port is published twice, once as a number and once as text.
pub static PORT_PUBLISHED_TWICE: Rule = Rule {
    code: "C0713",
    name: "port-published-twice",
    severity: Severity::Warning,
    effect: Effect::Input,
    what: "Two entries of `ports` publish the same port, one with `published` as a number and \
           one as text. Both are kept, so that the second cannot be bound.",
    why: "Entries for the same port replace one another when files are merged, but `docker \
           compose` does not take a number and a text for the same port. Short entries such as \
           `\"80:80\"` count as text.",
    help: "Remove one of them, or write `published` in quotes in both.",
    before: "services:\n  web:\n    image: nginx\n    ports:\n      - \"80:80\"\n      - target: 80\n        published: 80\n",
    after: "services:\n  web:\n    image: nginx\n    ports:\n      - \"80:80\"\n",
};
