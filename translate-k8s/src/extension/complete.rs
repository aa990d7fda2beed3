//! Settings that the model has words for are put into it, as if the file said them there.
//!
//! Everything after reads one model, and the values keep their places.

use std::borrow::Cow;

use compose_model::diagnostic::Diagnostics;
use compose_model::model::{Service, Volume};
use compose_model::{Project, Spanned};

use super::words::PullPolicy;
use super::{Extension, PortSettings, ServiceSettings, VolumeSettings};
use crate::image_config;

impl Extension {
    /// The project with these settings in it. Borrowed where there are none.
    pub(crate) fn complete<'p>(
        &self,
        project: &'p Project,
        diagnostics: &mut Diagnostics,
    ) -> Cow<'p, Project> {
        if self.services.is_empty() && self.ports.is_empty() && self.volumes.is_empty() {
            return Cow::Borrowed(project);
        }
        let mut project = project.clone();
        for (key, settings) in &self.services {
            if let Some(service) = project.services.get_mut(key) {
                of_service(service, settings);
                image_config::complete(key, service, settings, diagnostics);
            }
        }
        for ((key, at), settings) in &self.ports {
            let service = project.services.get_mut(key);
            if let Some(port) = service.and_then(|service| service.ports.get_mut(*at)) {
                of_port(port, settings);
            }
        }
        for (key, settings) in &self.volumes {
            if let Some(volume) = project.volumes.get_mut(key) {
                of_volume(volume, settings);
            }
        }
        Cow::Owned(project)
    }
}

fn of_service(service: &mut Service, settings: &ServiceSettings) {
    if let Some(replicas) = &settings.replicas {
        service.scale = Some(replicas.clone().map(i64::from));
    }
    if let Some(policy) = &settings.image_pull_policy {
        let word = match policy.value {
            PullPolicy::Always => "always",
            PullPolicy::IfNotPresent => "missing",
            PullPolicy::Never => "never",
        };
        service.pull_policy = Some(Spanned::new(word.to_owned(), policy.origin.clone()));
    }
    // These have a word of their own in Kubernetes, which takes the place of Compose's.
    if settings.runtime_class_name.is_some() {
        service.runtime = None;
    }
    if settings.stop_signal.is_some() {
        service.stop_signal = None;
    }
}

fn of_port(port: &mut compose_model::model::service::Port, settings: &PortSettings) {
    if settings.name.is_some() {
        port.name.clone_from(&settings.name);
    }
    if settings.app_protocol.is_some() {
        port.app_protocol.clone_from(&settings.app_protocol);
    }
}

fn of_volume(volume: &mut Volume, settings: &VolumeSettings) {
    if let Some(claim) = &settings.existing_claim {
        volume.name = Some(claim.clone());
        volume.external = Some(Spanned::new(true, claim.origin.clone()));
    }
    for (key, value) in settings.labels.iter().flat_map(|labels| &labels.value) {
        volume.labels.insert(key.clone(), value.clone());
    }
}
