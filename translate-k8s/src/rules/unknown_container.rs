//! `K0201`: a namespace of a container that is not in the project.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A service joins the network, process or IPC namespace of a container that no service of the project is.
pub static UNKNOWN_CONTAINER: Rule = Rule {
    code: "K0201",
    name: "unknown-container",
    severity: Severity::Warning,
    effect: Effect::Unsupported,
    what: "A service joins the network, process or IPC namespace of a container that is not a \
           service of the project.",
    why: "Containers share these namespaces only within one pod, and only the project's own \
          services can be put together.",
    help: "Add the container to the project as a service.",
    before: "\
services:
  web:
    image: nginx:1.29
    network_mode: container:vpn
",
    after: "\
services:
  web:
    image: nginx:1.29
    network_mode: service:vpn
  vpn:
    image: wireguard
",
};
