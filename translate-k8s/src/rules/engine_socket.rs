//! `K0408`: the socket of the container engine is left out.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// The socket of the container engine is left out.
pub static ENGINE_SOCKET: Rule = Rule {
    code: "K0408",
    name: "engine-socket",
    severity: Severity::Warning,
    effect: Effect::Unsupported,
    what: "The mount of the container engine's socket (`docker.sock`, `use_api_socket`) is left \
           out.",
    why: "Nodes of a cluster run no Docker, a missing socket would keep the pod from starting, \
          and whoever has such a socket owns the node.",
    help: "Use what the program has for Kubernetes: a ServiceAccount with the rights that it \
           needs, or its own chart.",
    before: "services:\n  proxy:\n    image: traefik\n    volumes: [\"/var/run/docker.sock:/var/run/docker.sock\"]\n",
    after: "services:\n  proxy:\n    image: traefik\n",
};
