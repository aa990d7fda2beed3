//! From images to digests.

use super::gathered::Gathered;
use super::wanted::{Use, Wanted};
use super::{Lock, wanted};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::images::Naming;
use crate::model::Project;
use crate::origin::Spanned;
use crate::rules;
use crate::types::image::ImageReference;

/// Tells the digest of an image: a registry, a file, a build's metadata.
pub trait DigestResolver {
    /// The digest, `sha256:…`.
    ///
    /// # Errors
    /// [`ResolveError`] says why there is none.
    fn resolve(&self, wanted: &Wanted<'_>) -> Result<String, ResolveError>;

    /// The name under which the image of a service that is only built was pushed, where this source
    /// knows one.
    fn built_image(&self, _service: &str) -> Option<ImageReference> {
        None
    }
}

/// Why there is no digest.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ResolveError {
    /// The source does not know the image; another source may.
    #[error("none of the given digests is for it")]
    NotKnown,
    /// The registry says that it has no such image.
    #[error("the registry does not have it")]
    NotFound,
    /// The registry does not let us see it.
    #[error("the registry denies access: {0}")]
    Denied(String),
    /// The source did not answer, or not as it should.
    #[error("{0}")]
    Failed(String),
}

/// Whether a text is a digest: an algorithm and hexadecimal digits.
pub fn is_digest(text: &str) -> bool {
    format!("image@{text}").parse::<ImageReference>().is_ok()
}

impl Lock {
    /// Asks for the digest of every image of the active services. What cannot be told is an error at
    /// the place of the image, and a warning for one that only some targets add; a service that is only
    /// built, and of whose image nothing is known, is a note.
    ///
    /// An image that the Compose files pin themselves is taken as it is.
    pub fn resolve(
        project: &Project,
        naming: &Naming,
        resolver: &dyn DigestResolver,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut lock = Self::default();
        let known = |service: &str| resolver.built_image(service);
        let mut open = Gathered::default();
        for wanted in wanted(project, naming, &known, diagnostics) {
            match digest(&wanted, resolver) {
                Ok(digest) => lock.add(&wanted, &digest),
                Err(error) => open.add(unresolved(&wanted, &error), &wanted),
            }
        }
        open.report(diagnostics);
        lock
    }

    fn add(&mut self, wanted: &Wanted<'_>, digest: &str) {
        let mut pinned = wanted.reference.clone();
        if pinned.digest.is_none() && pinned.tag.is_none() {
            // Says which tag had the digest.
            pinned.tag = Some("latest".to_owned());
        }
        pinned.digest = Some(digest.to_owned());
        let image = Spanned::generated(pinned.to_string(), "lock");
        let name = wanted.service.to_owned();
        match wanted.used_as {
            Use::Helper => {
                self.helpers.insert(name, image);
            }
            Use::Service => self.services.entry(name).or_default().image = Some(image),
            Use::Mount(mount) => {
                let target = mount.target.as_ref().map(|it| it.value.clone()).unwrap_or_default();
                let mut mount = mount.clone();
                mount.source = Some(image);
                self.services.entry(name).or_default().mounts.insert(target, mount);
            }
        }
    }
}

fn digest(wanted: &Wanted<'_>, resolver: &dyn DigestResolver) -> Result<String, ResolveError> {
    if let Some(digest) = &wanted.reference.digest {
        return Ok(digest.clone());
    }
    let digest = resolver.resolve(wanted)?;
    if is_digest(&digest) {
        Ok(digest)
    } else {
        Err(ResolveError::Failed(format!("`{digest}` is not a digest")))
    }
}

fn unresolved(wanted: &Wanted<'_>, error: &ResolveError) -> Diagnostic {
    let whose = match wanted.used_as {
        Use::Helper => ", which the translation adds",
        Use::Service | Use::Mount(_) => "",
    };
    let message = format!("no digest for `{}`{whose}: {error}", wanted.reference);
    let mut finding = Diagnostic::new(&rules::UNRESOLVED_IMAGE, message);
    if wanted.used_as == Use::Helper {
        // Not every target adds it; one that does refuses it under `--locked`.
        finding.severity = Severity::Warning;
    }
    let built = "build and push it first: `compose2k8s images --format bake` says how";
    match error {
        ResolveError::NotFound | ResolveError::NotKnown if wanted.built => finding.help(built),
        ResolveError::NotFound => finding.help("correct the name or the tag"),
        ResolveError::Denied(_) => {
            finding.help(format!("run `docker login {}`", wanted.reference.registry_or_default()))
        }
        ResolveError::NotKnown => finding.help("add a line `IMAGE DIGEST` for it"),
        ResolveError::Failed(_) => finding,
    }
}
