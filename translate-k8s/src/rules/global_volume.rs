//! `K0417`: a service on every node mounts a volume of one node.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A service on every node mounts a volume of one node.
pub static GLOBAL_VOLUME: Rule = Rule {
    code: "K0417",
    name: "global-volume",
    severity: Severity::Warning,
    effect: Effect::Approximated,
    what: "A service with `mode: global` mounts a claim that can be mounted on one node at a \
           time: its pods on other nodes will not start.",
    why: "Under Docker every machine has a volume of its own; a claim is one for the whole \
          cluster.",
    help: "Choose `--volume-access ReadWriteMany`, or do without the volume.",
    before: "services:\n  agent:\n    image: nginx\n    deploy: {mode: global}\n    volumes: [\"data:/data\"]\nvolumes:\n  data: {}\n",
    after: "services:\n  agent:\n    image: nginx\n    deploy: {mode: global}\n",
};
