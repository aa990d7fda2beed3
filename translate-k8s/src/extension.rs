//! `x-k8s`: what a Compose file says about its objects in Kubernetes' own words.
//!
//! An extension stands at the project, at a service, at one of its ports or at a volume. Its keys are
//! spelt as Kubernetes spells them, since they are Kubernetes' vocabulary. A more exact place wins:
//! a port before its service, a service before the options of the command line, and those before the
//! project, whose extension only holds defaults.
//!
//! The types are declared once, with [`settings!`](setting): the same table reads a file, names the
//! nearest known key where one is misspelt, and makes the JSON Schema and its page. Parts that are
//! whole types of Kubernetes (`affinity`, probes, …) are read into those types
//! ([`kubernetes::Kube`]), which know their own keys.

mod apply;
mod complete;
mod defaults;
mod deserialize;
pub(crate) mod idle;
pub(crate) mod kubernetes;
pub(crate) mod patches;
mod port;
mod project;
mod reader;
#[cfg(feature = "schema")]
pub mod schema;
pub(crate) mod service;
mod setting;
pub(crate) mod values;
pub(crate) mod volume;
pub(crate) mod words;

use compose_model::Project;
use compose_model::diagnostic::Diagnostics;
use compose_model::model::Extensions;
use indexmap::IndexMap;

pub(crate) use apply::apply;
pub(crate) use deserialize::{Check, typed};
pub(crate) use kubernetes::Kube;
pub(crate) use port::PortSettings;
pub(crate) use project::ProjectSettings;
pub(crate) use service::ServiceSettings;
pub(crate) use volume::VolumeSettings;

use reader::Reader;
use setting::Setting;

/// The key of the extension.
pub(crate) const KEY: &str = "x-k8s";

/// Everything that a project says in `x-k8s`.
#[derive(Debug, Default)]
pub(crate) struct Extension {
    /// At the top level.
    pub(crate) project: ProjectSettings,
    /// At services, by key.
    pub(crate) services: IndexMap<String, ServiceSettings>,
    /// At ports, by the key of the service and the place in its `ports`.
    pub(crate) ports: IndexMap<(String, usize), PortSettings>,
    /// At volumes, by key.
    pub(crate) volumes: IndexMap<String, VolumeSettings>,
    /// What a service says that says nothing.
    nothing: ServiceSettings,
}

impl Extension {
    /// Reads the extensions of a project. What is not understood is reported with its place.
    pub(crate) fn read(project: &Project, diagnostics: &mut Diagnostics) -> Self {
        let mut extension = Self::default();
        if let Some(settings) = read(&project.extensions, || KEY.to_owned(), diagnostics) {
            extension.project = settings;
        }
        for (key, service) in &project.services {
            let own = || format!("services.{key}.{KEY}");
            if let Some(settings) = read(&service.extensions, own, diagnostics) {
                extension.services.insert(key.clone(), settings);
            }
            for (at, port) in service.ports.iter().enumerate() {
                let own = || format!("services.{key}.ports[{at}].{KEY}");
                if let Some(settings) = read(&port.extensions, own, diagnostics) {
                    extension.ports.insert((key.clone(), at), settings);
                }
            }
        }
        for (key, volume) in &project.volumes {
            let own = || format!("volumes.{key}.{KEY}");
            if let Some(settings) = read(&volume.extensions, own, diagnostics) {
                extension.volumes.insert(key.clone(), settings);
            }
        }
        extension
    }

    /// What a service says.
    pub(crate) fn service(&self, key: &str) -> &ServiceSettings {
        self.services.get(key).unwrap_or(&self.nothing)
    }

    /// The patches that may change an object of this kind that belongs to a service.
    pub(crate) fn patches_of(
        &self,
        service: &str,
        kind: &str,
    ) -> impl Iterator<Item = serde_json::Value> {
        let own = self.service(service).patches.iter().flat_map(|patches| &patches.value);
        let all = self.project.patches.iter().flat_map(|patches| &patches.value);
        own.chain(all).filter_map(move |patch| {
            let target = patch.target.as_ref().and_then(|target| target.kind.as_ref());
            let fits = target.is_none_or(|wanted| wanted.value == kind);
            patch.patch.as_ref().filter(|_| fits).map(|patch| patch.value.json())
        })
    }

    /// What a port of a service says.
    pub(crate) fn port(&self, service: &str, at: usize) -> Option<&PortSettings> {
        // Hardly any project has one, and a lookup needs a text of its own.
        if self.ports.is_empty() { None } else { self.ports.get(&(service.to_owned(), at)) }
    }
}

/// The path of the settings of a port in the model.
pub(crate) fn port_key(service: &str, at: usize) -> String {
    format!("services.{service}.ports[{at}].{KEY}")
}

/// The path of a setting of a service in the model.
pub(crate) fn service_key(service: &str, setting: &str) -> String {
    format!("services.{service}.{KEY}.{setting}")
}

fn read<T: Setting>(
    extensions: &Extensions,
    key: impl FnOnce() -> String,
    diagnostics: &mut Diagnostics,
) -> Option<T> {
    let node = extensions.get(KEY).filter(|node| !node.is_null())?;
    T::read(node, &mut Reader::new(key(), diagnostics))
}
