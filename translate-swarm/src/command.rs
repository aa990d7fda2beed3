//! `entrypoint` and `command`.

use compose_model::Spanned;

use crate::context::{At, Cx};
use crate::rules::CLEARED_ENTRYPOINT;
use crate::stack;

/// Sets the entry point and the command. An empty command is the image's own, so it is not written;
/// an empty entry point clears the image's one, which a stack file cannot say: with a command, the
/// command itself becomes the entry point, which comes to the same process.
pub(crate) fn translate(
    at: At<'_>,
    command: Option<&Spanned<Vec<String>>>,
    entrypoint: Option<&Spanned<Vec<String>>>,
    made: &mut stack::Service,
    cx: &mut Cx<'_>,
) {
    let words = |words: &[String]| words.iter().map(|word| word.as_str().into()).collect();
    let command = command.filter(|command| !command.is_empty());
    if let Some(command) = command {
        at.origin(cx, "command", "command", &command.origin);
        made.command = Some(words(command));
    }
    let Some(entrypoint) = entrypoint else { return };
    at.origin(cx, "entrypoint", "entrypoint", &entrypoint.origin);
    if !entrypoint.is_empty() {
        made.entrypoint = Some(words(entrypoint));
    } else if let Some(command) = made.command.take() {
        made.entrypoint = Some(command);
    } else {
        let message = "an empty `entrypoint` without a `command` has no effect in Swarm: the image's own runs";
        cx.report(at.finding(&CLEARED_ENTRYPOINT, "entrypoint", &entrypoint.origin, message));
    }
}
