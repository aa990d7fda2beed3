//! Who may write to claims: the group of their files.

use compose_model::diagnostic::Diagnostic;

use super::mounts::{Seed, What};
use crate::context::Cx;
use crate::images;
use crate::plan::{Member, PodPlan};
use crate::rules::{FILE_GROUP, VOLUME_OWNER};

/// The group for `fsGroup`: that of whoever writes to a claim or must read a file of restricted mode.
///
/// Docker gives a new volume the owner that the image's folder has. A cluster makes it root's, so a
/// process that is not root needs a group that may write.
pub(super) fn group(pod: &PodPlan<'_>, cx: &mut Cx<'_>) -> Option<i64> {
    let storage = cx.storage;
    let mut found = None;
    for member in &pod.members {
        let mounts = storage.mounts_of(member.key);
        let writes = mounts.iter().find(|mount| {
            let external = match &mount.what {
                What::Claim { claim, .. } => {
                    storage.claims.get(claim).is_some_and(|it| it.external)
                }
                _ => return false,
            };
            !mount.read_only && !external
        });
        let strict = mounts.iter().find(|mount| match &mount.what {
            What::Reference(reference) => reference.mode & 0o004 == 0,
            _ => false,
        });
        if writes.is_none() && strict.is_none() {
            continue;
        }
        match owner(member) {
            Owner::Root => {}
            Owner::Group(group) => {
                if let Some(mount) = strict {
                    let message =
                        format!("the group {group} may read the file at `{}`", mount.target);
                    let finding = Diagnostic::new(&FILE_GROUP, message).at(mount.origin, "");
                    cx.report(finding.subject(mount.key.clone()));
                }
                found = found.or(Some(group));
            }
            Owner::Unknown => {
                // What fills a volume from the image gives it the image's owner too.
                if let Some(mount) = writes.filter(|mount| mount.seed == Seed::Never) {
                    let message = format!(
                        "`{}` cannot write to `{}` if its image starts as another user than root",
                        member.key, mount.target
                    );
                    let finding = Diagnostic::new(&VOLUME_OWNER, message).at(mount.origin, "");
                    cx.report(finding.subject(mount.key.clone()));
                }
            }
        }
    }
    found
}

enum Owner {
    Root,
    Group(i64),
    Unknown,
}

fn owner(member: &Member<'_>) -> Owner {
    if let Some(user) = &member.service.user {
        let (user, group) = user.split_once(':').unwrap_or((user, ""));
        return match (user.parse::<i64>(), group.parse::<i64>()) {
            (Ok(0), _) => Owner::Root,
            (_, Ok(group)) if group > 0 => Owner::Group(group),
            (Ok(user), _) => Owner::Group(user),
            _ if user == "root" => Owner::Root,
            _ => Owner::Unknown,
        };
    }
    let image = member.service.image.as_ref().filter(|_| member.service.build.is_none());
    match image.and_then(|image| images::exactly(image)) {
        // Images that start as root give their folders an owner themselves.
        Some(known) => known.group.filter(|group| *group > 0).map_or(Owner::Root, Owner::Group),
        None => Owner::Unknown,
    }
}
