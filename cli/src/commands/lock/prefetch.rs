//! All digests of a project, before they are put together.

use std::collections::BTreeMap;

use compose_model::Project;
use compose_model::diagnostic::Diagnostics;
use compose_model::lock::{DigestResolver, Digests, ResolveError, Wanted, wanted};
use compose_model::types::image::ImageReference;

#[cfg(feature = "registry")]
use super::registries::ask;
use crate::args::LockArgs;
use crate::console::Console;
use crate::failure::Failure;

/// What registries said, by the full reference.
pub(super) type Asked = BTreeMap<String, Result<String, ResolveError>>;

/// What files and registries told.
pub(super) struct Answers {
    digests: Digests,
    asked: Asked,
}

impl DigestResolver for Answers {
    fn resolve(&self, wanted: &Wanted<'_>) -> Result<String, ResolveError> {
        let not_known = Err(ResolveError::NotKnown);
        self.digests
            .resolve(wanted)
            .or_else(|_| self.asked.get(&wanted.reference.full()).cloned().unwrap_or(not_known))
    }

    fn built_image(&self, service: &str) -> Option<ImageReference> {
        self.digests.built_image(service)
    }
}

/// Asks for the digests of a project's images: each once, and none that a file tells.
pub(super) fn all(
    project: &Project,
    args: &LockArgs,
    digests: Digests,
    console: &Console,
) -> Result<Answers, Failure> {
    let built = |service: &str| digests.built_image(service);
    // What is to be said of the images is said when their digests are put together.
    let all = wanted(project, &args.naming, &built, &mut Diagnostics::default());
    let mut open: BTreeMap<String, &Wanted<'_>> = BTreeMap::new();
    for wanted in &all {
        if wanted.reference.digest.is_none() && digests.resolve(wanted).is_err() {
            open.insert(wanted.reference.full(), wanted);
        }
    }
    let asked =
        if args.network.offline { BTreeMap::new() } else { ask(&open, &args.network, console)? };
    Ok(Answers { digests, asked })
}

#[cfg(not(feature = "registry"))]
fn ask(
    open: &BTreeMap<String, &Wanted<'_>>,
    _network: &crate::args::Network,
    _console: &Console,
) -> Result<Asked, Failure> {
    if open.is_empty() {
        return Ok(BTreeMap::new());
    }
    Err(Failure::usage("this build of compose2k8s asks no registry")
        .help("give the digests with `--digests` or `--metadata`, and `--offline`"))
}
