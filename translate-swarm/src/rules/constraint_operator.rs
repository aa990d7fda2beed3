//! `S0207`: a placement constraint has no operator that Swarm knows.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A placement constraint has no operator that Swarm knows.
pub static CONSTRAINT_OPERATOR: Rule = Rule {
    code: "S0207",
    name: "constraint-operator",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "A placement constraint compares with something other than `==` and `!=`. A single \
           `=` is written `==`, as a note.",
    why: "The engine refuses it: `constraint expected one operator from ==, !=`.",
    help: "Write `node.labels.disk==ssd`.",
    before: concat!(
        "services:\n",
        "  web:\n",
        "    image: nginx:1.29\n",
        "    deploy:\n",
        "      placement:\n",
        "        constraints: [node.labels.disk=ssd]\n",
    ),
    after: concat!(
        "services:\n",
        "  web:\n",
        "    image: nginx:1.29\n",
        "    deploy:\n",
        "      placement:\n",
        "        constraints: [node.labels.disk==ssd]\n",
    ),
};
