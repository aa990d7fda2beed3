//! `S0409`: mounts of a container are not shared.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// Mounts of a container are not shared.
pub static VOLUMES_FROM: Rule = Rule {
    code: "S0409",
    name: "volumes-from",
    severity: Severity::Warning,
    effect: Effect::Unsupported,
    what: "`volumes_from` copies the mounts of a service. Anonymous volumes and mounts of \
           other containers cannot be shared.",
    why: "Every task gets anonymous volumes of its own, and Swarm knows no containers \
           outside its services.",
    help: "Give the volume a name.",
    before: concat!(
        "services:\n",
        "  data:\n",
        "    image: nginx:1.29\n",
        "    volumes: [/data]\n",
        "  web:\n",
        "    image: nginx:1.29\n",
        "    volumes_from: [data]\n",
    ),
    after: concat!(
        "services:\n",
        "  data:\n",
        "    image: nginx:1.29\n",
        "    volumes: [\"data:/data\"]\n",
        "  web:\n",
        "    image: nginx:1.29\n",
        "    volumes_from: [data]\n",
        "volumes:\n",
        "  data: {}\n",
    ),
};
