//! The typed model: what a Compose project means, after all files are merged and normalised.
//!
//! Every value carries its [`Origin`](crate::Origin). The structs are exhaustive on purpose: a back
//! end takes them apart without `..`, so that a new attribute does not compile until every back end
//! has translated, approximated or reported it. A new Compose attribute is therefore a breaking
//! release of this crate.

#[macro_use]
mod record;

pub(crate) mod codec;
mod config;
mod encode;
mod network;
mod project;
mod provenance;
mod secret;
pub mod service;
mod volume;

pub(crate) use codec::natural_order;
pub use config::Config;
pub use encode::Dollars;
pub use network::{Ipam, IpamPool, Network};
pub use project::{Model, Project};
pub use record::{Extensions, List, Map, Maybe, Pairs, Rare};
pub use secret::Secret;
pub use service::Service;
pub use volume::Volume;
