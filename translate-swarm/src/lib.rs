//! Translates Compose projects to Docker Swarm stacks.
//!
//! [`translate`] is the whole of it: a [`Project`](compose_model::Project) and [`Options`] in, a typed
//! [`Stack`](stack::Stack) and the files beside it out. The stack file is self-contained: it has
//! nothing to interpolate, to extend or to include, names no file of the project's folder, and both
//! `docker stack config` and `docker stack deploy` accept it.
//!
//! ```
//! use compose_model::backend::{Context, Flow};
//! use compose_model::env::MapEnv;
//! use compose_model::load::{Options, load};
//! use compose_model::vfs::MemoryVfs;
//! use compose_model::workers::Serial;
//!
//! let text = "services: {web: {image: 'nginx:1.29', ports: ['8080:80']}}";
//! let files = MemoryVfs::new([("/shop/compose.yaml", text)]);
//! let options = Options { working_dir: "/shop".to_owned(), ..Options::default() };
//! let mut loaded = load(&files, &MapEnv::default(), &options);
//! let project = loaded.project.expect("there are no errors");
//!
//! let mut context = Context {
//!     vfs: &files,
//!     diagnostics: &mut loaded.diagnostics,
//!     progress: &mut |_| Flow::Continue,
//!     trace: false,
//!     workers: &Serial,
//! };
//! let output =
//!     translate_swarm::translate(&project, &translate_swarm::Options::default(), &mut context);
//! let files = translate_swarm::render(&output);
//! assert_eq!(files[0].path, "stack.yaml");
//! ```
//!
//! What always holds:
//! - Every attribute of the model is respelled, resolved, approximated with a diagnostic, or reported
//!   with its place: the model's structs are taken apart without `..`.
//! - The stack's types say only what the version 3 schema accepts ([`stack`]), and every text in them
//!   is written so that `docker stack` reads it unchanged (`escape.rs`).
//! - The same project gives the same bytes; bind mounts apart, nothing of the machine is in them.
//!
//! The way of a project: `plan` (names, networks, further names of all services) → `service` (each
//! service, one file an area) → `network`, `volume`, `files` (what services use, as they use it) →
//! `version` → `render` (files), `deploy_script`.

mod backend;
mod binds;
mod command;
mod context;
pub mod coverage;
mod depends_on;
mod deploy;
mod deploy_script;
mod docker_version;
mod environment;
mod escape;
mod files;
mod gathered;
mod healthcheck;
mod image;
mod labels;
mod lost;
mod mounts;
mod names;
mod network;
pub mod options;
mod own_name;
mod placement;
mod plan;
mod ports;
mod proxy;
mod render;
mod repeated_files;
mod resources;
mod restart;
pub mod rules;
mod security;
mod service;
mod shell;
pub mod stack;
mod start_wait;
mod tmpfs;
mod trace;
mod translate;
mod units;
mod version;
mod volume;

pub use backend::Swarm;
pub use escape::Text;
pub use options::Options;
pub use render::render;
pub use translate::{Output, translate};
