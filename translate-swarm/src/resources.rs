//! Limits and reservations, from `deploy.resources` and from the attributes that Compose had before.

use compose_model::Spanned;
use compose_model::model::service::{self, Count, DeviceRequest};
use compose_model::types::bytes::Bytes;

use crate::context::{At, Cx};
use crate::rules::{CPU_SHARE, DEVICES, GENERIC_RESOURCE, MEMORY_RESERVATION};
use crate::stack::{DiscreteResource, GenericResource, Limits, Reservations, Resources};
use crate::units;

/// The attributes of a service that limit it, `deploy` apart.
pub(crate) struct Input<'a> {
    pub(crate) cpus: Option<&'a Spanned<f32>>,
    pub(crate) cpu_count: Option<&'a Spanned<i64>>,
    pub(crate) cpu_percent: Option<&'a Spanned<f32>>,
    pub(crate) cpu_period: Option<&'a Spanned<i64>>,
    pub(crate) cpu_quota: Option<&'a Spanned<i64>>,
    pub(crate) mem_limit: Option<&'a Spanned<Bytes>>,
    pub(crate) mem_reservation: Option<&'a Spanned<Bytes>>,
    pub(crate) pids_limit: Option<&'a Spanned<i64>>,
    pub(crate) gpus: &'a [Spanned<DeviceRequest>],
}

/// The resources of a service; `deploy.resources` wins, as under Compose.
pub(crate) fn translate(
    at: At<'_>,
    input: &Input<'_>,
    deploy: Option<&Spanned<service::Resources>>,
    cx: &mut Cx<'_>,
) -> Resources {
    let absent = service::Resources::default();
    let service::Resources { limits, reservations, extensions: _ } =
        deploy.map_or(&absent, |resources| &resources.value);
    let limits = limit(at, input, limits.as_ref(), cx);
    let reservations = reserve(at, input, reservations.as_ref(), cx);
    Resources {
        limits: (limits != Limits::default()).then_some(limits),
        reservations: (reservations != Reservations::default()).then_some(reservations),
    }
}

fn limit(
    at: At<'_>,
    input: &Input<'_>,
    limits: Option<&Spanned<service::Limits>>,
    cx: &mut Cx<'_>,
) -> Limits {
    let absent = service::Limits::default();
    let service::Limits { cpus, memory, pids, extensions: _ } =
        limits.map_or(&absent, |limits| &limits.value);
    let memory = memory.as_ref().map(|memory| ("deploy.resources.limits.memory", memory));
    let memory = memory.or(input.mem_limit.map(|memory| ("mem_limit", memory)));
    let pids = pids.as_ref().map(|pids| ("deploy.resources.limits.pids", pids));
    let pids = pids.or(input.pids_limit.map(|pids| ("pids_limit", pids)));
    Limits {
        cpus: match cpus {
            Some(cpus) => {
                let field = "deploy.resources.limits.cpus";
                at.origin(cx, field, field, &cpus.origin);
                positive(units::decimal(cpus.value))
            }
            None => processors(at, input, cx).and_then(positive),
        }
        .map(units::cpus),
        memory: memory.filter(|(_, memory)| memory.0 > 0).map(|(attribute, memory)| {
            at.origin(cx, "deploy.resources.limits.memory", attribute, &memory.origin);
            units::bytes(memory.value)
        }),
        // −1 and 0 are unlimited, which is the default.
        pids: pids.filter(|(_, pids)| pids.value > 0).map(|(attribute, pids)| {
            at.origin(cx, "deploy.resources.limits.pids", attribute, &pids.origin);
            pids.value
        }),
    }
}

fn positive(n: f64) -> Option<f64> {
    // The Engine counts in billionths.
    (n >= 1e-9).then_some(n)
}

/// The limit of processors from the attributes beside `deploy`.
fn processors(at: At<'_>, input: &Input<'_>, cx: &mut Cx<'_>) -> Option<f64> {
    let field = "deploy.resources.limits.cpus";
    if let Some(percent) = input.cpu_percent.filter(|percent| percent.value > 0.0) {
        let message = "`cpu_percent` is left out: it is a share of the node's processors, which Swarm cannot limit";
        cx.report(at.finding(&CPU_SHARE, "cpu_percent", &percent.origin, message));
    }
    if let Some(cpus) = input.cpus.filter(|cpus| cpus.value > 0.0) {
        at.origin(cx, field, "cpus", &cpus.origin);
        return Some(units::decimal(cpus.value));
    }
    if let Some(count) = input.cpu_count.filter(|count| count.value > 0) {
        at.origin(cx, field, "cpu_count", &count.origin);
        return Some(float(count.value));
    }
    // Without a period, the kernel's is a tenth of a second.
    let period = input.cpu_period.map_or(0, |period| period.value);
    let period = if period > 0 { period } else { 100_000 };
    if let Some(quota) = input.cpu_quota.filter(|quota| quota.value > 0) {
        at.origin(cx, field, "cpu_quota", &quota.origin);
        return Some(float(quota.value) / float(period));
    }
    if let Some(period) = input.cpu_period.filter(|period| period.value > 0) {
        let message = "`cpu_period` is left out: without a `cpu_quota` it limits nothing";
        cx.report(at.finding(&CPU_SHARE, "cpu_period", &period.origin, message));
    }
    None
}

