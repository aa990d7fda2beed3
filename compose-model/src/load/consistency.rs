//! Whether the parts of the project fit together.
//!
//! Only enabled services are looked at, as in the reference loader, which stops at the first finding;
//! all are reported here, in the order of the file, with both places where there are two.

mod conflicts;
mod cycles;
mod references;

use references::References;

use super::LoadContext;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Maybe, Project, Secret, Service};
use crate::origin::Spanned;
use crate::rules;
use crate::types::healthcheck;

/// Reports what does not fit together. Sets `deploy.replicas` from `scale` where both count the same.
pub(crate) fn apply(project: &mut Project, context: &mut LoadContext<'_>) {
    let mut references = References::new(project);
    for (name, service) in &project.services {
        let service = Checked { name, service };
        let diagnostics = &mut context.diagnostics;
        if !context.incomplete_services.contains(&**name) {
            image_or_build(service, diagnostics);
        }
        test(service, diagnostics);
        watch(service, diagnostics);
        platforms(service, diagnostics);
        conflicts::check(service, diagnostics);
        references.check(service, context);
    }
    for (name, secret) in &project.secrets {
        source(name, secret, &mut context.diagnostics);
    }
    conflicts::container_names(project, &mut context.diagnostics);
    cycles::check(project, &mut context.diagnostics);
    for service in project.services.values_mut() {
        if let (Some(scale), Some(deploy)) = (&service.value.scale, &mut service.value.deploy) {
            deploy.replicas = Some(scale.clone());
        }
    }
}

/// A service and its name.
#[derive(Clone, Copy)]
struct Checked<'p> {
    name: &'p str,
    service: &'p Spanned<Service>,
}

impl Checked<'_> {
    /// The path of one of its attributes.
    fn path(self, attribute: &str) -> String {
        format!("services.{}.{attribute}", self.name)
    }
}

/// Not even a driver makes up for a file or a variable: docker compose mounts nothing else.
fn source(name: &str, secret: &Spanned<Secret>, diagnostics: &mut Diagnostics) {
    let is_set = |text: &Maybe<String>| text.as_ref().is_some_and(|text| !text.is_empty());
    let is_external = secret.external.as_ref().is_some_and(|external| external.value);
    if !is_external && !is_set(&secret.file) && !is_set(&secret.environment) {
        let diagnostic =
            Diagnostic::new(&rules::MISSING_SOURCE, format!("`secrets.{name}` has no source"))
                .at(secret.origin.place(), "")
                .help("set one of `file`, `environment`, or `external: true`")
                .subject(format!("secrets.{name}"));
        diagnostics.push(diagnostic);
    }
}

fn image_or_build(service: Checked<'_>, diagnostics: &mut Diagnostics) {
    let Checked { name, service: s } = service;
    let has_image = s.image.as_ref().is_some_and(|image| !image.is_empty());
    if s.build.is_none() && !has_image && s.provider.is_none() {
        let message = format!("the service `{name}` has neither an image nor a build");
        let diagnostic = Diagnostic::new(&rules::NO_IMAGE, message)
            .at(s.origin.place(), "")
            .help("set `image`, or `build` to the folder of its Dockerfile")
            .subject(format!("services.{name}"));
        diagnostics.push(diagnostic);
    }
}

fn test(service: Checked<'_>, diagnostics: &mut Diagnostics) {
    let Some(check) = &service.service.healthcheck else { return };
    let Some(test) = &check.test else { return };
    if let Some(first) = test.first()
        && let Err(error) = healthcheck::check_first(first)
    {
        let diagnostic = Diagnostic::new(&rules::INVALID_TEST, error.to_string())
            .at(&test.origin, "")
            .help("write `[\"CMD\", …]` to run a program, or `[\"CMD-SHELL\", …]` to use a shell")
            .subject(service.path("healthcheck.test"));
        diagnostics.push(diagnostic);
    }
}

/// What is copied needs a place to be copied to.
fn watch(service: Checked<'_>, diagnostics: &mut Diagnostics) {
    let Some(develop) = &service.service.develop else { return };
    for (i, rule) in develop.watch.iter().enumerate() {
        let Some(action) = &rule.action else { continue };
        let has_target = rule.target.as_ref().is_some_and(|target| !target.is_empty());
        if !has_target && !matches!(action.as_str(), "rebuild" | "restart") {
            let message = format!("the action `{}` has no target", action.value);
            let diagnostic = Diagnostic::new(&rules::NO_WATCH_TARGET, message)
                .at(&action.origin, "needs a `target`")
                .help("set `target` to the path in the container")
                .subject(service.path(&format!("develop.watch[{i}]")));
            diagnostics.push(diagnostic);
        }
    }
}

/// The platform that runs must be one of those that are built.
fn platforms(service: Checked<'_>, diagnostics: &mut Diagnostics) {
    let Some(build) = &service.service.build else { return };
    let Some(platform) = service.service.platform.as_ref().filter(|text| !text.is_empty()) else {
        return;
    };
    if !build.platforms.is_empty() && build.platforms.iter().all(|built| built != platform) {
        let message = format!("`{}` is not among the platforms of the build", platform.value);
        let diagnostic = Diagnostic::new(&rules::PLATFORM_NOT_BUILT, message)
            .at(&platform.origin, "runs on this platform")
            .related(build.platforms.first().and_then(Spanned::span), "built for these")
            .help(format!("add `{}` to `build.platforms`", platform.value))
            .subject(service.path("platform"));
        diagnostics.push(diagnostic);
    }
}
