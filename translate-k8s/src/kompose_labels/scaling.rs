//! `kompose.hpa.…`: a HorizontalPodAutoscaler, with Kompose's defaults.

use compose_model::Spanned;
use compose_model::model::Service;

use super::names::ServiceLabels;
use super::report::Report;
use crate::extension::ServiceSettings;
use crate::extension::service::Autoscaling;
use crate::extension::values::MemoryTarget;

const LEAST: i32 = 1;
const MOST: i32 = 3;
const CPU_PERCENT: i32 = 50;
const MEMORY_PERCENT: i32 = 70;

/// One label is enough to ask for it. Kompose always scales by processor and memory; here memory only
/// counts unasked where the service requests some, because a share of nothing cannot be measured.
pub(super) fn autoscaling(
    service: &Service,
    labels: &ServiceLabels,
    settings: &mut ServiceSettings,
    report: &mut Report<'_>,
) {
    let origins = [
        labels.cpu.as_ref().map(|it| &it.origin),
        labels.memory.as_ref().map(|it| &it.origin),
        labels.least.as_ref().map(|it| &it.origin),
        labels.most.as_ref().map(|it| &it.origin),
    ];
    let Some(origin) = origins.into_iter().flatten().next().cloned() else { return };
    let written = settings.autoscaling.take();
    let is_new = written.is_none();
    let mut scaling =
        written.unwrap_or_else(|| Spanned::new(Autoscaling::default(), origin.clone()));
    let target = &mut scaling.value;
    report.fill("kompose.hpa.cpu", &mut target.cpu, labels.cpu.clone());
    report.fill("kompose.hpa.memory", &mut target.memory, labels.memory.clone());
    report.fill("kompose.hpa.replicas.min", &mut target.min_replicas, labels.least.clone());
    report.fill("kompose.hpa.replicas.max", &mut target.max_replicas, labels.most.clone());
    if is_new {
        let default = |number: i32| Spanned::new(number, origin.clone());
        target.cpu.get_or_insert_with(|| default(CPU_PERCENT));
        if requests_memory(service) {
            let percent = default(MEMORY_PERCENT).map(MemoryTarget::Percent);
            target.memory.get_or_insert(percent);
        }
        let least = target.min_replicas.get_or_insert_with(|| default(LEAST)).value;
        target.max_replicas.get_or_insert_with(|| default(MOST.max(least)));
    }
    bounds(labels, target, report);
    settings.autoscaling = Some(scaling);
}

/// The least is not above the most: where a label makes it so, it is left out.
fn bounds(labels: &ServiceLabels, target: &mut Autoscaling, report: &mut Report<'_>) {
    let (Some(least), Some(most)) = (&target.min_replicas, &target.max_replicas) else { return };
    let (least, most) = (least.value, most.value);
    if least <= most {
        return;
    }
    if let Some(label) = labels.least.as_ref().filter(|label| label.value == least) {
        let why = format!("the most is {most}");
        report.wrong("kompose.hpa.replicas.min", &label.origin, &why);
        target.min_replicas = None;
    } else if let Some(label) = labels.most.as_ref().filter(|label| label.value == most) {
        let why = format!("the least is {least}");
        report.wrong("kompose.hpa.replicas.max", &label.origin, &why);
        target.max_replicas = Some(Spanned::new(least, label.origin.clone()));
    }
}

fn requests_memory(service: &Service) -> bool {
    let resources = service.deploy.as_ref().and_then(|deploy| deploy.resources.as_ref());
    let reserved = resources.and_then(|it| it.reservations.as_ref());
    let limited = resources.and_then(|it| it.limits.as_ref());
    service.mem_limit.is_some()
        || service.mem_reservation.is_some()
        || reserved.is_some_and(|it| it.memory.is_some())
        || limited.is_some_and(|it| it.memory.is_some())
}
