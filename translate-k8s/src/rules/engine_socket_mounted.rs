//! `K0819`: the socket of the container engine is mounted.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// `engineSocket` mounts the socket of the node's container engine.
pub static ENGINE_SOCKET_MOUNTED: Rule = Rule {
    code: "K0819",
    name: "engine-socket-mounted",
    severity: Severity::Warning,
    effect: Effect::Insecure,
    what: "The socket of the node's container engine is mounted, because `engineSocket` asks for it.",
    why: "Who reaches it controls the node. Most nodes have no Docker: where the socket is not there, \
          the pod does not start. What it shows are the containers of one node, not those of the cluster.",
    help: "Use what the program offers for Kubernetes instead.",
    before: "\
services:
  agent:
    image: agent
    volumes: [/var/run/docker.sock:/var/run/docker.sock]
    x-k8s:
      engineSocket: true
",
    after: "\
services:
  agent:
    image: agent
",
};
