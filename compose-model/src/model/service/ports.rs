//! `ports`: published ports, always in long form.

use crate::model::Maybe;

record! {
    /// A published port.
    pub struct Port {
        /// A name for people.
        "name" name: Maybe<String> [omit zero],
        /// `ingress` or `host`.
        "mode" mode: Maybe<String> [omit zero],
        /// The address of the host to listen on.
        "host_ip" host_ip: Maybe<String> [omit zero],
        /// The container's port.
        "target" target: Maybe<u32> [omit zero],
        /// The host's port or range (`8000-8010`); absent where any will do.
        "published" published: Maybe<String> [omit zero],
        /// `tcp`, `udp` or `sctp`.
        "protocol" protocol: Maybe<String> [omit zero],
        /// What is spoken there, `http`.
        "app_protocol" app_protocol: Maybe<String> [omit zero],
    }
}
