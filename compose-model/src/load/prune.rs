//! Networks, volumes and the rest that no service uses.

use std::collections::HashSet;

use super::LoadContext;
use crate::diagnostic::Diagnostic;
use crate::model::service::{MountKind, Service};
use crate::model::{Project, Volume};
use crate::origin::Spanned;
use crate::rules::UNUSED_VOLUME;

/// Drops the networks, volumes, configs, secrets and models that no enabled service uses, as
/// `docker compose config` does.
pub(crate) fn apply(project: &mut Project, context: &mut LoadContext<'_>) {
    let services = || project.services.values();
    let networks = used(services(), |service| service.networks.keys().map(String::as_str));
    let volumes = used(services(), mounted);
    let configs = used(services(), |service| {
        service.configs.iter().filter_map(|config| Some(config.source.as_ref()?.value.as_str()))
    });
    let secrets = used(services(), |service| {
        let of_build = service.build.iter().flat_map(|build| &build.secrets);
        let all = service.secrets.iter().chain(of_build);
        all.filter_map(|secret| Some(secret.source.as_ref()?.value.as_str()))
    });
    let disabled = used(project.disabled_services.values(), mounted);
    for (name, volume) in &project.volumes {
        // What a profile enables may mount it another time.
        if !volumes.contains(name.as_str()) && !disabled.contains(name.as_str()) {
            report(name, volume, context);
        }
    }
    let models = used(services(), |service| service.models.keys().map(String::as_str));
    project.networks.retain(|name, _| networks.contains(name.as_str()));
    project.volumes.retain(|name, _| volumes.contains(name.as_str()));
    project.configs.retain(|name, _| configs.contains(name.as_str()));
    project.secrets.retain(|name, _| secrets.contains(name.as_str()));
    project.models.retain(|name, _| models.contains(name.as_str()));
}

/// The volumes that a service mounts.
fn mounted(service: &Service) -> impl Iterator<Item = &str> {
    service.volumes.iter().filter_map(|mount| {
        let is_volume = mount.kind.as_ref().is_some_and(|kind| kind.value == MountKind::Volume);
        let source = mount.source.as_ref().filter(|_| is_volume)?;
        Some(source.value.as_str())
    })
}

/// Reports what is said for nothing about a volume that nobody mounts.
fn report(name: &str, volume: &Volume, context: &mut LoadContext<'_>) {
    let labels = volume.labels.values().next().map(|label| ("labels", label.origin.place()));
    // Other extensions are read by nobody anyway.
    let extensions = volume.extensions.get_key_value("x-k8s").into_iter();
    let extensions = extensions.map(|(key, it)| (key.as_str(), it.origin.place()));
    for (key, place) in labels.into_iter().chain(extensions) {
        let message =
            format!("`{key}` of the volume `{name}` is read by nobody: no service mounts it");
        context.diagnostics.push(
            Diagnostic::new(&UNUSED_VOLUME, message)
                .at(place, "")
                .help(UNUSED_VOLUME.hint())
                .subject(format!("volumes.{name}.{key}")),
        );
    }
}

/// The names that any service uses.
fn used<'p, N: Iterator<Item = &'p str>>(
    services: impl Iterator<Item = &'p Spanned<Service>>,
    names: impl Fn(&'p Service) -> N,
) -> HashSet<&'p str> {
    services.flat_map(|service| names(service)).collect()
}
