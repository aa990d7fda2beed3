//! `x-k8s` inside of what a service says: only the service itself and its ports have settings.

use compose_model::model::{Extensions, Service};

use super::unsupported::Report;

/// Reports it, wherever it stands below a service.
pub(super) fn report(service: &Service, report: &mut Report<'_, '_>) {
    let mut found = |key: &dyn Fn() -> String, extensions: &Extensions| {
        // Hardly any file has one, and a key is a text of its own.
        if !extensions.is_empty() {
            report.below(&key()).extensions(extensions);
        }
    };
    for (at, mount) in service.volumes.iter().enumerate() {
        found(&|| format!("volumes[{at}]"), &mount.extensions);
    }
    for (at, config) in service.configs.iter().enumerate() {
        found(&|| format!("configs[{at}]"), &config.extensions);
    }
    for (at, secret) in service.secrets.iter().enumerate() {
        found(&|| format!("secrets[{at}]"), &secret.extensions);
    }
    for (key, dependency) in &service.depends_on {
        found(&|| format!("depends_on.{key}"), &dependency.extensions);
    }
    if let Some(healthcheck) = &service.healthcheck {
        found(&|| "healthcheck".to_owned(), &healthcheck.extensions);
    }
    let Some(deploy) = &service.deploy else { return };
    if let Some(resources) = &deploy.resources {
        found(&|| "deploy.resources".to_owned(), &resources.extensions);
    }
    if let Some(placement) = &deploy.placement {
        found(&|| "deploy.placement".to_owned(), &placement.extensions);
    }
    if let Some(policy) = &deploy.restart_policy {
        found(&|| "deploy.restart_policy".to_owned(), &policy.extensions);
    }
    for (name, config) in
        [("update_config", &deploy.update_config), ("rollback_config", &deploy.rollback_config)]
    {
        if let Some(config) = config {
            found(&|| format!("deploy.{name}"), &config.extensions);
        }
    }
}
