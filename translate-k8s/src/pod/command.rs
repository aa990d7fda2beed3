//! `entrypoint` and `command` as `command` and `args`.

use compose_model::diagnostic::Diagnostic;
use k8s_openapi::api::core::v1::Container;

use super::escape;
use crate::context::Cx;
use crate::plan::Member;
use crate::rules::CLEARED_ENTRYPOINT;
use crate::trace::Trace;

/// Sets what the container runs.
///
/// As under Compose, an entry point of the file's own makes the image's command void, and a cleared
/// one (`entrypoint: []`) leaves the command alone as what is run.
pub(super) fn set(
    container: &mut Container,
    member: &Member<'_>,
    trace: &mut Trace,
    cx: &mut Cx<'_>,
) {
    let key = format!("services.{}", member.key);
    let entrypoint = member.service.entrypoint.as_ref();
    let command = member.service.command.as_ref().filter(|command| !command.is_empty());
    match entrypoint {
        Some(cleared) if cleared.is_empty() => {
            if let Some(command) = command {
                container.command = Some(escape::words(command));
                trace.add("command", format_args!("{key}.command"), &command.origin);
            } else {
                let message =
                    "the image's entry point is cleared, and only the image knows its command";
                cx.report(
                    Diagnostic::new(&CLEARED_ENTRYPOINT, message)
                        .at(&cleared.origin, "")
                        .help("write the image's command as `command`")
                        .subject(format!("{key}.entrypoint")),
                );
            }
        }
        Some(entrypoint) => {
            container.command = Some(escape::words(entrypoint));
            trace.add("command", format_args!("{key}.entrypoint"), &entrypoint.origin);
            set_args(container, command, &key, trace);
        }
        None => set_args(container, command, &key, trace),
    }
}

fn set_args(
    container: &mut Container,
    command: Option<&compose_model::Spanned<Vec<String>>>,
    key: &str,
    trace: &mut Trace,
) {
    if let Some(command) = command {
        container.args = Some(escape::words(command));
        trace.add("args", format_args!("{key}.command"), &command.origin);
    }
}
