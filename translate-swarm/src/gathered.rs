//! Findings that would come once for each service, said once for all of them.

use compose_model::Origin;
use compose_model::diagnostic::{Diagnostic, Rule};
use compose_model::source::Span;

use crate::context::{At, Cx};
use crate::rules::{RESTART_DEFAULT, UNHEALTHY_TASK};

/// The places and keys of one finding.
#[derive(Debug, Default)]
pub(crate) struct Gathered {
    places: Vec<(Option<Span>, String)>,
}

impl Gathered {
    /// Adds an attribute of a service.
    pub(crate) fn add(&mut self, at: At<'_>, attribute: &str, origin: &Origin) {
        self.places.push((origin.place(), at.path(attribute)));
    }

    /// The finding, where there is anything to find. The message is made of the number of services.
    fn finding(self, rule: &'static Rule, message: impl Fn(usize) -> String) -> Option<Diagnostic> {
        let count = self.places.len();
        let finding = || Diagnostic::new(rule, message(count));
        (count > 0).then(|| finding().at_all(self.places))
    }
}

/// Reports what was gathered.
pub(crate) fn report(cx: &mut Cx<'_>) {
    let who = |count: usize, one: &str, several: &str| match count {
        1 => one.to_owned(),
        count => format!("{count} {several}"),
    };
    let restarted = std::mem::take(&mut cx.restarted).finding(&RESTART_DEFAULT, |count| {
        let who = who(count, "a service has", "services have");
        format!("{who} no `restart`: Swarm starts what ends again, `docker compose` does not")
    });
    let replaced = std::mem::take(&mut cx.replaced).finding(&UNHEALTHY_TASK, |_| {
        "a task that becomes unhealthy is replaced: `docker compose` leaves it alone".to_owned()
    });
    for finding in [restarted, replaced].into_iter().flatten() {
        cx.report(finding);
    }
}
