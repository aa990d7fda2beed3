//! `image`, `build` and `pull_policy`.

use compose_model::diagnostic::Diagnostic;
use compose_model::images::Naming;

use crate::context::Cx;
use crate::plan::Member;
use crate::rules::{BUILT_IMAGE, NO_IMAGE, PULL_POLICY};
use crate::trace::Trace;

/// The image of a service: its own, or `<project>-<service>` for one that is only built.
///
/// A built one must be pushed where the cluster can pull it, which is a note.
pub(crate) fn name(member: &Member<'_>, cx: &mut Cx<'_>) -> String {
    let key = format!("services.{}", member.key);
    let service = member.service;
    let image = service.image.as_ref().filter(|image| !image.trim().is_empty());
    let Some(build) = &service.build else {
        if image.is_none() {
            cx.report(
                Diagnostic::new(
                    &NO_IMAGE,
                    format!("`{}` has neither an image nor a build", member.key),
                )
                .at(cx.project.services.get(member.key).and_then(|it| it.origin.place()), "")
                .help("add `image`")
                .subject(key),
            );
        }
        return image.map_or_else(|| member.name.to_owned(), |image| image.trim().to_owned());
    };
    let name = match image {
        Some(image) => image.trim().to_owned(),
        None => built_name(member, cx),
    };
    let help = if image.is_some() || cx.options.registry.is_some() {
        format!("build and push `{name}`, from where the cluster pulls it")
    } else {
        "name a registry that the cluster pulls from with `--registry`, build the image and push it"
            .to_owned()
    };
    cx.report(
        Diagnostic::new(&BUILT_IMAGE, format!("`{}` is built from source as `{name}`", member.key))
            .at(build.origin.place(), "")
            .help(help)
            .subject(format!("{key}.build")),
    );
    name
}

fn built_name(member: &Member<'_>, cx: &Cx<'_>) -> String {
    let naming = Naming { registry: cx.options.registry.clone(), tag: cx.options.tag.clone() };
    naming.built(&cx.project.name, member.key)
}

/// When the image is pulled. Always written, because Kubernetes' own default depends on the tag.
pub(super) fn pull_policy(member: &Member<'_>, trace: &mut Trace, cx: &mut Cx<'_>) -> &'static str {
    let Some(policy) = &member.service.pull_policy else { return "IfNotPresent" };
    let key = format!("services.{}.pull_policy", member.key);
    trace.add("imagePullPolicy", key.as_str(), &policy.origin);
    match policy.as_str() {
        "always" => "Always",
        "never" => "Never",
        "missing" | "if_not_present" => "IfNotPresent",
        other => {
            let message = format!("`pull_policy: {other}` becomes `IfNotPresent`");
            cx.report(
                Diagnostic::new(&PULL_POLICY, message)
                    .at(&policy.origin, "")
                    .help(PULL_POLICY.hint())
                    .subject(key),
            );
            "IfNotPresent"
        }
    }
}
