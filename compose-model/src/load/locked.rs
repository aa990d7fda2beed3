//! The lock as the last file of a project.

use super::LoadContext;
use super::read::FileRef;
use crate::lock::{FILE_NAME, Lock, refuse_unpinned};
use crate::model::Project;
use crate::rules::{INVALID_LOCK, STALE_LOCK};
use crate::types::path;

/// Whether images must be pinned by digest, and by which lock.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Locked {
    /// They need not be, and no lock is read.
    #[default]
    No,
    /// By `compose.images.yaml` in the project's folder, where that is there, or by the Compose files
    /// themselves.
    Beside,
    /// By the lock at this path, relative to the current directory.
    By(String),
}

/// Puts the locked images in the place of the project's own. All services are still there.
pub(crate) fn apply(project: &mut Project, context: &mut LoadContext<'_>) {
    let file = match &context.options.locked {
        Locked::No => return,
        Locked::Beside => {
            let beside = path::join(&context.scope.working_dir, FILE_NAME);
            if context.vfs.metadata(&beside).is_err() {
                return;
            }
            beside
        }
        Locked::By(file) => path::join(&path::clean(&context.options.working_dir), file),
    };
    let documents = context.documents(&FileRef::new(file));
    for document in documents {
        let lock = Lock::from_node(&document.root, &mut context.diagnostics);
        lock.apply(project, &mut context.diagnostics);
    }
}

/// Refuses images that are still not pinned, of the services that take part.
pub(crate) fn check(project: &Project, context: &mut LoadContext<'_>) {
    // What is missing may stand in a part of a lock that could not be read or was refused.
    let mut found = context.diagnostics.iter().map(|finding| finding.rule.code);
    let is_refused = found.any(|code| [STALE_LOCK.code, INVALID_LOCK.code].contains(&code));
    if context.options.locked != Locked::No && context.is_complete && !is_refused {
        refuse_unpinned(project, &mut context.diagnostics);
    }
}
