//! `S0103`: a network or volume has a name of its own in the swarm.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A network or volume has a name of its own in the swarm.
pub static FIXED_NAME: Rule = Rule {
    code: "S0103",
    name: "fixed-name",
    severity: Severity::Note,
    effect: Effect::Advice,
    what: "A network or volume with a `name` is called so in the whole swarm, and not \
           `<stack>_<key>`.",
    why: "Two stacks with the same name for a network get in each other's way: the second \
           deployment fails. Two stacks with the same name for a volume share its data.",
    help: "Remove `name` unless other stacks need it.",
    before: concat!(
        "services:\n",
        "  web:\n",
        "    image: nginx:1.29\n",
        "    networks: [front]\n",
        "networks:\n",
        "  front:\n",
        "    name: public\n",
    ),
    after: concat!(
        "services:\n",
        "  web:\n",
        "    image: nginx:1.29\n",
        "    networks: [front]\n",
        "networks:\n",
        "  front: {}\n",
    ),
};
