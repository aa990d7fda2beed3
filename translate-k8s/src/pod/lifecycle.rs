//! `post_start`, `pre_stop` and `stop_signal` as lifecycle hooks.

mod script;
mod stop_signal;

use compose_model::Spanned;
use compose_model::diagnostic::Diagnostic;
use compose_model::model::service::Hook;
use k8s_openapi::api::core::v1::{ExecAction, Lifecycle, LifecycleHandler};

use crate::context::Cx;
use crate::plan::Member;
use crate::rules::HOOK_ATTRIBUTE;
use crate::trace::Trace;

/// The hooks of a container, `None` without any. `process_one` says whether the container's own
/// process has number 1, which a stop signal is sent to.
pub(super) fn build(
    member: &Member<'_>,
    process_one: bool,
    trace: &mut Trace,
    cx: &mut Cx<'_>,
) -> Option<Lifecycle> {
    let service = member.service;
    let post_start = commands(member, "post_start", &service.post_start, cx);
    if let Some(hook) = service.post_start.first() {
        let key = format_args!("services.{}.post_start", member.key);
        trace.add("lifecycle.postStart.exec.command", key, &hook.origin);
    }
    let pre_stop = commands(member, "pre_stop", &service.pre_stop, cx);
    if let Some(hook) = service.pre_stop.first() {
        let key = format_args!("services.{}.pre_stop", member.key);
        trace.add("lifecycle.preStop.exec.command", key, &hook.origin);
    }
    let signal = stop_signal::script(member, process_one, trace, cx);
    let lifecycle = Lifecycle {
        post_start: handler(post_start, None),
        pre_stop: handler(pre_stop, signal),
        ..Lifecycle::default()
    };
    (lifecycle != Lifecycle::default()).then_some(lifecycle)
}

/// One handler for all commands, because Kubernetes has only one. The `end` comes whatever becomes of
/// the others: the container is stopped even when they fail.
fn handler(
    mut commands: Vec<script::Command>,
    end: Option<script::Command>,
) -> Option<LifecycleHandler> {
    let command = match (commands.len(), end) {
        (0, None) => return None,
        (1, None) => commands.remove(0).into_words(),
        (0, Some(end)) => end.into_words(),
        (_, end) => script::join(&commands, end.as_ref()),
    };
    let exec = ExecAction { command: Some(command) };
    Some(LifecycleHandler { exec: Some(exec), ..LifecycleHandler::default() })
}

fn commands(
    member: &Member<'_>,
    attribute: &str,
    hooks: &[Spanned<Hook>],
    cx: &mut Cx<'_>,
) -> Vec<script::Command> {
    let mut commands = Vec::new();
    for (at, hook) in hooks.iter().enumerate() {
        let Hook {
            command,
            image: _,
            user,
            privileged,
            working_dir,
            environment,
            per_replica: _,
            extensions: _,
        } = &hook.value;
        let key = format_args!("services.{}.{attribute}[{at}]", member.key);
        let user = user.as_ref().map(|user| (&user.origin, "user"));
        let privileged =
            privileged.as_ref().filter(|it| it.value).map(|it| (&it.origin, "privileged"));
        for (origin, name) in user.into_iter().chain(privileged) {
            let message = format!("a hook runs as the container does: `{name}` has no counterpart");
            cx.report(
                Diagnostic::new(&HOOK_ATTRIBUTE, message)
                    .at(origin, "")
                    .subject(format!("{key}.{name}")),
            );
        }
        let Some(command) = command.as_ref().filter(|command| !command.is_empty()) else {
            continue;
        };
        let variables = environment
            .iter()
            .filter_map(|(name, value)| Some((name.clone(), value.value.clone()?)));
        commands.push(script::Command {
            words: command.value.clone(),
            working_dir: working_dir.as_ref().map(|it| it.value.clone()),
            variables: variables.collect(),
        });
    }
    commands
}
