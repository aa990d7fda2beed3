use crate::diagnostic::{Effect, Rule, Severity};

/// Two values do not merge.
pub static CANNOT_OVERRIDE: Rule = Rule {
    code: "C0507",
    name: "cannot-override",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "A later file, an extending service or an include gives a key a value of another \
           shape than it has: a list over a map, or a single value over either.",
    why: "Maps merge with maps and lists with lists. Some attributes have two forms that go \
           together (`environment`, `labels`, `depends_on`, `networks`, `build`); for all \
           others the forms have to be the same.",
    help: "Write the value in the form that the earlier file uses, or tag it `!override` to \
           replace the earlier one.",
    before: "services:\n  web:\n    image: nginx\n    deploy:\n      replicas: 2\n---\nservices:\n  web:\n    deploy: [2]\n",
    after: "services:\n  web:\n    image: nginx\n    deploy:\n      replicas: 2\n---\nservices:\n  web:\n    deploy:\n      replicas: 3\n",
};
