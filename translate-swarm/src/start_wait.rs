//! Waiting for dependencies within the stack file.
//!
//! Swarm starts everything at once. But its DNS has `tasks.<service>` only while a task of the
//! service runs and, where it has a healthcheck, is healthy, so that a command can wait for the name
//! to come, or for that of a service which runs to its end to go again. A command can be made to
//! wait where it is a shell's: then the image has a shell, and whatever entry point it has runs
//! shells. Other commands stay as they are, because nobody here knows what the image has.

use compose_model::model::Map;
use compose_model::model::service::{Condition, Dependency};

use crate::context::{At, Cx};
use crate::escape::Text;
use crate::options::StartWait;
use crate::plan::Membership;
use crate::rules::START_WAIT;
use crate::stack;

/// Becomes the words after the second `--`, once every name before the first one resolves, and every
/// name between the two has resolved and does so no more.
///
/// A service that ends can be faster than this one starts, so that its name is waited for 3 seconds
/// only. Without a program that resolves names there is no waiting.
const SCRIPT: &str = "\
up() { { getent hosts \"tasks.$1\" || nslookup \"tasks.$1\" || ping -c 1 -W 1 \"tasks.$1\"; } >/dev/null 2>&1; }
can=$(command -v getent || command -v nslookup || command -v ping)
while [ \"$1\" != -- ]; do
  until [ -z \"$can\" ] || up \"$1\"; do sleep 1; done
  shift
done
shift
while [ \"$1\" != -- ]; do
  n=0
  until [ -z \"$can\" ] || [ $n = 3 ] || up \"$1\"; do sleep 1; n=$((n + 1)); done
  while [ -n \"$can\" ] && up \"$1\"; do sleep 1; done
  shift
done
shift
exec \"$@\"";

/// What a service waits for.
#[derive(Debug, Default)]
struct Awaited<'a> {
    healthy: Vec<&'a str>,
    ended: Vec<&'a str>,
}

/// Makes the command of a service wait for the services that must be healthy or have ended first.
pub(crate) fn wrap(
    at: At<'_>,
    depends_on: &Map<Dependency>,
    made: &mut stack::Service,
    cx: &mut Cx<'_>,
) {
    if cx.options.start_wait == StartWait::Never {
        return;
    }
    let Some(shell) = shell_of(made) else { return };
    let awaited = awaited(at, depends_on, cx);
    let Awaited { healthy, ended } = &awaited;
    let names =
        |names: &[&str]| -> Vec<Text> { names.iter().map(|name| Text::from(*name)).collect() };
    let Some(words) = made.entrypoint.as_mut().or(made.command.as_mut()) else { return };
    if healthy.is_empty() && ended.is_empty() {
        return;
    }
    let head = [shell.clone(), "-c".into(), SCRIPT.into(), shell];
    let separator = || [Text::from("--")];
    *words = head
        .into_iter()
        .chain(names(healthy))
        .chain(separator())
        .chain(names(ended))
        .chain(separator())
        .chain(words.drain(..))
        .collect();
    let mut waits = Vec::new();
    if !healthy.is_empty() {
        waits.push(format!("`{}` is healthy", healthy.join("`, `")));
    }
    if !ended.is_empty() {
        waits.push(format!("`{}` has ended", ended.join("`, `")));
    }
    let message =
        format!("the command waits until {}: Swarm starts everything at once", waits.join(" and "));
    if let Some(first) = depends_on.values().next() {
        cx.report(at.finding(&START_WAIT, "depends_on", &first.origin, message));
    }
}

/// The dependencies that share a network with a service, so that it can see their names.
fn awaited<'a>(at: At<'_>, depends_on: &Map<Dependency>, cx: &Cx<'a>) -> Awaited<'a> {
    let plan = cx.plan;
    let own = plan.membership(at.key).networks();
    let mut awaited = Awaited::default();
    for (key, dependency) in depends_on {
        let is_near = match plan.membership(key) {
            Membership::Networks(keys) => keys.iter().any(|key| own.contains(key)),
            Membership::Node { .. } | Membership::Isolated(_) => false,
        };
        let Some((key, _)) = cx.project.services.get_key_value(key).filter(|_| is_near) else {
            continue;
        };
        match dependency.condition.as_ref().map(|condition| condition.value) {
            Some(Condition::Healthy) => awaited.healthy.push(plan.services.get(key)),
            Some(Condition::CompletedSuccessfully) => awaited.ended.push(plan.services.get(key)),
            Some(Condition::Started) | None => {}
        }
    }
    awaited
}

/// The shell that the image of a service is known to have.
fn shell_of(made: &stack::Service) -> Option<Text> {
    if let Some(entrypoint) = &made.entrypoint {
        let word = entrypoint.first()?;
        let is_script = word.0.rsplit_once('.').is_some_and(|(_, extension)| extension == "sh");
        return if is_script { Some("sh".into()) } else { is_shell(&word.0).then(|| word.clone()) };
    }
    // What runs a command is the image's entry point, of which only the shell's own words tell.
    let word = made.command.as_ref()?.first()?;
    is_shell(&word.0).then(|| word.clone())
}

/// Whether a word runs a POSIX shell.
fn is_shell(word: &str) -> bool {
    let name = word.rsplit('/').next().unwrap_or(word);
    matches!(name, "sh" | "ash" | "bash" | "dash" | "ksh" | "zsh")
}

/// Whether a service's command waits.
pub(crate) fn is_wrapped(made: &stack::Service) -> bool {
    let words = made.entrypoint.as_ref().or(made.command.as_ref());
    words.is_some_and(|words| words.get(2).is_some_and(|word| word.0 == SCRIPT))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn service(entrypoint: &[&str], command: &[&str]) -> stack::Service {
        let words = |words: &[&str]| -> Option<Vec<Text>> {
            (!words.is_empty()).then(|| words.iter().map(|word| Text::from(*word)).collect())
        };
        stack::Service {
            entrypoint: words(entrypoint),
            command: words(command),
            ..stack::Service::default()
        }
    }

    #[test]
    fn only_images_with_a_shell_wait() {
        assert_eq!(shell_of(&service(&[], &["/bin/bash", "-c", "x"])), Some("/bin/bash".into()));
        assert_eq!(shell_of(&service(&["/entry.sh"], &["server"])), Some("sh".into()));
        assert_eq!(shell_of(&service(&[], &["./start.sh"])), None);
        assert_eq!(shell_of(&service(&["prometheus"], &["sh", "-c"])), None);
        assert_eq!(shell_of(&service(&[], &[])), None);
    }
}
