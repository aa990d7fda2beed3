//! `S0606`: devices are left out.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// Devices are left out.
pub static DEVICES: Rule = Rule {
    code: "S0606",
    name: "devices",
    severity: Severity::Warning,
    effect: Effect::Unsupported,
    what: "`devices`, `device_cgroup_rules`, requests for devices that are not GPUs, or the \
           runtime `nvidia` are left out.",
    why: "Swarm gives tasks no devices of a node.",
    help: "Let the nodes declare them as generic resources, or run the service outside the \
           swarm.",
    before: concat!(
        "services:\n",
        "  web:\n",
        "    image: nginx:1.29\n",
        "    devices: [\"/dev/ttyUSB0:/dev/ttyUSB0\"]\n",
    ),
    after: "services:\n  web:\n    image: nginx:1.29\n    restart: always\n",
};
