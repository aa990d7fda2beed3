//! Waiting for dependencies within the stack file.
//!
//! Swarm starts everything at once. But its DNS has `tasks.<service>` only while a task of the
//! service is healthy, so that a command can wait for the name. A service's command can be made to
//! wait where it is a shell's: then the image has a shell, and whatever entry point it has runs
//! shells. Other commands stay as they are, because nobody here knows what the image has.

use compose_model::model::Map;
use compose_model::model::service::{Condition, Dependency};

use crate::command::first_word;
use crate::context::{At, Cx};
use crate::escape::Text;
use crate::options::StartWait;
use crate::plan::Membership;
use crate::rules::START_WAIT;
use crate::stack;

/// Waits until every name given after the first `--` resolves, then becomes the rest of the words.
/// Without a program that resolves names it does not wait.
const SCRIPT: &str = "resolves() { getent hosts \"$1\" || nslookup \"$1\" || ping -c 1 -W 1 \"$1\"; }; \
     if command -v getent || command -v nslookup || command -v ping; then can=yes; else can=; fi >/dev/null; \
     while [ \"$1\" != -- ]; do \
     until [ -z \"$can\" ] || resolves \"tasks.$1\" >/dev/null 2>&1; do sleep 1; done; shift; done; \
     shift; exec \"$@\"";

/// Makes the command of a service wait for the services that must be healthy first.
pub(crate) fn wrap(
    at: At<'_>,
    depends_on: &Map<Dependency>,
    made: &mut stack::Service,
    cx: &mut Cx<'_>,
) {
    if cx.options.start_wait == StartWait::Never {
        return;
    }
    let plan = cx.plan;
    let own = plan.membership(at.key).networks();
    let awaited: Vec<&str> = depends_on
        .iter()
        .filter(|(key, dependency)| {
            let is_healthy =
                dependency.condition.as_ref().map(|one| one.value) == Some(Condition::Healthy);
            let shares_a_network = match plan.membership(key) {
                Membership::Networks(keys) => keys.iter().any(|key| own.contains(key)),
                Membership::Node { .. } | Membership::Isolated(_) => false,
            };
            is_healthy && shares_a_network && cx.project.services.contains_key(*key)
        })
        .map(|(key, _)| plan.services.get(key))
        .collect();
    let Some(shell) = first_word(made).filter(|word| is_shell(&word.0)).cloned() else { return };
    if awaited.is_empty() {
        return;
    }
    let words = made.entrypoint.as_mut().or(made.command.as_mut());
    let Some(words) = words else { return };
    let head = [shell.clone(), "-c".into(), SCRIPT.into(), shell];
    let names = awaited.iter().map(|name| Text::from(*name));
    let wrapped =
        head.into_iter().chain(names).chain([Text::from("--")]).chain(words.drain(..)).collect();
    *words = wrapped;
    let list = awaited.join("`, `");
    let message =
        format!("the command waits until `{list}` is healthy: Swarm starts everything at once");
    if let Some(first) = depends_on.values().next() {
        cx.report(at.finding(&START_WAIT, "depends_on", &first.origin, message));
    }
}

/// Whether a word runs a POSIX shell.
fn is_shell(word: &str) -> bool {
    let name = word.rsplit('/').next().unwrap_or(word);
    matches!(name, "sh" | "ash" | "bash" | "dash" | "ksh" | "zsh")
}

/// Whether a service's command waits, so that nothing is lost.
pub(crate) fn is_wrapped(made: &stack::Service) -> bool {
    let words = made.entrypoint.as_ref().or(made.command.as_ref());
    words.is_some_and(|words| words.get(2).is_some_and(|word| word.0 == SCRIPT))
}
