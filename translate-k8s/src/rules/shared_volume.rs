//! `K0416`: pods that share a volume run on one node.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// Pods that share a volume run on one node.
pub static SHARED_VOLUME: Rule = Rule {
    code: "K0416",
    name: "shared-volume",
    severity: Severity::Note,
    effect: Effect::Approximated,
    what: "Several pods mount one claim. They carry a shared label and an affinity, so that all \
           of them run on one node.",
    why: "Most storage can be mounted on one node at a time.",
    help: "Choose `--volume-access ReadWriteMany` if the storage class can do that; then the \
           pods may run anywhere.",
    before: "services:\n  a:\n    image: nginx\n    volumes: [\"data:/data\"]\n  b:\n    image: nginx\n    volumes: [\"data:/data\"]\nvolumes:\n  data: {}\n",
    after: "services:\n  a:\n    image: nginx\n    volumes: [\"data:/data\"]\nvolumes:\n  data: {}\n",
};
