//! The version of the stack file: the lowest that knows what the stack uses.
//!
//! Old clients refuse versions that they do not know, and none warns about a low one.

use crate::stack::Stack;

/// The lowest sufficient version.
pub(crate) fn lowest(stack: &Stack) -> &'static str {
    let services = || stack.services.values();
    let attachment_options = |service: &crate::stack::Service| {
        service.networks.values().any(|n| !n.driver_opts.is_empty())
    };
    let start_interval = |service: &crate::stack::Service| {
        service.healthcheck.as_ref().is_some_and(|check| check.start_interval.is_some())
    };
    let pids = |service: &crate::stack::Service| {
        service.deploy.resources.limits.as_ref().is_some_and(|limits| limits.pids.is_some())
    };
    if services().any(|service| service.oom_score_adj.is_some() || attachment_options(service)) {
        "3.13"
    } else if services().any(start_interval) {
        "3.12"
    } else if services().any(pids) {
        "3.9"
    } else {
        "3.8"
    }
}
