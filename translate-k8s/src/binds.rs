//! Bind mounts: what a path of the machine becomes in a cluster, which does not have it.
//!
//! The target and the image decide first and the content second, so that the answer does not depend
//! on whether the project has run here and left its data behind. Only paths that the project names
//! are read, and none that is known to hold data or to belong to the machine.

mod bound;
mod classify;
mod files;
mod host_paths;
mod names;
mod tree;

pub(crate) use bound::Bound;
pub(crate) use classify::{Bind, Claimed, LeftOut, is_engine_socket};
pub(crate) use files::{FileSet, Part, text_of};
pub(crate) use host_paths::HostPath;
pub(crate) use tree::{FileData, MAX_FILE};
