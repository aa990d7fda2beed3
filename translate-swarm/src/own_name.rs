//! Services that ask for themselves by name before they are healthy.
//!
//! Swarm gives a task its name in the network once its healthcheck has passed. A check that asks for
//! the service itself therefore never passes, and Swarm ends one task after the other. A host name
//! stands in the task's own table of hosts from the start, with its addresses in all networks.

use compose_model::diagnostic::Severity;
use compose_model::model::Service;

use crate::context::{At, Cx};
use crate::plan::Membership;
use crate::rules::OWN_NAME;
use crate::stack;

/// Makes the name by which a service with a healthcheck asks for itself its host name.
pub(crate) fn resolve(at: At<'_>, service: &Service, made: &mut stack::Service, cx: &mut Cx<'_>) {
    let is_on = made.healthcheck.as_ref().is_some_and(|it| !it.disable && it.test.is_some());
    let test = service.healthcheck.as_ref().and_then(|check| check.test.as_ref());
    let Some(test) = test.filter(|_| is_on) else { return };
    let plan = cx.plan;
    let Membership::Networks(networks) = plan.membership(at.key) else { return };
    let mut names = vec![at.key];
    for network in networks {
        names.extend(plan.aliases(at.key, network).iter().map(String::as_str));
    }
    // What the check asks for is what it needs; what the server is told of itself, it may need.
    // The first word is the program, which may well be called like the service.
    let program = usize::from(test.first().is_some_and(|kind| kind == "CMD"));
    let asked = || {
        let mut arguments = test.iter().skip(1 + program);
        let script = if program == 1 { None } else { arguments.next() };
        let script = script.and_then(|it| it.trim_start().split_once(char::is_whitespace));
        let mut texts =
            script.map(|(_, rest)| rest).into_iter().chain(arguments.map(String::as_str));
        texts.find_map(|text| names.iter().find(|name| has_word(text, name)))
    };
    let words = service.entrypoint.iter().chain(&service.command).flat_map(|it| it.value.iter());
    let values = service.environment.values().filter_map(|value| value.value.as_ref());
    let mut texts = words.chain(values);
    let Some(name) = asked()
        .or_else(|| texts.find_map(|text| names.iter().find(|name| has_authority(text, name))))
    else {
        return;
    };
    let (key, message) = (at.key, format!("`{}` asks for itself as `{name}`", at.key));
    match &made.hostname {
        Some(host) if host.0 == *name => {}
        Some(host) => {
            let message = format!(
                "{message}, which does not resolve before it is healthy: its host name is `{}`",
                host.0
            );
            let mut finding =
                at.value_finding(&OWN_NAME, "healthcheck.test", &test.origin, message);
            finding.severity = Severity::Warning;
            let help = format!("let `{key}` ask for `localhost`, or set `hostname: {name}`");
            cx.report(finding.help(help));
        }
        None => {
            let message = format!("{message} before it is healthy: that becomes its host name");
            cx.report(at.value_finding(&OWN_NAME, "healthcheck.test", &test.origin, message));
            at.origin(cx, "hostname", "healthcheck.test", &test.origin);
            made.hostname = Some((*name).into());
        }
    }
}

/// Whether a text has a name as a word of its own, or as the host of an address.
fn has_word(text: &str, name: &str) -> bool {
    let ends = |after: &str| !after.starts_with(|c: char| c == '/' || c == ':' || is_of_name(c));
    places(text, name).any(|(before, after)| !before.ends_with('/') && ends(after))
        || has_authority(text, name)
}

/// Whether a text has a name as the host of an address: `//name`, `user@name`, `name:80`.
fn has_authority(text: &str, name: &str) -> bool {
    places(text, name).any(|(before, after)| {
        let has_port =
            after.strip_prefix(':').is_some_and(|it| it.starts_with(|c: char| c.is_ascii_digit()));
        before.ends_with("//") || before.ends_with('@') || has_port && !before.ends_with('/')
    })
}

/// What is before and after each place where a text has a name that no longer one contains.
fn places<'t>(text: &'t str, name: &'t str) -> impl Iterator<Item = (&'t str, &'t str)> {
    text.match_indices(name).filter_map(move |(at, _)| {
        let (before, after) = (&text[..at], &text[at + name.len()..]);
        (!before.ends_with(is_of_name) && !after.starts_with(is_of_name)).then_some((before, after))
    })
}

fn is_of_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_addresses() {
        for text in
            ["web", "-h web", "--host=web -q", "curl http://web:80/", "nc -z web 80", "web:80"]
        {
            assert!(has_word(text, "web"), "{text}");
        }
        for text in ["webs", "my-web", "web.example.org", "/srv/web", "/web/x", "web/x", "web:x"] {
            assert!(!has_word(text, "web"), "{text}");
        }
        for text in ["http://web/", "amqp://u:p@web", "PLAINTEXT://web:9092", "web:9092,other:1"] {
            assert!(has_authority(text, "web"), "{text}");
        }
        for text in ["web", "-h web", "http://web.org", "a web server", "/web:80", "web:x"] {
            assert!(!has_authority(text, "web"), "{text}");
        }
    }
}
