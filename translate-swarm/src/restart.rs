//! When a task starts again. Swarm's default is always and Compose's is never, so it is always said.

use compose_model::Spanned;
use compose_model::model::service;

use crate::context::{At, Cx};
use crate::rules::ONE_SHOT;
use crate::stack::RestartPolicy;
use crate::units;

/// When to start a task again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Condition {
    /// Never.
    None,
    /// When it ends with an error.
    OnFailure,
    /// Always.
    Any,
}

impl Condition {
    fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::OnFailure => "on-failure",
            Self::Any => "any",
        }
    }
}

/// How long a service is meant to run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Life {
    /// For ever.
    Long,
    /// To its end: it is a job, or others wait for it.
    Ends,
    /// To its end, and it fails when it starts before what it depends on works.
    EndsAfterRetries,
}

/// The restart policy of a service. `deploy.restart_policy` wins over `restart`, as under Compose.
///
/// A service that runs to its end is not started again after it has succeeded, whatever it says.
pub(crate) fn translate(
    at: At<'_>,
    restart: Option<&Spanned<String>>,
    policy: Option<&Spanned<service::RestartPolicy>>,
    life: Life,
    cx: &mut Cx<'_>,
) -> RestartPolicy {
    let field = "deploy.restart_policy";
    if let Some(policy) = policy {
        at.origin(cx, field, "deploy.restart_policy", &policy.origin);
        let service::RestartPolicy { condition, delay, max_attempts, window, extensions: _ } =
            &policy.value;
        let condition = match condition.as_ref().map(|condition| condition.as_str()) {
            Some("none" | "no") => Condition::None,
            Some("on-failure") => Condition::OnFailure,
            // `always` and `unless-stopped` are Compose's words for it.
            _ => always(life),
        };
        let made = RestartPolicy {
            condition: condition.as_str().into(),
            delay: delay.as_ref().map(|delay| units::duration(delay.value)),
            max_attempts: max_attempts.as_ref().map(|attempts| attempts.value),
            window: window.as_ref().map(|window| units::duration(window.value)),
        };
        return made;
    }
    let (condition, max_attempts) = match restart {
        Some(restart) => {
            at.origin(cx, field, "restart", &restart.origin);
            short_form(restart, life)
        }
        None => match life {
            Life::Long => {
                cx.restarted.add(at, "restart", &cx.project.services[at.key].origin);
                (Condition::Any, None)
            }
            Life::Ends => (Condition::None, None),
            Life::EndsAfterRetries => (Condition::OnFailure, None),
        },
    };
    RestartPolicy { condition: condition.as_str().into(), max_attempts, ..RestartPolicy::default() }
}

fn always(life: Life) -> Condition {
    if life == Life::Long { Condition::Any } else { Condition::OnFailure }
}

/// `no`, `always`, `unless-stopped` or `on-failure[:N]`.
fn short_form(restart: &str, life: Life) -> (Condition, Option<i64>) {
    let (word, attempts) = restart.split_once(':').unwrap_or((restart, ""));
    match word {
        "no" => (Condition::None, None),
        "on-failure" => (Condition::OnFailure, attempts.parse().ok()),
        _ => (always(life), None),
    }
}

/// Says that a service which runs to its end becomes a job, or a service that is not started again.
pub(crate) fn report_one_shot(at: At<'_>, is_job: bool, is_retried: bool, cx: &mut Cx<'_>) {
    let service = &cx.project.services[at.key];
    let what = if is_job { "a job" } else { "a service" };
    let when = if is_retried { "started again only when it fails" } else { "not started again" };
    let message = format!("`{}` runs to its end: it becomes {what} that is {when}", at.key);
    let finding = compose_model::diagnostic::Diagnostic::new(&ONE_SHOT, message)
        .at(service.origin.place(), "")
        .subject(format!("services.{}", at.key));
    cx.report(finding);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms() {
        assert_eq!(short_form("no", Life::Long), (Condition::None, None));
        assert_eq!(short_form("unless-stopped", Life::Long), (Condition::Any, None));
        assert_eq!(short_form("always", Life::Ends), (Condition::OnFailure, None));
        assert_eq!(short_form("on-failure", Life::Long), (Condition::OnFailure, None));
        assert_eq!(short_form("on-failure:3", Life::Long), (Condition::OnFailure, Some(3)));
    }
}
