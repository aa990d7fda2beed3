//! The names of the objects: what Compose names, as Kubernetes accepts it.

mod normalise;

use std::collections::{HashMap, HashSet};

use compose_model::diagnostic::{Diagnostic, Diagnostics};
use compose_model::{Origin, Project, Spanned};
use indexmap::IndexMap;

pub(crate) use normalise::{Assigned, LABEL, is_label, label, with_suffix};

use crate::extension::{Extension, service_key};
use crate::rules::{EXTENSION_VALUE, RENAMED};

/// The names that services, volumes, configs, secrets and networks get, by their keys in the project.
///
/// Every name is a DNS label (lower case, starts with a letter, at most 63 characters) and unique among
/// those of its sort; among colliding names the one that was valid already keeps it.
#[derive(Debug, Default)]
pub(crate) struct Names {
    services: IndexMap<String, String>,
    volumes: IndexMap<String, String>,
    configs: IndexMap<String, String>,
    secrets: IndexMap<String, String>,
    networks: IndexMap<String, String>,
}

impl Names {
    /// Gives everything in the project its name and reports what had to change (`K0101`).
    pub(crate) fn assign(
        project: &Project,
        extension: &Extension,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let services = services(project, extension, diagnostics).into_iter();
        let volumes =
            project.volumes.iter().map(|(k, it)| Wanted::named(k, &it.origin, it.name.as_ref()));
        let configs =
            project.configs.iter().map(|(k, it)| Wanted::named(k, &it.origin, it.name.as_ref()));
        let secrets =
            project.secrets.iter().map(|(k, it)| Wanted::named(k, &it.origin, it.name.as_ref()));
        let networks = project.networks.iter().map(|(key, it)| Wanted::key(key, &it.origin));
        Self {
            services: assign("services", services, diagnostics),
            volumes: assign("volumes", volumes, diagnostics),
            configs: assign("configs", configs, diagnostics),
            secrets: assign("secrets", secrets, diagnostics),
            networks: assign("networks", networks, diagnostics),
        }
    }

    /// The name of a service: that of its Service, workload and container.
    pub(crate) fn service<'s>(&'s self, key: &'s str) -> &'s str {
        self.services.get(key).map_or(key, String::as_str)
    }

    /// The name of a volume: that of its claim. Volumes with one `name` are one claim.
    pub(crate) fn volume<'s>(&'s self, key: &'s str) -> &'s str {
        self.volumes.get(key).map_or(key, String::as_str)
    }

    /// The name of a config: that of its ConfigMap.
    pub(crate) fn config<'s>(&'s self, key: &'s str) -> &'s str {
        self.configs.get(key).map_or(key, String::as_str)
    }

    /// The name of a secret: that of its Secret.
    pub(crate) fn secret<'s>(&'s self, key: &'s str) -> &'s str {
        self.secrets.get(key).map_or(key, String::as_str)
    }

    /// The name of a network.
    pub(crate) fn network<'s>(&'s self, key: &'s str) -> &'s str {
        self.networks.get(key).map_or(key, String::as_str)
    }
}

/// What something would like to be called.
struct Wanted<'a> {
    key: &'a str,
    name: &'a str,
    origin: &'a Origin,
}

impl<'a> Wanted<'a> {
    fn key(key: &'a str, origin: &'a Origin) -> Self {
        Self { key, name: key, origin }
    }

    /// A `name` that somebody wrote counts; `<project>_<key>` from normalisation does not, because
    /// the namespace already keeps projects apart.
    fn named(key: &'a str, origin: &'a Origin, name: Option<&'a Spanned<String>>) -> Self {
        let written = name.filter(|name| name.origin.generated_by().is_none());
        match written {
            Some(name) => Self { key, name: &name.value, origin: &name.origin },
            None => Self::key(key, origin),
        }
    }
}

