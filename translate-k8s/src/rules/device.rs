//! `K0612`: a device of the host.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A device is left out.
pub static DEVICE: Rule = Rule {
    code: "K0612",
    name: "device",
    severity: Severity::Warning,
    effect: Effect::Unsupported,
    what: "A device is left out.",
    why: "A container gets devices through a device plugin of its node, or all of them under \
          their own names when it is privileged.",
    help: "Install a device plugin for it, such as the generic device plugin.",
    before: "\
services:
  web:
    image: nginx:1.29
    devices:
      - /dev/ttyUSB0
",
    after: "\
services:
  web:
    image: nginx:1.29
",
};
