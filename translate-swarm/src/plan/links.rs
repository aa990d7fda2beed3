//! Names that one service has for another: links, container names, and keys that had to change.

use std::collections::BTreeMap;

use compose_model::Project;

use super::Membership;
use crate::names::Names;

/// A link, `service[:alias]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Link<'a> {
    /// The other service.
    pub(crate) service: &'a str,
    /// Its name here.
    pub(crate) alias: &'a str,
}

/// Reads a link.
pub(crate) fn parse_link(text: &str) -> Link<'_> {
    let (service, alias) = text.split_once(':').unwrap_or((text, text));
    Link { service, alias }
}

/// Further names by service and network, in the order of the file and each once.
pub(super) fn aliases<'a>(
    project: &'a Project,
    memberships: &BTreeMap<&str, Membership>,
) -> BTreeMap<(&'a str, String), Vec<String>> {
    let mut aliases: BTreeMap<(&str, String), Vec<String>> = BTreeMap::new();
    let names = Names::assign(project.services.keys());
    let mut add = |service: &'a str, network: &str, alias: &str| {
        let names = aliases.entry((service, network.to_owned())).or_default();
        if alias != service && !names.iter().any(|name| name == alias) {
            names.push(alias.to_owned());
        }
    };
    let networks = |key: &str| memberships.get(key).map_or(&[][..], Membership::networks);
    for (key, service) in &project.services {
        for network in networks(key) {
            if let Some(attachment) = service.networks.get(network).and_then(|n| n.value.as_ref()) {
                for alias in &attachment.aliases {
                    add(key, network, alias);
                }
            }
            if let Some(name) = &service.container_name {
                add(key, network, name);
            }
        }
    }
    for (key, service) in &project.services {
        for link in &service.links {
            let Link { service: target, alias } = parse_link(link);
            let Some((target, _)) = project.services.get_key_value(target) else { continue };
            let shared = networks(key).iter().filter(|network| networks(target).contains(network));
            for network in shared {
                add(target, network, alias);
            }
        }
    }
    for key in project.services.keys().filter(|key| names.get(key) != key.as_str()) {
        for network in networks(key) {
            // Its name in the stack differs from its key, so that the key becomes a further name.
            aliases.entry((key, network.clone())).or_default().insert(0, key.clone());
        }
    }
    aliases
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links() {
        assert_eq!(parse_link("db"), Link { service: "db", alias: "db" });
        assert_eq!(parse_link("db:sql"), Link { service: "db", alias: "sql" });
    }
}
