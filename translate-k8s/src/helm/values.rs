//! The values of a chart.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;
use serde_json::{Map, Value, json};

use super::OpenVariable;

/// Values by section: one for each service, and a few for all of them.
#[derive(Clone, Debug)]
pub(super) struct Values {
    /// What each section is about, and what is in it.
    pub(super) sections: IndexMap<String, Section>,
    /// The section of each service, by the service's name.
    services: BTreeMap<String, String>,
    /// All names of sections that are in use, or may be.
    taken: BTreeSet<String>,
}

/// A part of the values.
#[derive(Clone, Debug)]
pub(super) struct Section {
    /// A comment for readers.
    pub(super) about: String,
    pub(super) content: Value,
}

/// The order of a service's values, for readers.
const ORDER: [&str; 14] = [
    "image",
    "replicas",
    "autoscaling",
    "schedule",
    "env",
    "secretEnv",
    "extraEnv",
    "resources",
    "nodeSelector",
    "tolerations",
    "affinity",
    "service",
    "ingress",
    "route",
];

impl Section {
    fn ordered(&self) -> Self {
        let mut section = self.clone();
        if let Value::Object(content) = &mut section.content
            && content.contains_key("image")
        {
            let mut entries: Vec<(String, Value)> = std::mem::take(content).into_iter().collect();
            entries.sort_by_key(|(name, _)| ORDER.iter().position(|it| it == name));
            content.extend(entries);
        }
        section
    }
}

/// The section of the Compose file's variables.
pub(super) const VARIABLES: &str = "variables";
/// The section of the claims.
pub(super) const VOLUMES: &str = "volumes";
/// The section of the files that Secrets hold.
pub(super) const SECRET_FILES: &str = "secretFiles";
/// The names of Secrets with the credentials of registries.
pub(super) const PULL_SECRETS: &str = "imagePullSecrets";

/// Names of sections that are no services.
const RESERVED: [&str; 7] =
    [VARIABLES, VOLUMES, SECRET_FILES, PULL_SECRETS, "global", "waitImage", "kubectlImage"];

impl Values {
    pub(super) fn new(variables: &[OpenVariable]) -> Self {
        let mut values = Self {
            sections: IndexMap::new(),
            services: BTreeMap::new(),
            taken: RESERVED.map(str::to_owned).into(),
        };
        for variable in variables {
            let about = "Variables of the Compose file.";
            values.set(VARIABLES, about, &[&variable.name], json!(variable.default));
        }
        values
    }

    /// The section of a service.
    pub(super) fn service(&mut self, name: &str) -> String {
        if let Some(section) = self.services.get(name) {
            return section.clone();
        }
        let mut section = camel_case(name);
        if self.taken.contains(&section) {
            section.push_str("Service");
        }
        while self.taken.contains(&section) {
            section.push('2');
        }
        self.taken.insert(section.clone());
        self.services.insert(name.to_owned(), section.clone());
        section
    }

    /// Sets a value of a service.
    pub(super) fn set_service(&mut self, service: &str, path: &[&str], value: Value) {
        let section = self.service(service);
        self.set(&section, &format!("The service `{service}`."), path, value);
    }

    /// Sets a value; `about` is what its section is about.
    pub(super) fn set(&mut self, section: &str, about: &str, path: &[&str], value: Value) {
        let section = self.sections.entry(section.to_owned()).or_insert_with(|| Section {
            about: about.to_owned(),
            content: Value::Object(Map::new()),
        });
        let mut place = &mut section.content;
        for name in path {
            if !place.is_object() {
                *place = Value::Object(Map::new());
            }
            place = &mut place[*name];
        }
        *place = value;
    }

    /// All sections, as people look for them: variables, services, and what serves all of them.
    pub(super) fn ordered(&self) -> Vec<(&str, Section)> {
        let place = |name: &str| match name {
            VARIABLES => 0,
            name => RESERVED.iter().position(|it| *it == name).map_or(1, |index| index + 1),
        };
        let mut sections: Vec<(&str, Section)> = self
            .sections
            .iter()
            .map(|(name, section)| (name.as_str(), section.ordered()))
            .collect();
        sections.sort_by_key(|(name, _)| place(name));
        sections
    }

    /// The value of a whole section.
    pub(super) fn section(&self, name: &str) -> Option<&Value> {
        self.sections.get(name).map(|section| &section.content)
    }
}

/// A name as it can follow a dot: `api-gateway` is `apiGateway`.
pub(super) fn camel_case(name: &str) -> String {
    let mut parts =
        name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    let mut key = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (first, rest) = part.split_at(1);
        key.push_str(&first.to_ascii_uppercase());
        key.push_str(rest);
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_have_names_of_their_own() {
        let mut values = Values::new(&[]);
        for (service, section) in [
            ("api-gateway", "apiGateway"),
            ("api-gateway", "apiGateway"),
            ("apiGateway", "apiGatewayService"),
            ("volumes", "volumesService"),
            ("a--b.c", "aBC"),
        ] {
            assert_eq!(values.service(service), section);
        }
    }
}
