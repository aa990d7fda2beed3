//! Networks, and how services join them.

use indexmap::IndexMap;
use serde::Serialize;

use super::Pairs;
use crate::escape::Text;

/// A network.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Network {
    /// The name in the swarm; `<stack>_<key>` without it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Text>,
    /// Whether it exists already.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub external: bool,
    /// The driver.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub driver: Option<Text>,
    /// The driver's options.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub driver_opts: Pairs,
    /// Whether it has no way out.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub internal: bool,
    /// Whether containers beside the stack may join.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub attachable: bool,
    /// Address management.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ipam: Option<Ipam>,
    /// Labels.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub labels: Pairs,
}

/// Address management of a network.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Ipam {
    /// The driver.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub driver: Option<Text>,
    /// The address pools.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub config: Vec<IpamPool>,
}

/// An address pool.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct IpamPool {
    /// The subnet in CIDR form.
    pub subnet: Text,
}

/// How a service joins a network.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Attachment {
    /// Further names in this network.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<Text>,
    /// Options of the network's driver (version 3.13).
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub driver_opts: Pairs,
}