/// The names of services: those that settings give them, and their keys. One name is for one service.
fn services<'a>(
    project: &'a Project,
    extension: &'a Extension,
    diagnostics: &mut Diagnostics,
) -> Vec<Wanted<'a>> {
    let mut taken: HashSet<&str> = HashSet::new();
    let named = |key: &str| extension.service(key).name.as_ref();
    taken.extend(project.services.keys().filter(|key| named(key).is_none()).map(String::as_str));
    let mut wanted = Vec::with_capacity(project.services.len());
    for (key, service) in &project.services {
        let Some(name) = named(key) else {
            wanted.push(Wanted::key(key, &service.origin));
            continue;
        };
        if taken.insert(&name.value) {
            wanted.push(Wanted { key, name: &name.value, origin: &name.origin });
            continue;
        }
        wanted.push(Wanted::key(key, &service.origin));
        diagnostics.push(
            Diagnostic::new(
                &EXTENSION_VALUE,
                format!("`{}` is another service's name", name.value),
            )
            .at(&name.origin, "")
            .subject(service_key(key, "name")),
        );
    }
    wanted
}

fn assign<'a>(
    sort: &str,
    wanted: impl Iterator<Item = Wanted<'a>>,
    diagnostics: &mut Diagnostics,
) -> IndexMap<String, String> {
    let wanted: Vec<Wanted<'_>> = wanted.collect();
    let names = Assigned::assign(wanted.iter().map(|it| it.name), LABEL);
    // Whoever has a name that somebody else wanted is worth a word.
    let owners: HashMap<&str, &str> =
        names.iter().map(|(original, name)| (name, original)).collect();
    for it in &wanted {
        let Some(name) = names.get(it.name).filter(|name| *name != it.name) else { continue };
        let subject = format!("{sort}.{}", it.key);
        let message =
            format!("`{}` is not a valid name in Kubernetes: it becomes `{name}`", it.name);
        let plain = label(it.name, LABEL);
        let mut diagnostic =
            Diagnostic::new(&RENAMED, message).at(it.origin.place(), "").subject(subject);
        if let Some(owner) = owners.get(plain.as_str()).filter(|owner| **owner != it.name) {
            diagnostic = diagnostic.note(format!("`{plain}` is the name of `{owner}`"));
        }
        diagnostics.push(diagnostic);
    }
    wanted
        .iter()
        .map(|it| (it.key.to_owned(), names.get(it.name).unwrap_or(it.name).to_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use compose_model::model::{Service, Volume};

    #[test]
    fn services_are_renamed_with_a_note() {
        let mut project = Project::default();
        for key in ["my_app", "my-app", "db"] {
            project.services.insert(key.to_owned(), Service::default().into());
        }
        let mut diagnostics = Diagnostics::default();
        let names = Names::assign(&project, &Extension::default(), &mut diagnostics);
        assert_eq!(names.service("my-app"), "my-app");
        assert!(names.service("my_app").starts_with("my-app-"));
        assert_eq!(diagnostics.len(), 1);
        let finding = diagnostics.iter().next().unwrap();
        assert_eq!(finding.subject.as_deref(), Some("services.my_app"));
        assert_eq!(finding.notes, ["`my-app` is the name of `my-app`"]);
    }

    #[test]
    fn only_a_written_name_of_a_volume_counts() {
        let mut project = Project::default();
        let mut add = |key: &str, name: Spanned<String>| {
            let volume = Volume { name: Some(name), ..Volume::default() };
            project.volumes.insert(key.to_owned(), volume.into());
        };
        add("data", Spanned::generated("app_data".to_owned(), "normalisation"));
        add("mine", Spanned::new("prod-data".to_owned(), Origin::default()));
        add("same", Spanned::new("prod-data".to_owned(), Origin::default()));
        let mut diagnostics = Diagnostics::default();
        let names = Names::assign(&project, &Extension::default(), &mut diagnostics);
        assert_eq!(names.volume("data"), "data");
        assert_eq!(names.volume("mine"), "prod-data");
        assert_eq!(names.volume("same"), "prod-data");
        assert!(diagnostics.is_empty());
    }
}
