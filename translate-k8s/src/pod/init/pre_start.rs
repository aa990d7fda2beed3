//! `pre_start`: commands that run to their end before the service starts, each in a container.

use compose_model::diagnostic::Diagnostic;
use compose_model::model::service::Hook;
use k8s_openapi::api::core::v1::{Container, EnvVar, SecurityContext};

use crate::context::Cx;
use crate::names;
use crate::plan::Member;
use crate::pod::escape;
use crate::pod::security::harden;
use crate::rules::HOOK_ATTRIBUTE;
use crate::trace::Trace;

/// An init container for each command, like the service's own container but for what the hook says.
pub(super) fn build(
    member: &Member<'_>,
    own: Option<&Container>,
    cx: &mut Cx<'_>,
) -> Vec<(Container, Trace)> {
    let Some(own) = own else { return Vec::new() };
    let mut containers = Vec::new();
    for (at, hook) in member.service.pre_start.iter().enumerate() {
        let Hook {
            command,
            image,
            user,
            privileged,
            working_dir,
            environment,
            per_replica,
            extensions: _,
        } = &hook.value;
        let key = format!("services.{}.pre_start[{at}]", member.key);
        let mut trace = cx.trace();
        let mut context = own.security_context.clone().unwrap_or_default();
        if let Some(user) = user {
            let (id, group) =
                user.split_once(':').map_or((user.as_str(), None), |(id, group)| (id, Some(group)));
            let number = |text: &str| {
                text.parse::<u32>().ok().map(i64::from).or((text == "root").then_some(0))
            };
            if let Some(id) = number(id) {
                context.run_as_user = Some(id);
                context.run_as_group = group.and_then(number);
            } else {
                let message = format!("only the image knows the numeric ID of `{}`", user.value);
                cx.report(
                    Diagnostic::new(&HOOK_ATTRIBUTE, message)
                        .at(&user.origin, "")
                        .subject(format!("{key}.user")),
                );
            }
        }
        if privileged.as_ref().is_some_and(|it| it.value) {
            context.privileged = Some(true);
            context.allow_privilege_escalation = None;
        }
        harden::own(&mut context, cx.options.harden);
        if let Some(per_replica) = per_replica.as_ref().filter(|it| !it.value) {
            cx.report(
                Diagnostic::new(&HOOK_ATTRIBUTE, "an init container runs once for each pod")
                    .at(&per_replica.origin, "")
                    .subject(format!("{key}.per_replica")),
            );
        }
        let mut env = own.env.clone().unwrap_or_default();
        for (name, value) in environment {
            let Some(value) = &value.value else { continue };
            env.retain(|variable| variable.name != *name);
            env.push(EnvVar {
                name: name.clone(),
                value: Some(escape::escape(value).into_owned()),
                ..EnvVar::default()
            });
        }
        trace.add("", &key, &hook.origin);
        trace.add("command", format_args!("{key}.command"), &hook.origin);
        if let Some(image) = image {
            trace.add("image", format_args!("{key}.image"), &image.origin);
        }
        let words = command.as_ref().filter(|command| !command.is_empty());
        containers.push((
            Container {
                name: names::with_suffix(member.name, &format!("-pre-start-{at}"), names::LABEL),
                image: image
                    .as_ref()
                    .map(|image| image.value.clone())
                    .or_else(|| own.image.clone()),
                image_pull_policy: own.image_pull_policy.clone(),
                command: words.map(|command| escape::words(command)),
                env: (!env.is_empty()).then_some(env),
                resources: own.resources.clone(),
                security_context: (context != SecurityContext::default()).then_some(context),
                volume_mounts: own.volume_mounts.clone(),
                working_dir: working_dir
                    .as_ref()
                    .map(|folder| folder.value.clone())
                    .or_else(|| own.working_dir.clone()),
                ..Container::default()
            },
            trace,
        ));
    }
    containers
}
