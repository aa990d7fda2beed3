//! `K0604`: a limit that the node sets.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A limit or weight of processes, memory or devices is left out.
pub static NODE_SETTING: Rule = Rule {
    code: "K0604",
    name: "node-setting",
    severity: Severity::Warning,
    effect: Effect::Unsupported,
    what: "A limit or weight of processes, memory or devices is left out.",
    why: "A pod can limit processor, memory and storage only. Everything else is a setting of \
          the kubelet, the container runtime or the kernel of the node.",
    help: "Set it in the kubelet's or the container runtime's configuration, or in the image's \
           entry point (`ulimit -n`).",
    before: "\
services:
  web:
    image: nginx:1.29
    ulimits:
      nofile: 65535
",
    after: "\
services:
  web:
    image: nginx:1.29
",
};
