//! `patches`: changes of objects before they are checked.

use super::kubernetes::Verbatim;
use super::setting::settings;

settings! {
    /// A change of one or more objects, in the form of a strategic merge patch.
    pub(crate) struct Patch {
        /// Which objects it changes. At a service, without it, the service's workload.
        "target" target: Target,
        /// What it changes: maps are merged, null takes a key away, lists are merged by the names of
        /// their items where Kubernetes does that, and `$patch: delete` or `replace` as in `kubectl`.
        "patch" patch: Verbatim,
    }
}

settings! {
    /// The objects that a patch changes: those for which all that is said is true.
    pub(crate) struct Target {
        /// Their kind.
        "kind" kind: String,
        /// Their name.
        "name" name: String,
    }
}
