//! Names that must be declared elsewhere.

use super::super::LoadContext;
use super::Checked;
use crate::diagnostic::Diagnostic;
use crate::did_you_mean::closest;
use crate::model::service::MountKind;
use crate::model::{Map, Project};
use crate::origin::Origin;
use crate::rules;

/// A name and where it is used.
struct Reference<'p> {
    /// What should have that name: `network`, `volume`, …
    kind: &'static str,
    name: &'p str,
    origin: &'p Origin,
    /// The attribute that names it.
    attribute: String,
}

/// Reports names that nothing declares.
pub(super) fn check(service: Checked<'_>, project: &Project, context: &mut LoadContext<'_>) {
    if !context.is_complete {
        return;
    }
    let s = service.service;
    let mut report =
        |reference: Reference<'_>, declared: &dyn Fn(&str) -> bool, known: Known<'_>| {
            if !declared(reference.name) {
                let diagnostic = undeclared(service, &reference, known);
                context.diagnostics.push(diagnostic);
            }
        };
    for (name, network) in &s.networks {
        let (origin, attribute) = (&network.origin, format!("networks.{name}"));
        let reference = Reference { kind: "network", name, origin, attribute };
        report(reference, &|name| project.networks.contains_key(name), &|| {
            names(&project.networks)
        });
    }
    for (i, mount) in s.volumes.iter().enumerate() {
        let Some(source) = mount.source.as_ref().filter(|source| !source.is_empty()) else {
            continue;
        };
        if mount.kind.as_ref().is_some_and(|kind| kind.value == MountKind::Volume) {
            let attribute = format!("volumes[{i}].source");
            let reference =
                Reference { kind: "volume", name: source, origin: &source.origin, attribute };
            report(reference, &|name| project.volumes.contains_key(name), &|| {
                names(&project.volumes)
            });
        }
    }
    let of_service = s.secrets.iter().map(|secret| ("secrets", secret));
    let of_build = s.build.iter().flat_map(|build| &build.secrets);
    let secrets = of_service.chain(of_build.map(|secret| ("build.secrets", secret)));
    let configs = s.configs.iter().map(|config| ("configs", config));
    for (list, file) in secrets.chain(configs) {
        // A reference without a source is one to the empty name, which nothing has.
        let (name, origin) = match &file.source {
            Some(source) => (source.value.as_str(), &source.origin),
            None => ("", &file.origin),
        };
        let attribute = list.to_owned();
        if list == "configs" {
            let reference = Reference { kind: "config", name, origin, attribute };
            let known = || names(&project.configs);
            report(reference, &|name| project.configs.contains_key(name), &known);
        } else {
            let reference = Reference { kind: "secret", name, origin, attribute };
            let known = || names(&project.secrets);
            report(reference, &|name| project.secrets.contains_key(name), &known);
        }
    }
    for (name, model) in &s.models {
        let (origin, attribute) = (&model.origin, format!("models.{name}"));
        let reference = Reference { kind: "model", name, origin, attribute };
        report(reference, &|name| project.models.contains_key(name), &|| names(&project.models));
    }
    build_contexts(service, project, context);
    let services = || {
        let all = project.services.iter().chain(&project.disabled_services);
        let others = all.filter(|(name, _)| *name != service.name);
        others.map(|(name, declared)| (name.as_str(), &declared.origin)).collect()
    };
    for (name, dependency) in &s.depends_on {
        let is_required = dependency.required.as_ref().is_none_or(|required| required.value);
        if project.disabled_services.contains_key(name) {
            if is_required {
                disabled(service, name, &dependency.origin, project, context);
            }
            continue;
        }
        let (origin, attribute) = (&dependency.origin, format!("depends_on.{name}"));
        let reference = Reference { kind: "service", name, origin, attribute };
        if !project.services.contains_key(name) {
            context.diagnostics.push(undeclared(service, &reference, &services));
        }
    }
}

/// `service:NAME` as a further build context is the image that another service builds.
fn build_contexts(service: Checked<'_>, project: &Project, context: &mut LoadContext<'_>) {
    let contexts = service.service.build.iter().flat_map(|build| &build.additional_contexts);
    for (name, of) in contexts {
        let Some(other) = of.strip_prefix("service:") else { continue };
        let attribute = format!("build.additional_contexts.{name}");
        match project.services.get(other) {
            None => {
                let origin = &of.origin;
                let reference = Reference { kind: "service", name: other, origin, attribute };
                let known = || names(&project.services);
                context.diagnostics.push(undeclared(service, &reference, &known));
            }
            Some(built) if built.build.is_none() => {
                let message = format!("the service `{other}` is not built");
                let diagnostic = Diagnostic::new(&rules::CONTEXT_NOT_BUILT, message)
                    .at(&of.origin, "used as a build context")
                    .related(built.origin.place(), "has no `build`")
                    .help("use the image itself, `docker-image://…`, or build the service")
                    .subject(service.path(&attribute));
                context.diagnostics.push(diagnostic);
            }
            Some(_) => {}
        }
    }
}

/// The names that might be meant, and where they are declared.
type Known<'a> = &'a dyn Fn() -> Vec<(&'a str, &'a Origin)>;

fn names<T>(map: &Map<T>) -> Vec<(&str, &Origin)> {
    map.iter().map(|(name, declared)| (name.as_str(), &declared.origin)).collect()
}

fn undeclared(service: Checked<'_>, reference: &Reference<'_>, known: Known<'_>) -> Diagnostic {
    let Reference { kind, name, origin, attribute } = reference;
    let message = match *name {
        "" => format!("no {kind} is named"),
        name => format!("the {kind} `{name}` is not declared"),
    };
    let diagnostic = Diagnostic::new(&rules::UNDEFINED_REFERENCE, message)
        .at(origin.place(), format!("used by the service `{}`", service.name))
        .subject(service.path(attribute));
    let known = known();
    let close = closest(name, known.iter().map(|(name, _)| *name));
    let declared = close.and_then(|close| known.iter().find(|(name, _)| *name == close));
    match declared {
        Some((close, origin)) => diagnostic
            .related(origin.place(), format!("`{close}` is declared here"))
            .help(format!("did you mean `{close}`?")),
        None if name.is_empty() => diagnostic.help("set `source`"),
        None if *kind == "service" => {
            diagnostic.help(format!("declare the service `{name}`, or remove the dependency"))
        }
        None => diagnostic.help(format!("declare `{name}` under the top-level key `{kind}s`")),
    }
}

fn disabled(
    service: Checked<'_>,
    name: &str,
    origin: &Origin,
    project: &Project,
    context: &mut LoadContext<'_>,
) {
    let other = &project.disabled_services[name];
    let message = format!("`{}` needs `{name}`, which no active profile enables", service.name);
    let mut diagnostic = Diagnostic::new(&rules::DISABLED_DEPENDENCY, message)
        .at(origin.place(), "needed here")
        .related(other.profiles.first().and_then(crate::Spanned::span), "its profiles")
        .subject(service.path(&format!("depends_on.{name}")));
    if let Some(profile) = other.profiles.first() {
        diagnostic =
            diagnostic.help(format!("activate the profile with `--profile {}`", profile.value));
    }
    context.diagnostics.push(diagnostic.help("set `required: false` if it can do without"));
}
