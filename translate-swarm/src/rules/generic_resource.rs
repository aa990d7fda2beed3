//! `S0611`: gPUs become a resource that nodes must declare.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// GPUs become a resource that nodes must declare.
pub static GENERIC_RESOURCE: Rule = Rule {
    code: "S0611",
    name: "generic-resource",
    severity: Severity::Warning,
    effect: Effect::Approximated,
    what: "`gpus` and requests for GPUs become `generic_resources` of the kind `NVIDIA-GPU`.",
    why: "Swarm knows GPUs only as resources that nodes declare in their engine's \
           `node-generic-resources`, and the engine's default runtime must be the driver's. \
           Without such a node the task stays pending.",
    help: "Declare the GPUs on the nodes that have them.",
    before: "services:\n  web:\n    image: nginx:1.29\n    gpus: all\n",
    after: "services:\n  web:\n    image: nginx:1.29\n    restart: always\n",
};
