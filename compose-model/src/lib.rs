//! Loads Compose projects as `docker compose` does, with a source position for every value.
//!
//! Nothing here touches the outside: files come through [`vfs::Vfs`], variables through
//! [`env::Env`], threads through [`workers::Workers`], time not at all. The loader never stops at the
//! first mistake: it returns what it could build and all that is wrong, each finding with its place.
//!
//! ```
//! use compose_model::env::MapEnv;
//! use compose_model::load::{Options, load};
//! use compose_model::vfs::MemoryVfs;
//!
//! let files = MemoryVfs::new([
//!     ("/shop/compose.yaml", "services:\n  web:\n    image: nginx:${TAG}\n"),
//!     ("/shop/compose.override.yaml", "services:\n  web:\n    ports: ['8080:80']\n"),
//! ]);
//! let env = MapEnv::new([("TAG", "1.29")]);
//! let options = Options { working_dir: "/shop".to_owned(), ..Options::default() };
//!
//! let loaded = load(&files, &env, &options);
//! assert!(!loaded.diagnostics.has_errors());
//! let project = loaded.project.expect("there are no errors");
//! let web = &project.services["web"];
//! assert_eq!(web.image.as_deref().map(String::as_str), Some("nginx:1.29"));
//!
//! // Every value knows where it was written.
//! let (path, at) = loaded.sources.locate(web.ports[0].span().expect("it is in a file"));
//! assert_eq!((path, at.line), ("compose.override.yaml", 3));
//!
//! // What docker compose would print.
//! assert!(project.to_yaml(Default::default())?.starts_with("name: shop\n"));
//! # Ok::<(), compose_model::yaml::emit::EmitError>(())
//! ```
//!
//! | for | look at |
//! | --- | --- |
//! | loading, and what it can be told | [`load`] |
//! | what a project consists of | [`model`] |
//! | findings, their codes and places | [`diagnostic`], [`rules`], [`source`] |
//! | where a value comes from | [`origin`], [`explain`] |
//! | images that are built, and digests | [`images`], [`lock`] |
//! | translating to something else | [`backend`] |
//! | writing values in a format of one's own | [`sink`] |
//! | the grammars of single values | [`types`] |
//!
//! The model's structs are not `#[non_exhaustive]`: a back end takes them apart field by field, so that a
//! new attribute of Compose cannot be forgotten. It is a breaking release of this crate instead
//! (`docs/semver.md` in the repository).

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
pub mod sink;
pub mod source;
pub mod types;
pub mod vfs;
pub mod words;
pub mod workers;
pub mod yaml;

pub use model::Project;
pub use origin::{Origin, Spanned};
