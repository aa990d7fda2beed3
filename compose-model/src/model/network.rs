//! Networks. Compose specification: "networks".

use super::{List, Map, Maybe, Pairs};

record! {
    /// A network.
    pub struct Network {
        /// The platform's name for it: `<project>_<key>`, the key of an external one, or as written.
        "name" name: Maybe<String> [omit zero],
        /// The driver.
        "driver" driver: Maybe<String> [omit zero],
        /// The driver's options.
        "driver_opts" driver_opts: Pairs,
        /// Address management.
        "ipam" ipam: Maybe<Ipam> [omit empty],
        /// Whether it exists already and is not the project's to make.
        "external" external: Maybe<bool> [omit zero],
        /// Whether it has no way out.
        "internal" internal: Maybe<bool> [omit zero],
        /// Whether containers beside the project may join.
        "attachable" attachable: Maybe<bool> [omit zero],
        /// Labels.
        "labels" labels: Pairs,
        /// Whether containers get IPv4 addresses.
        "enable_ipv4" enable_ipv4: Maybe<bool>,
        /// Whether containers get IPv6 addresses.
        "enable_ipv6" enable_ipv6: Maybe<bool>,
    }
}

record! {
    /// Address management of a network.
    pub struct Ipam {
        /// The driver.
        "driver" driver: Maybe<String> [omit zero],
        /// The address pools.
        "config" config: List<IpamPool>,
        /// The driver's options.
        "options" options: Pairs,
    }
}

record! {
    /// An address pool.
    pub struct IpamPool [own] {
        /// The subnet in CIDR form.
        "subnet" subnet: Maybe<String> [omit zero],
        /// The gateway's address.
        "gateway" gateway: Maybe<String> [omit zero],
        /// The range from which containers get addresses, in CIDR form.
        "ip_range" ip_range: Maybe<String> [omit zero],
        /// Further addresses in use, by host name.
        "aux_addresses" aux_addresses: Map<String>,
    }
}
