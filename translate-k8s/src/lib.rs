//! Translates Compose projects to Kubernetes manifests.
//!
//! [`translate`] is the whole of it: a [`Project`](compose_model::Project) and [`Options`] in, typed
//! [`Object`]s out. An application that works under `docker compose up` works after
//! `kubectl apply`: its services find each other under the same names and ports, its data persists
//! where it did, and it exposes no more than it did.
//!
//! ```
//! use compose_model::backend::{Context, Flow};
//! use compose_model::env::MapEnv;
//! use compose_model::load::{Options, load};
//! use compose_model::vfs::MemoryVfs;
//! use compose_model::workers::Serial;
//! use translate_k8s::Object;
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
//! let output = translate_k8s::translate(&project, &translate_k8s::Options::default(), &mut context);
//! let Object::Deployment(web) = &output.objects[1] else { panic!("a Service, then a Deployment") };
//! assert_eq!(web.metadata.name.as_deref(), Some("web"));
//!
//! let files = translate_k8s::render(&output.objects);
//! assert_eq!(files[1].path, "web-deployment.yaml");
//! ```
//!
//! Progress and cancellation, changes of the model and of the objects, and use in an asynchronous service
//! are shown by the programs in `examples/`.
//!
//! What always holds:
//! - Every attribute of the model is translated, approximated with a diagnostic, or reported with its
//!   place: the model's structs are taken apart without `..` (`attributes.rs`).
//! - What the API server would refuse is never written: the `valid` pass reads every object again.
//! - The same project gives the same bytes; nothing of the machine, the clock or this program's
//!   version is in them.
//!
//! The way of a project: `image_config` (facts about images join it) → `names` (objects get their
//! names) → `discovery` (ports, renamed hosts) → `plan` (which services share a pod, which kind of
//! workload runs it) → `workload`, `pod`, `volumes`, `service`, `depends_on`, `network_policy`
//! (objects) → `pod_security` → `valid` → `render` (files).

mod attributes;
mod backend;
mod binds;
mod context;
pub mod coverage;
mod credentials;
mod depends_on;
mod discovery;
mod document;
mod extension;
mod gateway;
pub mod helm;
mod image_config;
mod images;
mod json;
mod kompose_labels;
pub mod kustomize;
mod labels;
mod names;
mod namespace;
mod network_policy;
mod object;
pub mod options;
mod origins;
mod package;
mod path;
mod pinned;
mod plan;
mod pod;
mod pod_security;
mod proxy_labels;
mod quantity;
mod render;
pub mod rules;
mod service;
mod stable_hash;
mod strategic_merge;
mod trace;
mod translate;
mod valid;
mod volumes;
mod workload;

pub use backend::Kubernetes;
#[cfg(feature = "schema")]
pub use extension::schema;
pub use gateway::{
    HTTPBackendRef, HTTPPathMatch, HTTPRoute, HTTPRouteMatch, HTTPRouteRule, HTTPRouteSpec,
    ParentReference,
};
/// The types of the objects, in the version that this crate is built with.
pub use k8s_openapi;
pub use kompose_labels::{KomposeLabel, kompose_labels};
pub use object::Object;
pub use options::Options;
pub use render::render;
pub use translate::{Output, translate};
