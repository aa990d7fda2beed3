//! `S0406`: the permission bits of a memory file system are lost.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// The permission bits of a memory file system are lost.
pub static TMPFS_MODE: Rule = Rule {
    code: "S0406",
    name: "tmpfs-mode",
    severity: Severity::Warning,
    effect: Effect::Insecure,
    what: "A memory file system gets the mode 1777 instead of the one in the file.",
    why: "Swarm passes no mode to the engine, so that every user in the container may read \
           and write it.",
    help: "Let the entry point set the mode.",
    before: concat!(
        "services:\n",
        "  web:\n",
        "    image: nginx:1.29\n",
        "    tmpfs: [\"/run/keys:mode=0700\"]\n",
    ),
    after: "services:\n  web:\n    image: nginx:1.29\n    tmpfs: [\"/run/keys\"]\n",
};
