//! Loads Compose projects as `docker compose` does, with a source position for every value.
//!
//! Nothing here touches the outside: files come through [`vfs::Vfs`], variables through
//! [`env::Env`], threads through [`workers::Workers`], time not at all. The loader never stops at the first mistake: it returns what it
//! could build and all that is wrong, each finding with its place.

pub mod backend;
pub mod coverage;
pub mod diagnostic;
pub mod did_you_mean;
pub mod dotenv;
pub mod env;
pub mod explain;
pub mod images;
pub mod interpolate;
pub mod load;
pub mod lock;
pub mod model;
pub mod origin;
pub mod rules;
pub mod schema;
pub mod source;
pub mod types;
pub mod vfs;
pub mod workers;
pub mod yaml;

pub use model::Project;
pub use origin::{Origin, Spanned};
