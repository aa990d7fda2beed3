//! Images pinned by digest: what a release takes as its input.
//!
//! A tag can move; a digest cannot. [`Lock::resolve`] asks a [`DigestResolver`] for the digest of each
//! image of a project, [`Lock::to_yaml`] writes them as a Compose override (`compose.images.yaml`),
//! and [`Options::locked`](crate::load::Options::locked) loads a project with it. What holds:
//! * the same images give the same bytes: services are sorted, and nothing else is written;
//! * a lock that no longer fits the Compose files is an error and never a silent choice;
//! * images that only a translation names are pinned as well ([`HELPER_IMAGES`]);
//! * nothing here uses a network: a resolver that does is the caller's.
//!
//! ```
//! use compose_model::images::Naming;
//! use compose_model::lock::{DigestResolver, Lock, ResolveError, Wanted};
//! # use compose_model::diagnostic::Diagnostics;
//! # use compose_model::env::MapEnv;
//! # use compose_model::load::{Options, load};
//! # use compose_model::vfs::MemoryVfs;
//!
//! struct Fixed;
//!
//! impl DigestResolver for Fixed {
//!     fn resolve(&self, wanted: &Wanted<'_>) -> Result<String, ResolveError> {
//!         match wanted.reference.full().as_str() {
//!             "docker.io/library/nginx:1.29" => Ok(format!("sha256:{}", "0".repeat(64))),
//!             _ => Err(ResolveError::NotFound),
//!         }
//!     }
//! }
//!
//! # let files = MemoryVfs::new([("/a/compose.yaml", "services: {web: {image: 'nginx:1.29'}}")]);
//! # let options = Options { working_dir: "/a".to_owned(), ..Options::default() };
//! let project = load(&files, &MapEnv::default(), &options).project.unwrap();
//! let mut diagnostics = Diagnostics::default();
//! let lock = Lock::resolve(&project, &Naming::default(), &Fixed, &mut diagnostics);
//! assert!(lock.to_yaml().contains("    image: nginx:1.29@sha256:0000"));
//! ```

mod apply;
mod check;
mod digests;
mod gathered;
mod helpers;
mod metadata;
mod pinned;
mod read;
mod resolve;
mod wanted;
mod write;

pub use digests::Digests;
pub use helpers::{HELPER_IMAGES, pinned_helper, want_helpers};
pub use resolve::{DigestResolver, ResolveError, is_digest};
pub use wanted::{Use, Wanted, is_pinned, wanted};

pub(crate) use pinned::refuse_unpinned;

use std::collections::{BTreeMap, BTreeSet};

use crate::model::service::Mount;
use crate::origin::Spanned;

/// The name of the file, beside the Compose files.
pub const FILE_NAME: &str = "compose.images.yaml";

/// The images of a project, each with its digest.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lock {
    services: BTreeMap<String, LockedService>,
    /// Images that a translation adds, by their names without digests.
    helpers: BTreeMap<String, Spanned<String>>,
}

/// The images of a service.
#[derive(Clone, Debug, Default, PartialEq)]
struct LockedService {
    /// The place of the service in a lock that was read.
    name: Spanned<()>,
    image: Option<Spanned<String>>,
    /// Mounted images, by the path in the container.
    mounts: BTreeMap<String, Mount>,
}

impl Lock {
    /// How many images it pins; one that several services use is one.
    pub fn len(&self) -> usize {
        self.images().collect::<BTreeSet<_>>().len()
    }

    /// Whether it pins none.
    pub fn is_empty(&self) -> bool {
        self.images().next().is_none()
    }

    fn images(&self) -> impl Iterator<Item = &str> {
        let images = self.services.values().flat_map(|service| {
            let mounted = service.mounts.values().filter_map(|mount| mount.source.as_ref());
            service.image.iter().chain(mounted)
        });
        images.chain(self.helpers.values()).map(|image| image.as_str())
    }

    /// The pinned image of a service, `repository:tag@digest`.
    pub fn image(&self, service: &str) -> Option<&str> {
        self.services.get(service)?.image.as_deref().map(String::as_str)
    }
}
