//! `S0410`: two mounts have the same path in the container.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// Two mounts have the same path in the container.
pub static DUPLICATE_TARGET: Rule = Rule {
    code: "S0410",
    name: "duplicate-target",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "Two mounts of a service have the same target.",
    why: "The engine refuses the service: `duplicate mount point`.",
    help: "Remove one of them.",
    before: concat!(
        "services:\n",
        "  web:\n",
        "    image: nginx:1.29\n",
        "    tmpfs: [/data]\n",
        "    volumes: [\"data:/data\"]\n",
        "volumes:\n",
        "  data: {}\n",
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
