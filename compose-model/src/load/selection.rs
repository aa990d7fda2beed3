//! The services that were named on the command line, and what they depend on.

use std::collections::HashSet;

use super::glob::Glob;
use super::{LoadContext, profiles};
use crate::diagnostic::Diagnostic;
use crate::did_you_mean;
use crate::model::Project;
use crate::rules;

/// Keeps the services of `options.services` with their dependencies, if any are named.
///
/// Naming a service enables its profiles, but not those of what it depends on. A name may be a
/// pattern with `*`, `?` and `[…]`.
pub(crate) fn apply(project: &mut Project, context: &mut LoadContext<'_>) {
    let wanted = &context.options.services;
    if wanted.is_empty() {
        return;
    }
    enable(project, wanted);
    let mut selected = HashSet::new();
    for name in wanted {
        let pattern = Glob::new(name);
        let found: Vec<&String> =
            project.services.keys().filter(|service| pattern.matches(service)).collect();
        if found.is_empty() {
            let known = project.services.keys().chain(project.disabled_services.keys());
            let closest = did_you_mean::closest(name, known.map(String::as_str));
            let declared = project.services.values().next();
            let place = declared.and_then(|service| service.origin.place());
            let mut diagnostic =
                Diagnostic::new(&rules::NO_SUCH_SERVICE, format!("there is no service `{name}`"))
                    .at(place, "the services are declared here");
            if let Some(closest) = closest {
                diagnostic = diagnostic.help(format!("did you mean `{closest}`?"));
            }
            context.diagnostics.push(diagnostic);
        }
        for name in found {
            add(name, project, &mut selected, context);
        }
    }
    let services = std::mem::take(&mut project.services);
    for (name, mut service) in services {
        if selected.contains(&name) {
            service.depends_on.retain(|dependency, _| selected.contains(dependency));
            project.services.insert(name, service);
        } else {
            project.disabled_services.insert(name, service);
        }
    }
}

/// Activates the profiles of the services that are named.
fn enable(project: &mut Project, wanted: &[String]) {
    let named = wanted.iter().filter_map(|name| project.disabled_services.get(name));
    let further: Vec<String> =
        named.flat_map(|service| &service.profiles).map(|profile| profile.value.clone()).collect();
    if !further.is_empty() {
        project.profiles.extend(further);
        profiles::apply(project);
    }
}

/// Adds a service and what it depends on, however far.
fn add(
    name: &str,
    project: &Project,
    selected: &mut HashSet<String>,
    context: &mut LoadContext<'_>,
) {
    let mut pending = vec![name];
    while let Some(name) = pending.pop() {
        let Some(service) = project.services.get(name) else { continue };
        if !selected.insert(name.to_owned()) {
            continue;
        }
        for (dependency, details) in &service.depends_on {
            let is_required = details.required.as_ref().is_none_or(|required| required.value);
            if is_required && project.disabled_services.contains_key(dependency) {
                let message =
                    format!("`{name}` needs `{dependency}`, which no active profile enables");
                let diagnostic = Diagnostic::new(&rules::NO_SUCH_SERVICE, message)
                    .at(details.origin.place(), "")
                    .help(format!("name `{dependency}` as well, or activate one of its profiles"))
                    .subject(format!("services.{name}.depends_on.{dependency}"));
                context.diagnostics.push(diagnostic);
            }
            pending.push(dependency);
        }
    }
}
