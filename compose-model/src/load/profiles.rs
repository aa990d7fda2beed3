//! Which services take part.
//!
//! A service with profiles does when one of them is active, any other always. Compose specification:
//! "Profiles".

use crate::model::{Project, Service};

/// Moves the services that no active profile enables aside.
pub(crate) fn apply(project: &mut Project) {
    let profiles = std::mem::take(&mut project.profiles);
    let all = std::mem::take(&mut project.services).into_iter();
    let disabled = std::mem::take(&mut project.disabled_services).into_iter();
    for (name, service) in all.chain(disabled) {
        if is_enabled(&service, &profiles) {
            project.services.insert(name, service);
        } else {
            project.disabled_services.insert(name, service);
        }
    }
    project.profiles = profiles;
}

fn is_enabled(service: &Service, active: &[String]) -> bool {
    let matches =
        |name: &String| name == "*" || service.profiles.iter().any(|own| own.value == *name);
    service.profiles.is_empty() || active.iter().any(matches)
}
