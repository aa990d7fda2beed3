//! The lock as the last of the Compose files.

use super::{Lock, LockedService, helpers};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::Project;
use crate::model::service::Service;
use crate::origin::{Spanned, Step};
use crate::rules::STALE_LOCK;
use crate::types::image::ImageReference;

impl Lock {
    /// Puts the pinned images in the place of the project's own, as if the lock were the last Compose
    /// file.
    ///
    /// An override would silently bring back what the files have meanwhile given up: a service that
    /// is gone, the image of last month. That is reported instead, and left as the files say.
    pub fn apply(&self, project: &mut Project, diagnostics: &mut Diagnostics) {
        helpers::put(project, self.helpers.iter());
        for (name, locked) in &self.services {
            let all = [&mut project.services, &mut project.disabled_services];
            match all.into_iter().find_map(|services| services.get_mut(name)) {
                Some(service) => apply_to(name, service, locked, diagnostics),
                None => diagnostics.push(
                    Diagnostic::new(&STALE_LOCK, format!("the project has no service `{name}`"))
                        .at(locked.name.origin.place(), "locked here")
                        .help(STALE_LOCK.hint())
                        .subject(format!("services.{name}")),
                ),
            }
        }
    }
}

fn apply_to(
    name: &str,
    service: &mut Service,
    locked: &LockedService,
    diagnostics: &mut Diagnostics,
) {
    if let Some(image) = &locked.image {
        replace(&mut service.image, image, &format!("services.{name}.image"), diagnostics);
    }
    for (target, locked) in &locked.mounts {
        let subject = format!("services.{name}.volumes[{target}].source");
        let is_meant = |mount: &&mut Spanned<crate::model::service::Mount>| {
            mount.target.as_deref() == Some(target) && super::wanted::image_source(mount).is_some()
        };
        match (service.volumes.iter_mut().find(is_meant), &locked.source) {
            (Some(mount), Some(image)) => replace(&mut mount.source, image, &subject, diagnostics),
            (None, Some(image)) => diagnostics.push(
                Diagnostic::new(&STALE_LOCK, format!("`{name}` mounts no image at `{target}`"))
                    .at(&image.origin, "locked here")
                    .help(STALE_LOCK.hint())
                    .subject(subject),
            ),
            (_, None) => {}
        }
    }
}

fn replace(
    image: &mut Option<Spanned<String>>,
    locked: &Spanned<String>,
    subject: &str,
    diagnostics: &mut Diagnostics,
) {
    let mut replacement = locked.clone();
    if let Some(old) = image {
        if !pins(locked, old) {
            let message = format!("the lock has `{}`, which does not pin `{old}`", **locked);
            diagnostics.push(
                Diagnostic::new(&STALE_LOCK, message)
                    .at(&old.origin, "the project's image")
                    .related(&locked.origin, "locked here")
                    .help(STALE_LOCK.hint())
                    .subject(subject),
            );
            return;
        }
        if let Some(span) = old.span() {
            replacement.origin.push(Step::Overrides(span));
        }
    }
    *image = Some(replacement);
}

/// Whether the one image is the other with a digest. A lock without tags is one too: that is how
/// Azure's task "Write service image digests" writes it.
pub(super) fn pins(locked: &str, image: &str) -> bool {
    let parsed = (locked.parse::<ImageReference>(), image.trim().parse::<ImageReference>());
    let (Ok(locked), Ok(image)) = parsed else { return false };
    if locked.digest.is_none()
        || image.digest.as_ref().is_some_and(|it| Some(it) != locked.digest.as_ref())
    {
        return false;
    }
    let tag = |image: &ImageReference| image.tag.clone().unwrap_or_else(|| "latest".to_owned());
    let same_tag = locked.tag.is_none() || image.digest.is_some() || tag(&locked) == tag(&image);
    let name = |image: ImageReference| ImageReference { tag: None, digest: None, ..image }.full();
    same_tag && name(locked) == name(image)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DIGEST: &str = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    #[test]
    fn a_lock_pins_the_same_name_and_tag() {
        for (locked, image, want) in [
            ("nginx:1", "nginx:1", true),
            ("nginx:1", "docker.io/library/nginx:1", true),
            ("nginx:latest", "nginx", true),
            ("nginx", "nginx:1", true),
            ("nginx:1", "nginx:2", false),
            ("nginx:1", "nginx", false),
            ("nginx:1", "httpd:1", false),
            ("ghcr.io/nginx:1", "nginx:1", false),
        ] {
            assert_eq!(pins(&format!("{locked}@{DIGEST}"), image), want, "{locked} {image}");
            assert!(!pins(locked, image), "{locked} has no digest");
        }
        let other = DIGEST.replace('0', "1");
        assert!(pins(&format!("a:1@{DIGEST}"), &format!("a:1@{DIGEST}")));
        assert!(!pins(&format!("a:1@{DIGEST}"), &format!("a:1@{other}")));
    }
}
