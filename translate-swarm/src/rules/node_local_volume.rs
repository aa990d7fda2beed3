//! `S0401`: the data of a volume stay on one node.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// The data of a volume stay on one node.
pub static NODE_LOCAL_VOLUME: Rule = Rule {
    code: "S0401",
    name: "node-local-volume",
    severity: Severity::Note,
    effect: Effect::Advice,
    what: "A volume of the driver `local` is a separate volume on each node. It is a warning where \
           several tasks, of one service or of several, mount it at the same time.",
    why: "A task that is scheduled on another node finds an empty volume.",
    help: "Keep the service on one node by a placement constraint, or use a volume driver or \
           NFS options that reach every node.",
    before: concat!(
        "services:\n",
        "  web:\n",
        "    image: nginx:1.29\n",
        "    volumes: [\"data:/data\"]\n",
        "volumes:\n",
        "  data: {}\n",
    ),
    after: concat!(
        "services:\n",
        "  web:\n",
        "    image: nginx:1.29\n",
        "    volumes: [\"data:/data\"]\n",
        "    deploy:\n",
        "      placement:\n",
        "        constraints: [node.hostname==node-1]\n",
        "volumes:\n",
        "  data: {}\n",
    ),
};
