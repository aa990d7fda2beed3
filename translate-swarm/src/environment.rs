//! Variables: always quoted strings, with what `docker stack` and Swarm would change of them.

use compose_model::model::Map;
use compose_model::{Origin, Spanned};

use crate::context::{At, Cx};
use crate::rules::{EMPTY_VARIABLE, UNSET_VARIABLE};
use crate::service::template;
use crate::stack::Pairs;

/// Variables that `deploy.sh` leaves in its environment, because `docker` needs them.
fn is_kept_by_the_script(name: &str) -> bool {
    matches!(name, "PATH" | "HOME" | "SSH_AUTH_SOCK")
        || name.starts_with("DOCKER_")
        || name.to_ascii_uppercase().ends_with("_PROXY")
}

/// The variables of a service.
pub(crate) fn translate(at: At<'_>, environment: &Map<Option<String>>, cx: &mut Cx<'_>) -> Pairs {
    let mut variables = Pairs::with_capacity(environment.len());
    let mut empty: Vec<(&str, &Origin)> = Vec::new();
    for (name, Spanned { value, origin }) in environment {
        let attribute = format!("environment.{name}");
        let Some(value) = value else {
            let message = format!("the variable `{name}` has no value and is left out");
            cx.report(at.finding(&UNSET_VARIABLE, &attribute, origin, message));
            continue;
        };
        at.origin(cx, &attribute, &attribute, origin);
        if value.is_empty() {
            empty.push((name, origin));
        }
        variables.insert(name.clone(), template(at, &attribute, origin, value, cx));
    }
    report_empty(at, &empty, cx);
    variables
}

/// `docker stack deploy` gives an empty variable the value that the deploying shell has for it.
fn report_empty(at: At<'_>, empty: &[(&str, &Origin)], cx: &mut Cx<'_>) {
    for (name, origin) in empty.iter().filter(|(name, _)| is_kept_by_the_script(name)) {
        let message = format!(
            "the empty variable `{name}` gets the value that it has in the shell that deploys"
        );
        let attribute = format!("environment.{name}");
        let mut finding = at.finding(&EMPTY_VARIABLE, &attribute, origin, message);
        finding.severity = compose_model::diagnostic::Severity::Warning;
        cx.report(finding.help(format!("unset `{name}` before you deploy")));
    }
    let mut others = empty.iter().filter(|(name, _)| !is_kept_by_the_script(name));
    let Some((name, origin)) = others.next() else { return };
    let more = match others.count() {
        0 => String::new(),
        n => format!(" and {n} more"),
    };
    let message = format!(
        "the empty variable `{name}`{more} would get a value from the shell that runs `docker stack deploy`"
    );
    let finding = at.finding(&EMPTY_VARIABLE, &format!("environment.{name}"), origin, message);
    cx.report(finding.help("deploy with `deploy.sh`, which clears its environment"));
}
