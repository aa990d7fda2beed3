//! Further names under which services are reached.

use std::collections::HashSet;

use compose_model::diagnostic::{Diagnostic, Diagnostics, Severity};
use compose_model::model::Service;
use compose_model::{Origin, Project, Spanned};
use indexmap::IndexMap;

use crate::names::{LABEL, Names, is_label};
use crate::rules::ALIAS;

/// The aliases that become Services, each with the services that have it.
///
/// A container name, host name or network alias may belong to several services. A link alias is its caller's
/// alone: it becomes a Service only where nobody else means another service by it. An alias that is no
/// DNS label cannot be a Service.
pub(super) fn find<'a>(
    project: &'a Project,
    names: &Names,
    diagnostics: &mut Diagnostics,
) -> IndexMap<&'a str, Vec<&'a str>> {
    let owner: IndexMap<&str, &str> =
        project.services.keys().map(|key| (names.service(key), key.as_str())).collect();
    let mut aliases: IndexMap<&'a str, Vec<&'a str>> = IndexMap::new();
    let mut add = |alias: &'a str, key: &'a str, origin: &Origin, subject: String| {
        let is_alias = subject.contains(".networks.");
        if names.service(key) == alias || key == alias {
            return;
        }
        let problem = if is_label(alias, LABEL) {
            owner.get(alias).map(|other| {
                format!("`{alias}` leads to the service `{other}` only, not to `{key}` as well")
            })
        } else {
            Some(format!("`{alias}` cannot be a name of `{key}` in the cluster"))
        };
        if let Some(message) = problem {
            let mut diagnostic = Diagnostic::new(&ALIAS, message).at(origin, "").subject(subject);
            // Most names of containers and hosts are for people only.
            if !is_alias {
                diagnostic.severity = Severity::Note;
            }
            diagnostics.push(diagnostic);
            return;
        }
        let services = aliases.entry(alias).or_default();
        if !services.contains(&key) {
            services.push(key);
        }
    };
    for (key, service) in &project.services {
        if let Some(name) = &service.container_name {
            add(name, key, &name.origin, format!("services.{key}.container_name"));
        }
        if let Some(name) = host_name(service) {
            add(name, key, &name.origin, format!("services.{key}.hostname"));
        }
        for (network, attachment) in &service.networks {
            let listed = attachment.value.as_ref().map_or(&[][..], |it| it.aliases.as_slice());
            for (at, alias) in listed.iter().enumerate() {
                let subject = format!("services.{key}.networks.{network}.aliases[{at}]");
                add(alias, key, &alias.origin, subject);
            }
        }
    }
    for (alias, networks) in divided(project) {
        let Some(services) = aliases.get(alias) else { continue };
        let listed =
            services.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(" and ");
        let message = format!("`{alias}` leads to {listed} from every network");
        let mut declared = services.iter().flat_map(|key| {
            let all = project.services.get(*key).map(|service| &service.networks);
            let near =
                all.into_iter().flatten().filter(|(it, _)| networks.contains_key(it.as_str()));
            near.flat_map(|(_, attachment)| &attachment.value).flat_map(|it| &it.aliases)
        });
        let origin = declared.find(|it| it.as_str() == alias).map(|it| &it.origin);
        let subject = format!("services.{}.networks", services[0]);
        let help = "name the service itself where the alias is used";
        let diagnostic = Diagnostic::new(&ALIAS, message).subject(subject).help(help);
        diagnostics.push(match origin {
            Some(origin) => diagnostic.at(origin, ""),
            None => diagnostic,
        });
    }
    for (alias, target) in links(project) {
        let Some(target) = target.filter(|_| is_label(alias, LABEL) && !owner.contains_key(alias))
        else {
            // The caller's own texts are rewritten to the service's name where discovery finds it.
            continue;
        };
        aliases.entry(alias).or_insert_with(|| vec![target]);
    }
    aliases
}

/// The aliases that mean other services in other networks: by network, who has them there.
pub(crate) fn divided(project: &Project) -> IndexMap<&str, IndexMap<&str, Vec<&str>>> {
    let mut aliases: IndexMap<&str, IndexMap<&str, Vec<&str>>> = IndexMap::new();
    for (key, service) in &project.services {
        for (network, attachment) in &service.networks {
            for alias in attachment.value.iter().flat_map(|it| &it.aliases) {
                let networks = aliases.entry(alias).or_default();
                networks.entry(network).or_default().push(key);
            }
        }
    }
    aliases.retain(|_, networks| {
        let all: HashSet<&str> = networks.values().flatten().copied().collect();
        networks.values().any(|services| services.len() < all.len())
    });
    aliases
}

/// The host name of a service where its networks know it too, as those of Docker do.
pub(crate) fn host_name(service: &Service) -> Option<&Spanned<String>> {
    let name = service.hostname.as_ref().filter(|_| service.network_mode.is_none())?;
    (!name.is_empty() && name.as_str() != "localhost").then_some(name)
}

/// The aliases of links, with the service that all callers mean by it, if they agree.
fn links(project: &Project) -> IndexMap<&str, Option<&str>> {
    let mut links: IndexMap<&str, Option<&str>> = IndexMap::new();
    for service in project.services.values() {
        for link in &service.links {
            let Some((target, alias)) = split(link) else { continue };
            let Some((target, _)) = project.services.get_key_value(target) else { continue };
            if target == alias {
                continue;
            }
            links
                .entry(alias)
                .and_modify(|known| *known = known.filter(|known| known == target))
                .or_insert(Some(target));
        }
    }
    links
}

fn split(link: &Spanned<String>) -> Option<(&str, &str)> {
    link.split_once(':')
}
