//! Under which host names services are found: their keys, container and host names, network and link aliases.

use std::borrow::Cow;
use std::collections::HashMap;

use compose_model::Project;
use compose_model::model::Service;
use indexmap::IndexMap;

use crate::names::{LABEL, Names, is_label};
use crate::plan;

/// The host names of a project, for look-ups in constant time.
#[derive(Debug, Default)]
pub(crate) struct Hosts<'p> {
    /// By lower-case name, as DNS compares them.
    names: HashMap<String, Vec<Host<'p>>>,
    /// Link aliases, which only their caller knows: by caller, then by lower-case name.
    links: HashMap<&'p str, HashMap<String, Host<'p>>>,
    /// The aliases that mean other services in other networks, by lower-case name.
    divided: HashMap<String, Divided<'p>>,
    /// The networks of each service, where there are such aliases.
    networks: HashMap<&'p str, Vec<&'p str>>,
}

/// An alias that means other services in other networks.
#[derive(Debug)]
struct Divided<'p> {
    /// By network, the services that have it there.
    networks: IndexMap<&'p str, Vec<&'p str>>,
    /// By service.
    hosts: HashMap<&'p str, Host<'p>>,
}

impl<'p> Divided<'p> {
    /// What it means to a caller in these networks, if that is one service.
    fn meant_in(&self, networks: &[&str]) -> Option<&Host<'p>> {
        let near = networks.iter().filter_map(|network| self.networks.get(network));
        let mut meant = near.flatten();
        let first = meant.next()?;
        meant.all(|other| other == first).then(|| self.hosts.get(first)).flatten()
    }
}

/// A host name of a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Host<'p> {
    /// The name as Compose knows it.
    pub(crate) name: String,
    /// The service that it leads to.
    pub(crate) service: &'p str,
    /// What to write instead, where the cluster cannot know this name.
    pub(crate) replacement: Option<String>,
}

impl<'p> Hosts<'p> {
    /// All host names of a project.
    pub(crate) fn of(project: &'p Project, names: &Names) -> Self {
        let mut hosts = Self::default();
        for key in project.services.keys() {
            let name = names.service(key);
            let replacement = (name != key).then(|| name.to_owned());
            hosts.add(Host { name: key.clone(), service: key, replacement });
            if name != key && !project.services.contains_key(name) {
                hosts.add(Host { name: name.to_owned(), service: key, replacement: None });
            }
        }
        for (key, service) in &project.services {
            let container = service.container_name.iter().map(|name| name.value.as_str());
            let attachments = service.networks.values().filter_map(|it| it.value.as_ref());
            let aliases = attachments.flat_map(|it| &it.aliases).map(|alias| alias.value.as_str());
            // One with a domain is often public: whoever names it may mean it from outside.
            let host = plan::host_name(service).map(|name| name.as_str());
            let host = host.into_iter().filter(|name| !name.contains('.'));
            for alias in container.chain(host).chain(aliases) {
                if !hosts.leads_to(alias, key) {
                    let replacement =
                        (!is_label(alias, LABEL)).then(|| names.service(key).to_owned());
                    hosts.add(Host { name: alias.to_owned(), service: key, replacement });
                }
            }
        }
        hosts.add_links(project, names);
        hosts.add_divided(project, names);
        hosts
    }

    /// The services that a host name leads to when `caller` uses it; several share an alias.
    pub(crate) fn find(&self, caller: &str, host: &str) -> &[Host<'p>] {
        let is_lower = !host.bytes().any(|byte| byte.is_ascii_uppercase());
        let lower =
            if is_lower { Cow::Borrowed(host) } else { Cow::Owned(host.to_ascii_lowercase()) };
        if let Some(link) = self.links.get(caller).and_then(|links| links.get(&*lower)) {
            return std::slice::from_ref(link);
        }
        if let Some(host) =
            self.divided.get(&*lower).and_then(|it| it.meant_in(self.networks.get(caller)?))
        {
            return std::slice::from_ref(host);
        }
        self.names.get(&*lower).map_or(&[], Vec::as_slice)
    }

