//! Images: Swarm runs what a registry has, and builds nothing.

use compose_model::Spanned;
use compose_model::diagnostic::Diagnostic;
use compose_model::images::Naming;
use compose_model::model::service::Build;
use compose_model::types::image::ImageReference;
use compose_model::types::path;

use crate::context::{At, Cx};
use crate::escape::Text;
use crate::rules::{BUILD_IMAGE, INVALID_IMAGE, NEEDLESS, NO_IMAGE, NO_REGISTRY, PULL_POLICY};
use crate::shell::quote;

/// Whether a text can stand before the name of an image.
pub(crate) fn valid_registry(prefix: &str) -> bool {
    format!("{}/image", prefix.trim_end_matches('/')).parse::<ImageReference>().is_ok()
}

/// Whether a text is the tag of an image.
pub(crate) fn valid_tag(tag: &str) -> bool {
    format!("image:{tag}").parse::<ImageReference>().is_ok()
}

/// The image of a service; for one that is only built, the name that its image should get.
pub(crate) fn translate(
    at: At<'_>,
    image: Option<&Spanned<String>>,
    build: Option<&Spanned<Build>>,
    cx: &mut Cx<'_>,
) -> Text {
    if let Some(image) = image {
        at.origin(cx, "image", "image", &image.origin);
        if let Err(error) = image.parse::<ImageReference>() {
            let message = format!("the image `{image}` is not one that Swarm can run: {error}");
            cx.report(at.value_finding(&INVALID_IMAGE, "image", &image.origin, message));
        }
    }
    let name = match (image, build) {
        (Some(image), _) => image.value.clone(),
        (None, Some(build)) => {
            at.origin(cx, "image", "build", &build.origin);
            built_name(at, cx)
        }
        (None, None) => {
            let message = "the service has neither an `image` nor a `build`";
            let finding = Diagnostic::new(&NO_IMAGE, message).subject(at.path("image"));
            cx.report(finding.at(cx.project.services[at.key].origin.place(), ""));
            String::new()
        }
    };
    if let Some(build) = build {
        report_build(at, build, &name, image.is_some(), cx);
    }
    name.into()
}

/// The name that `docker compose build` gives, with registry and tag.
fn built_name(at: At<'_>, cx: &Cx<'_>) -> String {
    let naming = Naming { registry: cx.options.registry.clone(), tag: cx.options.tag.clone() };
    naming.built(&cx.project.name, at.key)
}

fn report_build(at: At<'_>, build: &Spanned<Build>, name: &str, is_named: bool, cx: &mut Cx<'_>) {
    let message = if is_named {
        format!("Swarm builds nothing: build and push `{name}` before you deploy")
    } else {
        format!(
            "Swarm builds nothing: the service runs `{name}`; build and push it before you deploy"
        )
    };
    let commands = build_commands(at, build, name, cx);
    let finding = at.finding(&BUILD_IMAGE, "build", &build.origin, message);
    cx.report(commands.into_iter().fold(finding, Diagnostic::note));
}

