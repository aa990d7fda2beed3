//! `networks` of a service.

use crate::model::{List, Maybe, Pairs};

record! {
    /// How a service takes part in a network.
    pub struct NetworkAttachment {
        /// Further names in this network.
        "aliases" aliases: List<String>,
        /// Options of the network's driver.
        "driver_opts" driver_opts: Pairs,
        /// The order of choosing the default gateway.
        "gw_priority" gw_priority: Maybe<i64> [omit zero],
        /// The interface's name.
        "interface_name" interface_name: Maybe<String> [omit zero],
        /// A fixed IPv4 address.
        "ipv4_address" ipv4_address: Maybe<String> [omit zero],
        /// A fixed IPv6 address.
        "ipv6_address" ipv6_address: Maybe<String> [omit zero],
        /// Link-local addresses.
        "link_local_ips" link_local_ips: List<String>,
        /// The MAC address in this network.
        "mac_address" mac_address: Maybe<String> [omit zero],
        /// The order of connecting.
        "priority" priority: Maybe<i64> [omit zero],
    }
}
