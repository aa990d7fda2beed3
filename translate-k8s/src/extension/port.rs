//! `x-k8s` of a port.

use super::setting::settings;
use super::values::{Host, Path};
use crate::options::Expose;

settings! {
    /// Settings of one published port, in the long form of `ports`.
    pub(crate) struct PortSettings {
        /// The port's name in its Service.
        "name" name: String,
        /// What is spoken on it: `http`, `kubernetes.io/h2c`, `kubernetes.io/ws`.
        "appProtocol" app_protocol: String,
        /// How this port is reached from outside the cluster; wins over the service's.
        "expose" expose: Expose,
        /// The host name that leads to it, where an Ingress or a Gateway exposes it.
        "host" host: Host,
        /// The path below the host name, `/` without it.
        "path" path: Path,
        /// The Secret with the host name's certificate.
        "tlsSecret" tls_secret: String,
        /// The port of the nodes, where one exposes it.
        "nodePort" node_port: i32,
    }
}