    /// Keeps the aliases that mean other services in other networks: the cluster has one name for all. One
    /// that is a name of a further service, too, is that one's.
    fn add_divided(&mut self, project: &'p Project, names: &Names) {
        for (alias, networks) in plan::divided_aliases(project) {
            let lower = alias.to_ascii_lowercase();
            let host = |service: &'p str| {
                let replacement = Some(names.service(service).to_owned());
                (service, Host { name: alias.to_owned(), service, replacement })
            };
            let hosts: HashMap<&str, Host<'p>> =
                networks.values().flatten().map(|service| host(service)).collect();
            let known = self.names.get(&lower).into_iter().flatten();
            if known.into_iter().all(|known| hosts.contains_key(known.service)) {
                self.divided.entry(lower).or_insert(Divided { networks, hosts });
            }
        }
        if !self.divided.is_empty() {
            let networks = |service: &'p Service| service.networks.keys().map(String::as_str);
            let services = project.services.iter();
            self.networks =
                services.map(|(key, it)| (key.as_str(), networks(it).collect())).collect();
        }
    }

    fn leads_to(&self, host: &str, service: &str) -> bool {
        let known = self.names.get(&host.to_ascii_lowercase());
        known.is_some_and(|all| all.iter().any(|it| it.name == host && it.service == service))
    }

    fn add(&mut self, host: Host<'p>) {
        self.names.entry(host.name.to_ascii_lowercase()).or_default().push(host);
    }

    /// `links: [db:database]` gives `db` a further name that only this service knows. It becomes a
    /// Service like any alias, unless somebody else means another service by it.
    fn add_links(&mut self, project: &'p Project, names: &Names) {
        let mut targets: HashMap<String, Option<&'p str>> = HashMap::new();
        let mut links = Vec::new();
        for (caller, service) in &project.services {
            for link in &service.links {
                let Some((target, alias)) = link.split_once(':') else { continue };
                let Some((target, _)) = project.services.get_key_value(target) else { continue };
                let lower = alias.to_ascii_lowercase();
                targets
                    .entry(lower.clone())
                    .and_modify(|known| *known = known.filter(|it| it == target))
                    .or_insert(Some(target));
                links.push((caller.as_str(), alias, lower, target.as_str()));
            }
        }
        for (caller, alias, lower, target) in links {
            let taken = self
                .names
                .get(&lower)
                .is_some_and(|all| all.iter().any(|known| known.service != target));
            let agreed = targets.get(&lower).is_some_and(Option::is_some);
            let kept = is_label(alias, LABEL) && agreed && !taken;
            let replacement = (!kept && !alias.eq_ignore_ascii_case(names.service(target)))
                .then(|| names.service(target).to_owned());
            let host = Host { name: alias.to_owned(), service: target, replacement };
            self.links.entry(caller).or_default().insert(lower, host);
        }
    }
}

/// The one host among several that differ in case only: the one that is written so, else the first.
pub(crate) fn best<'h, 'p>(found: &'h [Host<'p>], written: &str) -> Option<&'h Host<'p>> {
    found.iter().find(|host| host.name == written).or_else(|| found.first())
}

#[cfg(test)]
mod tests {
    use compose_model::Spanned;
    use compose_model::diagnostic::Diagnostics;
    use compose_model::model::Service;
    use compose_model::model::service::NetworkAttachment;

    use super::*;
    use crate::extension::Extension;

    #[test]
    fn aliases_that_are_labels_stay() {
        let mut project = Project::default();
        let attachment = NetworkAttachment {
            aliases: vec!["database".into(), "my.db".into()],
            ..NetworkAttachment::default()
        };
        let mut service = Service { container_name: Some("app_db".into()), ..Service::default() };
        service.networks.insert("default".to_owned(), Spanned::from(Some(attachment)));
        project.services.insert("db".to_owned(), service.into());
        let names = Names::assign(&project, &Extension::default(), &mut Diagnostics::default());
        let hosts = Hosts::of(&project, &names);
        let replacement = |host| hosts.find("web", host)[0].replacement.as_deref();
        assert_eq!(replacement("db"), None);
        assert_eq!(replacement("database"), None);
        assert_eq!(replacement("my.db"), Some("db"));
        assert_eq!(replacement("app_db"), Some("db"));
        assert!(hosts.find("web", "other").is_empty());
    }

    #[test]
    fn links_are_their_callers() {
        let mut project = Project::default();
        for (key, links) in [
            ("db1", vec![]),
            ("db2", vec![]),
            ("a", vec!["db1:db"]),
            ("b", vec!["db2:db", "db1:x"]),
        ] {
            let links = links.into_iter().map(Spanned::from).collect();
            project.services.insert(key.to_owned(), Service { links, ..Service::default() }.into());
        }
        let names = Names::assign(&project, &Extension::default(), &mut Diagnostics::default());
        let hosts = Hosts::of(&project, &names);
        assert_eq!(hosts.find("a", "db")[0].replacement.as_deref(), Some("db1"));
        assert_eq!(hosts.find("b", "db")[0].replacement.as_deref(), Some("db2"));
        assert_eq!(hosts.find("b", "x")[0].replacement, None);
        assert!(hosts.find("a", "x").is_empty());
    }
}
