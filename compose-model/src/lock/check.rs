//! Whether a lock is still what locking anew would give.

use super::gathered::Gathered;
use super::{Lock, Use, Wanted, wanted};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::images::Naming;
use crate::model::Project;
use crate::rules::{MOVED_TAG, STALE_LOCK};
use crate::types::image::ImageReference;

impl Lock {
    /// Reports where this lock differs from one that was resolved just now: tags that have moved,
    /// images that it does not have. Each is reported at the place of the image in the Compose file.
    ///
    /// What it has too much, [`Lock::apply`] reports.
    pub fn compare(
        &self,
        fresh: &Self,
        project: &Project,
        naming: &Naming,
        diagnostics: &mut Diagnostics,
    ) {
        // The names of built images come from the lock that was just made, and what cannot be pinned
        // was reported when it was.
        let built = |service: &str| fresh.image(service)?.parse().ok();
        let mut stale = Gathered::default();
        for wanted in wanted(project, naming, &built, &mut Diagnostics::default()) {
            let Some(now) = fresh.pin(&wanted) else { continue };
            match self.pin(&wanted) {
                Some(before) if digest(before) == digest(now) => {}
                Some(before) => stale.add(moved(&wanted, before, now), &wanted),
                None => {
                    let message = format!("the lock does not have `{}`", wanted.reference);
                    let finding = Diagnostic::new(&STALE_LOCK, message).help(STALE_LOCK.hint());
                    stale.add(finding, &wanted);
                }
            }
        }
        stale.report(diagnostics);
    }

    fn pin(&self, wanted: &Wanted<'_>) -> Option<&str> {
        let service = || self.services.get(wanted.service);
        let image = match wanted.used_as {
            Use::Helper => self.helpers.get(wanted.service),
            Use::Service => service()?.image.as_ref(),
            Use::Mount(mount) => service()?.mounts.get(mount.target.as_deref()?)?.source.as_ref(),
        };
        image.map(|image| image.as_str())
    }
}

fn moved(wanted: &Wanted<'_>, before: &str, now: &str) -> Diagnostic {
    let mut name: ImageReference = wanted.reference.clone();
    name.digest = None;
    let digest = |image| digest(image).unwrap_or_else(|| "no digest".to_owned());
    Diagnostic::new(&MOVED_TAG, format!("`{name}` has moved"))
        .note(format!("locked: {}", digest(before)))
        .note(format!("now:    {}", digest(now)))
        .help(MOVED_TAG.hint())
}

fn digest(image: &str) -> Option<String> {
    image.parse::<ImageReference>().ok()?.digest
}
