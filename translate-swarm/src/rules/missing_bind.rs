//! `S0404`: a folder that does not exist becomes a volume.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A folder that does not exist becomes a volume.
pub static MISSING_BIND: Rule = Rule {
    code: "S0404",
    name: "missing-bind",
    severity: Severity::Warning,
    effect: Effect::Approximated,
    what: "A bind mount of a folder in the project that does not exist, and that `docker \
           compose` would make, becomes a volume.",
    why: "Swarm makes no folders on nodes and rejects the task.",
    help: "Write a volume, or make the folder on every node.",
    before: concat!(
        "services:\n",
        "  web:\n",
        "    image: nginx:1.29\n",
        "    volumes: [\"./not-there:/data\"]\n",
    ),
    after: concat!(
        "services:\n",
        "  web:\n",
        "    image: nginx:1.29\n",
        "    volumes: [\"data:/data\"]\n",
        "volumes:\n",
        "  data: {}\n",
    ),
};