/// What to run in the project's folder to build and push the image.
fn build_commands(at: At<'_>, build: &Build, name: &str, cx: &Cx<'_>) -> Vec<String> {
    let Build {
        context,
        dockerfile,
        dockerfile_inline,
        args,
        target,
        platforms,
        additional_contexts,
        secrets,
        ssh,
        labels,
        extra_hosts,
        network,
        ulimits,
        shm_size,
        privileged,
        entitlements,
        isolation,
        tags,
        // How it is built, which leaves the image what it is.
        provenance: _,
        sbom: _,
        cache_from: _,
        cache_to: _,
        no_cache: _,
        no_cache_filter: _,
        pull: _,
        extensions: _,
    } = build;
    let needs_compose = dockerfile_inline.is_some()
        || !additional_contexts.is_empty()
        || !secrets.is_empty()
        || !ssh.is_empty()
        || !labels.is_empty()
        || !extra_hosts.is_empty()
        || network.is_some()
        || !ulimits.is_empty()
        || shm_size.is_some()
        || privileged.is_some()
        || !entitlements.is_empty()
        || isolation.is_some();
    if needs_compose {
        let own_name = format!("{}-{}", cx.project.name.value, at.key);
        let mut commands = vec![format!("docker compose build {}", quote(at.key))];
        if cx.project.services[at.key].image.is_none() && own_name != name {
            commands.push(format!("docker tag {} {}", quote(&own_name), quote(name)));
        }
        commands.push(format!("docker push {}", quote(name)));
        return commands;
    }
    let further = tags.iter().map(|tag| tag.as_str()).filter(|tag| *tag != name);
    let names: Vec<String> = std::iter::once(name).chain(further).map(quote).collect();
    // Only buildx makes images of several platforms, and only in a registry.
    let is_pushed = platforms.len() > 1;
    let mut words =
        vec![if is_pushed { "docker buildx build --push" } else { "docker build" }.into()];
    words.extend(names.iter().map(|name| format!("-t {name}")));
    let folder = context.as_ref().map_or(".", |context| context.as_str());
    // The loader makes paths absolute; what is none is a repository or an archive elsewhere.
    let is_remote = context.is_some() && !path::is_absolute(folder);
    let folder = relative(folder, cx);
    if let Some(file) = dockerfile.as_ref().filter(|file| file.as_str() != "Dockerfile") {
        let file = if path::is_absolute(file) {
            relative(file, cx)
        } else if is_remote {
            file.value.clone()
        } else {
            path::clean(&format!("{folder}/{file}"))
        };
        words.push(format!("-f {}", quote(&file)));
    }
    if let Some(target) = target {
        words.push(format!("--target {}", quote(target)));
    }
    if !platforms.is_empty() {
        let all: Vec<&str> = platforms.iter().map(|platform| platform.as_str()).collect();
        words.push(format!("--platform {}", quote(&all.join(","))));
    }
    for (arg, value) in args {
        let arg = value.as_ref().map_or_else(|| arg.clone(), |value| format!("{arg}={value}"));
        words.push(format!("--build-arg {}", quote(&arg)));
    }
    words.push(quote(&folder));
    let mut commands = vec![words.join(" ")];
    if !is_pushed {
        commands.extend(names.iter().map(|name| format!("docker push {name}")));
    }
    commands
}

/// A path as somebody in the project's folder writes it.
fn relative(absolute: &str, cx: &Cx<'_>) -> String {
    if path::is_absolute(absolute) && absolute.starts_with(&cx.project.working_dir) {
        path::relative(&cx.project.working_dir, absolute)
    } else {
        absolute.to_owned()
    }
}

/// Reports a `pull_policy` that asks for something else than what a deployment does by itself.
///
/// Whether the registry is asked is one decision for the whole stack: `deploy.sh --resolve-image`. It
/// is asked unless that says otherwise, as `always` wants; `build` is said with the `build` itself.
pub(crate) fn pull_policy(at: At<'_>, policy: Option<&Spanned<String>>, cx: &mut Cx<'_>) {
    let Some(policy) = policy else { return };
    if ["always", "missing", "if_not_present", "build"].contains(&policy.as_str()) {
        let message = format!(
            "`pull_policy: {policy}` needs no translation: nodes pull the image that the deployment finds"
        );
        cx.report(at.finding(&NEEDLESS, "pull_policy", &policy.origin, message));
        return;
    }
    let message = format!(
        "`pull_policy: {policy}` is left out: whether the registry is asked is said for the whole \
         stack when it is deployed"
    );
    let flag = if policy.as_str() == "never" { "never" } else { "always" };
    cx.report(
        at.finding(&PULL_POLICY, "pull_policy", &policy.origin, message)
            .help(format!("deploy with `--resolve-image {flag}`")),
    );
}

/// Says once that images without a registry stay on the machine that built them.
pub(crate) fn advise(cx: &mut Cx<'_>) {
    if cx.options.registry.is_some() {
        return;
    }
    let mut built = cx.project.services.iter().filter_map(|(key, service)| {
        let build = service.build.as_ref().filter(|_| service.image.is_none())?;
        Some((key, build.origin.place()))
    });
    let Some((key, place)) = built.next() else { return };
    let more = match built.count() {
        0 => String::new(),
        n => format!(" and {n} more"),
    };
    let message = format!(
        "the built image of `{key}`{more} names no registry, so that other nodes cannot pull it"
    );
    let finding = Diagnostic::new(&NO_REGISTRY, message).at(place, "");
    cx.report(finding.subject(format!("services.{key}.build")));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn registries_and_tags() {
        assert!(valid_registry("ghcr.io/acme/"));
        assert!(valid_registry("localhost:5000"));
        assert!(!valid_registry("a b"));
        assert!(valid_tag("1.2"));
        assert!(!valid_tag("-x"));
    }
}
