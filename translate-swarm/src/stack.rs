//! The stack file: version 3 of the Compose file format, as `docker stack` reads it.
//!
//! One area a file. Every type says only what Docker's schema accepts and in the type that it wants
//! (a published port is a number, a number of processors is a string), always in long form. Absent
//! attributes are not written.

mod deploy;
mod files;
mod healthcheck;
mod logging;
mod mounts;
mod networks;
mod ports;
mod service;
mod volumes;

use indexmap::IndexMap;
use serde::Serialize;

use crate::escape::Text;

pub use deploy::{
    Deploy, DiscreteResource, GenericResource, Limits, Placement, Preference, Reservations,
    Resources, RestartPolicy, UpdateConfig,
};
pub use files::{Config, FileReference, Secret};
pub use healthcheck::Healthcheck;
pub use logging::Logging;
pub use mounts::{BindOptions, Mount, TmpfsOptions, VolumeOptions};
pub use networks::{Attachment, Ipam, IpamPool, Network};
pub use ports::Port;
pub use service::{CredentialSpec, Service, Ulimit};
pub use volumes::Volume;

/// Text by name, in the order of the Compose file.
pub type Pairs = IndexMap<String, Text>;

/// A stack file.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Stack {
    /// The version of the format, a string such as `3.8`.
    pub version: String,
    /// The services.
    pub services: IndexMap<String, Service>,
    /// The networks that they join.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub networks: IndexMap<String, Network>,
    /// The volumes that they mount.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub volumes: IndexMap<String, Volume>,
    /// The configs that they mount.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub configs: IndexMap<String, Config>,
    /// The secrets that they mount.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub secrets: IndexMap<String, Secret>,
}
