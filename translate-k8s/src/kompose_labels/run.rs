//! What runs a service, and what runs before it.

use compose_model::Spanned;
use k8s_openapi::api::core::v1::{Container, ResourceRequirements};
use k8s_openapi::apimachinery::pkg::api::resource;

use super::names::{DeployLabels, ServiceLabels};
use super::report::Report;
use crate::extension::words::Kind;
use crate::extension::{Kube, ServiceSettings};
use crate::names;

/// The kind of workload. A schedule makes a CronJob of every service, whatever its `restart` says.
pub(super) fn schedule(
    labels: &ServiceLabels,
    settings: &mut ServiceSettings,
    report: &mut Report<'_>,
) {
    let controller = "kompose.controller.type";
    if let Some(schedule) = &labels.schedule {
        let name = "kompose.cronjob.schedule";
        let kind = Spanned::new(Kind::CronJob, schedule.origin.clone());
        report.fill(name, &mut settings.kind, Some(kind));
        report.fill(name, &mut settings.schedule, Some(schedule.clone()));
        if let Some(kind) = &labels.controller {
            report.overruled(controller, &kind.origin, "the schedule");
        }
    } else if let Some(kind) = &labels.controller {
        if kind.value.1 {
            let how = "replication controllers are deprecated: a Deployment is written instead";
            report.different(controller, &kind.origin, how);
        }
        let kind = Some(kind.clone().map(|(kind, _)| kind));
        report.fill(controller, &mut settings.kind, kind);
    }
    if let Some(policy) = &labels.concurrency {
        let name = "kompose.cronjob.concurrency_policy";
        if settings.schedule.is_some() {
            report.fill(name, &mut settings.concurrency_policy, Some(policy.clone()));
        } else {
            report.idle(name, &policy.origin, "there is no `kompose.cronjob.schedule`");
        }
    }
    if let Some(limit) = &labels.backoff_limit {
        let name = "kompose.cronjob.backoff_limit";
        if settings.schedule.is_some() {
            report.fill(name, &mut settings.backoff_limit, Some(limit.clone()));
        } else {
            report.idle(name, &limit.origin, "there is no `kompose.cronjob.schedule`");
        }
    }
}

/// The one init container that labels can ask for.
pub(super) fn init_container(
    key: &str,
    labels: &ServiceLabels,
    settings: &mut ServiceSettings,
    report: &mut Report<'_>,
) {
    let Some(image) = &labels.init_image else {
        let command = labels.init_command.as_ref().map(|it| ("command", &it.origin));
        let name = labels.init_name.as_ref().map(|it| ("name", &it.origin));
        for (part, origin) in command.into_iter().chain(name) {
            let label = format!("kompose.init.containers.{part}");
            report.idle(&label, origin, "there is no `kompose.init.containers.image`");
        }
        return;
    };
    let own = names::label(key, names::LABEL);
    let name = match &labels.init_name {
        Some(name) if name.value == own => {
            let label = "kompose.init.containers.name";
            report.wrong(label, &name.origin, "the service's own container has that name");
            return;
        }
        Some(name) => name.value.clone(),
        None => names::with_suffix(&own, "-init", names::LABEL),
    };
    let container = Container {
        name,
        image: Some(image.value.clone()),
        command: labels.init_command.as_ref().map(|command| command.value.clone()),
        ..Container::default()
    };
    let places = vec![
        ("[0].image".to_owned(), image.origin.clone()),
        (
            "[0].name".to_owned(),
            labels.init_name.as_ref().map_or(&image.origin, |it| &it.origin).clone(),
        ),
    ];
    let containers = Kube { value: vec![container], places };
    let containers = Spanned::new(containers, image.origin.clone());
    report.fill("kompose.init.containers.image", &mut settings.init_containers, Some(containers));
}

/// The space that a container may take on its node.
pub(super) fn ephemeral_storage(
    labels: DeployLabels,
    settings: &mut ServiceSettings,
    report: &mut Report<'_>,
) {
    const RESOURCE: &str = "ephemeral-storage";
    for (list, label) in [("limits", labels.limit), ("requests", labels.request)] {
        let Some(size) = label else { continue };
        let none =
            || Spanned::new(Kube::from(ResourceRequirements::default()), size.origin.clone());
        let resources = &mut settings.resources.get_or_insert_with(none).value;
        let map = match list {
            "limits" => &mut resources.value.limits,
            _ => &mut resources.value.requests,
        };
        let map = map.get_or_insert_default();
        if map.contains_key(RESOURCE) {
            let name = format!("kompose.ephemeral-storage.{}", list.trim_end_matches('s'));
            report.overruled(&name, &size.origin, "`x-k8s`");
            continue;
        }
        map.insert(RESOURCE.to_owned(), resource::Quantity(size.value.0));
        resources.places.push((format!("{list}.{RESOURCE}"), size.origin));
    }
}
