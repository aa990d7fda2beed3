//! `depends_on`: Swarm starts everything at once and in no order.

use compose_model::diagnostic::{Diagnostic, Severity};
use compose_model::model::Map;
use compose_model::model::service::{Condition, Dependency};
use compose_model::source::Span;
use compose_model::words::listed;
use indexmap::IndexMap;

use crate::context::{At, Cx};
use crate::rules::START_ORDER;
use crate::{stack, start_wait};

/// Whether a service must not start before another one is healthy or has ended.
pub(crate) fn needs_waiting(depends_on: &Map<Dependency>) -> bool {
    let mut conditions = depends_on.values().filter_map(|one| one.condition.as_ref());
    conditions.any(|condition| condition.value != Condition::Started)
}

/// The services that lose something, by what it is and where it is written: a `depends_on` that several
/// services share is one.
pub(crate) type Losses = IndexMap<Loss, Vec<(String, String)>>;

/// What a dependency loses.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Loss {
    place: Option<Span>,
    /// The service that is depended on.
    dependency: String,
    lost: Lost,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Lost {
    /// It does not wait until the other one is in this state.
    Wait(&'static str),
    /// It waits for the end, whatever that was.
    Failure,
    /// It is not restarted with the other one.
    Restart,
}

const STARTED: Lost = Lost::Wait("is started");

/// Notes which order is lost.
pub(crate) fn note(
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
        let mut add = |place, lost, attribute: &str| {
            let loss = Loss { place, dependency: key.clone(), lost };
            let subject = at.path(&format!("depends_on.{key}{attribute}"));
            cx.lost_order.entry(loss).or_default().push((at.key.to_owned(), subject));
        };
        let condition = condition.as_ref().map_or(Condition::Started, |one| one.value);
        let lost = match condition {
            Condition::Healthy if waits => None,
            Condition::Started => Some(STARTED),
            Condition::Healthy => Some(Lost::Wait("is healthy")),
            Condition::CompletedSuccessfully if waits => Some(Lost::Failure),
            Condition::CompletedSuccessfully => Some(Lost::Wait("has ended")),
        };
        if let Some(lost) = lost {
            add(dependency.origin.place(), lost, "");
        }
        // Links and shared namespaces bring it along, where nobody has asked for it.
        let asked = restart
            .as_ref()
            .filter(|restart| restart.value && restart.origin.generated_by().is_none());
        if let Some(restart) = asked {
            add(restart.origin.place(), Lost::Restart, ".restart");
        }
    }
}

/// Says which order is lost and how to keep it.
pub(crate) fn report(cx: &mut Cx<'_>) {
    for (loss, services) in std::mem::take(&mut cx.lost_order) {
        let finding = Diagnostic::new(&START_ORDER, loss.message(&services));
        let places = services.into_iter().map(|(_, subject)| (loss.place, subject));
        let mut finding = finding.at_all(places);
        if loss.lost == STARTED {
            finding.severity = Severity::Note;
        }
        if loss.lost != Lost::Restart {
            let help = "deploy with `deploy.sh --wait-order`, which keeps the order";
            finding = finding.help(help);
        }
        cx.report(finding);
    }
}

impl Loss {
    fn message(&self, services: &[(String, String)]) -> String {
        let who = listed(services.iter().map(|(service, _)| service.as_str()), "service");
        let (does, key) = (if services.len() == 1 { "does" } else { "do" }, &self.dependency);
        match self.lost {
            Lost::Wait(state) => format!("{who} {does} not wait until `{key}` {state}"),
            Lost::Failure => format!("{who} {does} not see whether `{key}` has failed"),
            Lost::Restart => format!("an update of `{key}` does not restart {who}"),
        }
    }
}
