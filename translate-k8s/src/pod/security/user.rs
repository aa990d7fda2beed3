//! `user`.

use compose_model::diagnostic::Diagnostic;
use k8s_openapi::api::core::v1::SecurityContext;

use crate::context::Cx;
use crate::plan::Member;
use crate::rules::NAMED_USER;
use crate::trace::Trace;

/// Sets user and group. Names other than `root` are reported: only the image knows their numbers.
pub(super) fn set(
    context: &mut SecurityContext,
    member: &Member<'_>,
    trace: &mut Trace,
    cx: &mut Cx<'_>,
) {
    let Some(user) = &member.service.user else { return };
    let key = format!("services.{}.user", member.key);
    let (name, group) = match user.split_once(':') {
        Some((name, group)) => (name, Some(group)),
        None => (user.as_str(), None),
    };
    let mut number = |part: &str, field: &str| -> Option<i64> {
        let found = number(part);
        match found {
            Some(_) => {
                trace.add(format_args!("securityContext.{field}"), key.as_str(), &user.origin);
            }
            None if part.is_empty() => {}
            None => {
                let message = format!("only the image knows the numeric ID of `{part}`");
                cx.report(
                    Diagnostic::new(&NAMED_USER, message)
                        .at(&user.origin, "the image's own user runs the container")
                        .help("write numeric IDs, `user: \"1000:1000\"`")
                        .subject(key.as_str()),
                );
            }
        }
        found
    };
    context.run_as_user = number(name, "runAsUser");
    // A group without a user is refused.
    context.run_as_group = group
        .and_then(|group| number(group, "runAsGroup"))
        .filter(|_| context.run_as_user.is_some());
}

/// The number of a service's user, where the file says one.
pub(crate) fn of(member: &Member<'_>) -> Option<i64> {
    let user = member.service.user.as_ref()?;
    number(user.split(':').next().unwrap_or_default())
}

/// The number of a user or group, if it is one or `root`.
fn number(part: &str) -> Option<i64> {
    match part {
        "root" => Some(0),
        part => part.parse::<u32>().ok().map(i64::from),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_root() {
        assert_eq!(number("1000"), Some(1000));
        assert_eq!(number("root"), Some(0));
        assert_eq!(number("node"), None);
        assert_eq!(number("-1"), None);
    }
}
