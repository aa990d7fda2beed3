//! What `--harden restricted` sets: as much of the level as is known to work.
//!
//! A process that keeps its user loses nothing that Compose promised it when it can no longer gain
//! rights. Root needs its capabilities (images give their data an owner, then step down), so they are
//! dropped only where another user is known. What remains is reported by `pod_security`.

use k8s_openapi::api::core::v1::{Capabilities, SecurityContext};

use crate::options::Harden;

/// `nobody`: who runs the containers that are ours.
const NOBODY: i64 = 65_534;

/// Hardens the container of a service.
pub(crate) fn own(context: &mut SecurityContext, level: Harden) {
    if level != Harden::Restricted {
        return;
    }
    let added = context.capabilities.iter().flat_map(|it| &it.add).flatten();
    // Kubernetes refuses the one beside the others.
    let gains = context.privileged == Some(true)
        || added.into_iter().any(|name| name == "SYS_ADMIN" || name == "ALL");
    if !gains {
        context.allow_privilege_escalation = Some(false);
    }
    if context.run_as_user.is_some_and(|user| user != 0) {
        context.run_as_non_root = Some(true);
        let capabilities = context.capabilities.get_or_insert_with(Capabilities::default);
        capabilities.drop = Some(vec!["ALL".to_owned()]);
    }
}

/// The context of a container of ours that waits or brings tools: it needs no rights at all.
pub(crate) fn helper(level: Harden) -> Option<SecurityContext> {
    as_user(NOBODY, level)
}

/// The context of a container of ours that runs as a certain user.
pub(crate) fn as_user(user: i64, level: Harden) -> Option<SecurityContext> {
    (level == Harden::Restricted).then(|| {
        let mut context = SecurityContext { run_as_user: Some(user), ..SecurityContext::default() };
        own(&mut context, level);
        context
    })
}
