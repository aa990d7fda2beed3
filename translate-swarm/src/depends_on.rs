//! `depends_on`: Swarm starts everything at once and in no order.

use compose_model::model::Map;
use compose_model::model::service::{Condition, Dependency};

use crate::context::{At, Cx};
use crate::rules::START_ORDER;
use crate::{stack, start_wait};

/// Whether a service must not start before another one is healthy or has ended.
pub(crate) fn needs_waiting(depends_on: &Map<Dependency>) -> bool {
    let mut conditions = depends_on.values().filter_map(|one| one.condition.as_ref());
    conditions.any(|condition| condition.value != Condition::Started)
}

/// Says which order is lost and how to keep it.
pub(crate) fn report(
    at: At<'_>,
    depends_on: &Map<Dependency>,
    made: &stack::Service,
    cx: &mut Cx<'_>,
) {
    let waits = start_wait::is_wrapped(made);
    for (key, dependency) in depends_on {
        if cx.project.services.get(key).is_some_and(|service| service.provider.is_some()) {
            // It is left out, which is reported, so that there is nothing to wait for.
            continue;
        }
        let Dependency { condition, restart, required: _, extensions: _ } = &dependency.value;
        let attribute = format!("depends_on.{key}");
        let condition = condition.as_ref().map_or(Condition::Started, |one| one.value);
        let lost = match condition {
            Condition::Healthy if waits => None,
            Condition::Started => {
                Some(format!("`{}` does not wait until `{key}` is started", at.key))
            }
            Condition::Healthy => {
                Some(format!("`{}` does not wait until `{key}` is healthy", at.key))
            }
            Condition::CompletedSuccessfully if waits => {
                Some(format!("`{}` does not see whether `{key}` has failed", at.key))
            }
            Condition::CompletedSuccessfully => {
                Some(format!("`{}` does not wait until `{key}` has ended", at.key))
            }
        };
        if let Some(message) = lost {
            let mut finding = at.finding(&START_ORDER, &attribute, &dependency.origin, message);
            if condition == Condition::Started {
                finding.severity = compose_model::diagnostic::Severity::Note;
            }
            cx.report(finding.help("deploy with `deploy.sh --wait-order`, which keeps the order"));
        }
        // Links and shared namespaces bring it along, where nobody has asked for it.
        let asked = restart
            .as_ref()
            .filter(|restart| restart.value && restart.origin.generated_by().is_none());
        if let Some(restart) = asked {
            let message = format!("an update of `{key}` does not restart `{}`", at.key);
            let attribute = format!("{attribute}.restart");
            cx.report(at.finding(&START_ORDER, &attribute, &restart.origin, message));
        }
    }
}