/// Microseconds and processors are far below 2^53, up to which every integer is a double.
#[allow(clippy::cast_precision_loss)]
fn float(n: i64) -> f64 {
    n as f64
}

fn reserve(
    at: At<'_>,
    input: &Input<'_>,
    reservations: Option<&Spanned<service::Reservations>>,
    cx: &mut Cx<'_>,
) -> Reservations {
    let absent = service::Reservations::default();
    let service::Reservations { cpus, memory, devices, generic_resources, extensions: _ } =
        reservations.map_or(&absent, |reservations| &reservations.value);
    let mut generic: Vec<GenericResource> =
        generic_resources.iter().filter_map(|resource| generic_resource(resource)).collect();
    for (n, request) in devices.iter().enumerate() {
        let attribute = format!("deploy.resources.reservations.devices[{n}]");
        generic.extend(device(at, &attribute, request, generic.len(), cx));
    }
    for (n, request) in input.gpus.iter().enumerate() {
        generic.extend(device(at, &format!("gpus[{n}]"), request, generic.len(), cx));
    }
    let soft = input.mem_reservation.filter(|soft| soft.0 > 0 && memory.is_none());
    if let Some(soft) = soft {
        let message = "`mem_reservation` becomes a reservation of the scheduler: a node without so much free memory does not run the service";
        cx.report(at.finding(&MEMORY_RESERVATION, "mem_reservation", &soft.origin, message));
        let field = "deploy.resources.reservations.memory";
        at.origin(cx, field, "mem_reservation", &soft.origin);
    }
    Reservations {
        cpus: cpus.as_ref().and_then(|cpus| positive(units::decimal(cpus.value))).map(units::cpus),
        memory: memory
            .as_ref()
            .or(soft)
            .filter(|memory| memory.0 > 0)
            .map(|memory| units::bytes(memory.value)),
        generic_resources: generic,
    }
}

fn generic_resource(resource: &service::GenericResource) -> Option<GenericResource> {
    let service::GenericResource { discrete_resource_spec, extensions: _ } = resource;
    let service::DiscreteResource { kind, value, extensions: _ } =
        &discrete_resource_spec.as_ref()?.value;
    Some(GenericResource {
        discrete_resource_spec: DiscreteResource {
            kind: kind.as_ref()?.as_str().into(),
            value: value.as_ref().map_or(0, |value| value.value),
        },
    })
}

/// A request for devices as a resource that nodes declare: only GPUs have a usual name for it. It will
/// be the one at `place`.
fn device(
    at: At<'_>,
    attribute: &str,
    request: &Spanned<DeviceRequest>,
    place: usize,
    cx: &mut Cx<'_>,
) -> Option<GenericResource> {
    let DeviceRequest { capabilities, driver, count, device_ids, options, extensions: _ } =
        &request.value;
    let driver = driver.as_ref().map_or("nvidia", |driver| driver.as_str());
    // `gpus` of a service needs no capability: all its devices are GPUs.
    let is_gpu = capabilities.is_empty() || capabilities.iter().any(|one| one.value == "gpu");
    if !is_gpu || driver == "cdi" {
        let message =
            format!("the devices of `{attribute}` are left out: Swarm has no name for them");
        cx.report(at.value_finding(&DEVICES, attribute, &request.origin, message));
        return None;
    }
    let (value, loss) = match count.as_ref().map(|count| count.value) {
        Some(Count::Number(n)) if n > 0 => (n, None),
        _ if device_ids.is_empty() => {
            (1, Some("a stack cannot ask for all of them, so it asks for one"))
        }
        _ => (
            i64::try_from(device_ids.len()).unwrap_or(1),
            Some("a stack cannot choose them by `device_ids`, so it asks for as many"),
        ),
    };
    let kind = format!("{}-GPU", driver.to_ascii_uppercase());
    let message =
        format!("the GPUs become {value} of the resource `{kind}`, which the nodes must declare");
    let mut finding = at.value_finding(&GENERIC_RESOURCE, attribute, &request.origin, message);
    finding.notes.extend(loss.map(str::to_owned));
    if !options.is_empty() {
        finding = finding.note("the driver's `options` are left out");
    }
    cx.report(finding);
    let field = format_args!("deploy.resources.reservations.generic_resources[{place}]");
    at.origin(cx, field, attribute, &request.origin);
    Some(GenericResource { discrete_resource_spec: DiscreteResource { kind: kind.into(), value } })
}
