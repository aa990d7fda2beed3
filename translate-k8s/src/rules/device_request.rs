//! `K0606`: a device without a known resource.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A reserved device, or an option of its driver, is left out.
pub static DEVICE_REQUEST: Rule = Rule {
    code: "K0606",
    name: "device-request",
    severity: Severity::Warning,
    effect: Effect::Unsupported,
    what: "A reserved device, or an option of its driver, is left out.",
    why: "Devices are resources that a vendor's plugin offers, such as `nvidia.com/gpu`; for \
          this one none is known.",
    help: "Install the vendor's device plugin and set its resource in the output.",
    before: "\
services:
  web:
    image: nginx:1.29
    deploy:
      resources:
        reservations:
          devices:
            - capabilities: [tpu]
",
    after: "\
services:
  web:
    image: nginx:1.29
    deploy:
      resources:
        reservations:
          devices:
            - capabilities: [gpu]
              count: 1
",
};
