//! Networks, volumes and the rest that no service uses.

use std::collections::HashSet;

use crate::model::Project;
use crate::model::service::{MountKind, Service};
use crate::origin::Spanned;

/// Drops the networks, volumes, configs, secrets and models that no enabled service uses, as
/// `docker compose config` does.
pub(crate) fn apply(project: &mut Project) {
    let services = || project.services.values();
    let networks = used(services(), |service| service.networks.keys().map(String::as_str));
    let volumes = used(services(), |service| {
        service.volumes.iter().filter_map(|mount| {
            let is_volume = mount.kind.as_ref().is_some_and(|kind| kind.value == MountKind::Volume);
            let source = mount.source.as_ref().filter(|_| is_volume)?;
            Some(source.value.as_str())
        })
    });
    let configs = used(services(), |service| {
        service.configs.iter().filter_map(|config| Some(config.source.as_ref()?.value.as_str()))
    });
    let secrets = used(services(), |service| {
        let of_build = service.build.iter().flat_map(|build| &build.secrets);
        let all = service.secrets.iter().chain(of_build);
        all.filter_map(|secret| Some(secret.source.as_ref()?.value.as_str()))
    });
    let models = used(services(), |service| service.models.keys().map(String::as_str));
    project.networks.retain(|name, _| networks.contains(name.as_str()));
    project.volumes.retain(|name, _| volumes.contains(name.as_str()));
    project.configs.retain(|name, _| configs.contains(name.as_str()));
    project.secrets.retain(|name, _| secrets.contains(name.as_str()));
    project.models.retain(|name, _| models.contains(name.as_str()));
}

/// The names that any service uses.
fn used<'p, N: Iterator<Item = &'p str>>(
    services: impl Iterator<Item = &'p Spanned<Service>>,
    names: impl Fn(&'p Service) -> N,
) -> HashSet<&'p str> {
    services.flat_map(|service| names(service)).collect()
}
