//! Which services take part.
//!
//! A service with profiles does when one of them is active, any other always. Compose specification:
//! "Profiles".

use crate::model::{Project, Service};

/// Moves the services that no active profile enables aside, and back what now is enabled.
pub(crate) fn apply(project: &mut Project) {
    let profiles = &project.profiles;
    // A service is a large value: only what changes sides is moved.
    let disabled: Vec<_> =
        project.services.extract_if(.., |_, service| !is_enabled(service, profiles)).collect();
    let enabled =
        project.disabled_services.extract_if(.., |_, service| is_enabled(service, profiles));
    project.services.extend(enabled);
    project.disabled_services.extend(disabled);
}

fn is_enabled(service: &Service, active: &[String]) -> bool {
    let matches =
        |name: &String| name == "*" || service.profiles.iter().any(|own| own.value == *name);
    service.profiles.is_empty() || active.iter().any(matches)
}
