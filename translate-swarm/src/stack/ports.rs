//! Published ports.

use serde::Serialize;

/// A published port.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Port {
    /// The container's port.
    pub target: u32,
    /// The port of the nodes, a plain number; Swarm chooses one without it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<u32>,
    /// `tcp`, `udp` or `sctp`.
    pub protocol: &'static str,
    /// `ingress`: every node answers. `host`: the nodes that run a task.
    pub mode: &'static str,
}
