//! Limits and requests: `deploy.resources` and the older attributes beside it.

use std::collections::BTreeMap;

use compose_model::diagnostic::Diagnostic;
use compose_model::model::Service;
use compose_model::model::service::{
    Deploy, DiscreteResource, GenericResource, Limits, Reservations, Resources,
};
use compose_model::types::bytes::Bytes;
use compose_model::{Origin, Spanned};
use k8s_openapi::api::core::v1::ResourceRequirements;
use k8s_openapi::apimachinery::pkg::api::resource::Quantity;

use super::devices;
use crate::context::Cx;
use crate::options::Requests;
use crate::plan::Member;
use crate::quantity;
use crate::rules::{
    CPU_SHARES, GENERIC_RESOURCE, LIMIT_REQUESTED, NODE_SETTING, RESERVATION_OVER_LIMIT,
};
use crate::trace::Trace;

/// The scheduler's default period in microseconds.
const CPU_PERIOD: i64 = 100_000;

/// One side of the requirements.
type Amounts = BTreeMap<String, Quantity>;

/// Reports, in one finding, the services that request what they only limit.
pub(crate) fn report_requested(cx: &mut Cx<'_>) {
    if cx.options.requests == Requests::Zero {
        return;
    }
    let services = cx.project.services.iter();
    let has_own = |key: &str| cx.extension.service(key).resources.is_some();
    let requested: Vec<(&str, &Origin)> = services
        .filter(|(key, service)| service.provider.is_none() && !has_own(key))
        .filter_map(|(key, service)| Some((key.as_str(), limited_only(service)?)))
        .collect();
    let Some((first, _)) = requested.first() else { return };
    let message = match requested.len() {
        1 => format!("`{first}` requests as much as its limits allow it"),
        n => format!("{n} services request as much as their limits allow them"),
    };
    let places = requested.iter().map(|(key, origin)| (*origin, format!("services.{key}")));
    let finding = Diagnostic::new(&LIMIT_REQUESTED, message).at_all(places);
    cx.report(finding.help(LIMIT_REQUESTED.hint()));
}

/// Where a service has a limit for something of which it reserves nothing.
fn limited_only(service: &Service) -> Option<&Origin> {
    let resources = service.deploy.as_ref().and_then(|deploy| deploy.resources.as_ref());
    let limits = resources.and_then(|resources| resources.limits.as_ref());
    let reserved = resources.and_then(|resources| resources.reservations.as_ref());
    let cpus = [
        limits.and_then(|limits| limits.cpus.as_ref()).map(|cpus| &cpus.origin),
        service.cpus.as_ref().filter(|cpus| cpus.value > 0.0).map(|cpus| &cpus.origin),
        service.cpu_quota.as_ref().filter(|quota| quota.value > 0).map(|quota| &quota.origin),
    ];
    let memory = [
        limits.and_then(|limits| limits.memory.as_ref()),
        service.mem_limit.as_ref().filter(|limit| limit.value.0 > 0),
    ];
    let reserves_cpus = reserved.is_some_and(|reserved| reserved.cpus.is_some())
        || service.cpu_shares.as_ref().is_some_and(|shares| shares.value > 0);
    let reserves_memory = reserved.is_some_and(|reserved| reserved.memory.is_some())
        || service.mem_reservation.is_some();
    let cpus = cpus.into_iter().flatten().next().filter(|_| !reserves_cpus);
    let memory = memory.into_iter().flatten().map(|memory| &memory.origin).next();
    cpus.or(memory.filter(|_| !reserves_memory))
}

/// The limits and requests of a service. What `deploy.resources` says wins over the older attributes,
/// as under Compose.
pub(super) fn build(
    member: &Member<'_>,
    trace: &mut Trace,
    cx: &mut Cx<'_>,
) -> Option<ResourceRequirements> {
    let service = member.service;
    let key = format!("services.{}", member.key);
    let resources =
        service.deploy.as_deref().and_then(|deploy: &Spanned<Deploy>| deploy.resources.as_ref());
    let (limits, reservations) = resources.map_or((None, None), |resources| {
        let Resources { limits, reservations, extensions: _ } = &resources.value;
        (limits.as_ref(), reservations.as_ref())
    });
    let mut side = Side { amounts: Amounts::new(), name: "limits", key: &key, trace };
    let limit_cpu = limits.and_then(|limits| limits.cpus.as_ref());
    match (limit_cpu, &service.cpus, &service.cpu_quota) {
        (Some(cpus), ..) => side.cpus("deploy.resources.limits.cpus", cpus),
        (None, Some(cpus), _) if cpus.value > 0.0 => side.cpus("cpus", cpus),
        (None, _, Some(quota)) if quota.value > 0 => {
            let period =
                service.cpu_period.as_ref().map_or(CPU_PERIOD, |period| period.value.max(1));
            side.add("cpu", processors(quota.value, period), "cpu_quota", &quota.origin);
        }
        _ => {}
    }
    if let Some(limits) = limits {
        let Limits { cpus: _, memory: _, pids, extensions: _ } = &limits.value;
        report_pids(pids.as_ref(), format!("{key}.deploy.resources.limits.pids"), cx);
    }
    report_pids(service.pids_limit.as_ref(), format!("{key}.pids_limit"), cx);
    side.memory([
        ("deploy.resources.limits.memory", limits.and_then(|limits| limits.memory.as_ref())),
        ("mem_limit", service.mem_limit.as_ref()),
    ]);
    if let Some(size) = service.storage_opt.get("size") {
        match storage_size(size) {
            Some(quantity) => {
                side.add("ephemeral-storage", quantity, "storage_opt.size", &size.origin);
            }
            None => cx.report(
                Diagnostic::new(
                    &NODE_SETTING,
                    format!("`storage_opt.size: {}` is not a size", size.value),
                )
                .at(&size.origin, "")
                .subject(format!("{key}.storage_opt.size")),
            ),
        }
    }
    for (name, amount, attribute, origin) in devices::extended_resources(member, cx) {
        side.add(&name, Quantity(amount.to_string()), &attribute, &origin);
    }
    let limits = side.amounts;

    let mut side = Side { amounts: Amounts::new(), name: "requests", key: &key, trace: side.trace };
    let reserved = reservations.map(|reservations| {
        let Reservations { cpus, memory, devices: _, generic_resources, extensions: _ } =
            &reservations.value;
        report_generic(generic_resources, &key, cx);
        (cpus.as_ref(), memory.as_ref())
    });
    let (reserved_cpus, reserved_memory) = reserved.unwrap_or_default();
    if let Some(cpus) = reserved_cpus {
        side.cpus("deploy.resources.reservations.cpus", cpus);
    } else if let Some(shares) = service.cpu_shares.as_ref().filter(|shares| shares.value > 0) {
        side.add("cpu", processors(shares.value, 1024), "cpu_shares", &shares.origin);
        let message = format!("`cpu_shares: {}` becomes a request for processors", shares.value);
        cx.report(
            Diagnostic::new(&CPU_SHARES, message)
                .at(&shares.origin, "")
                .subject(format!("{key}.cpu_shares")),
        );
    }
    side.memory([
        ("deploy.resources.reservations.memory", reserved_memory),
        ("mem_reservation", service.mem_reservation.as_ref()),
    ]);
    let mut requests = side.amounts;
    clamp(&mut requests, &limits, member, cx);
    if cx.options.requests == Requests::Zero {
        for name in ["cpu", "memory"].into_iter().filter(|name| limits.contains_key(*name)) {
            requests.entry(name.to_owned()).or_insert_with(|| Quantity("0".to_owned()));
        }
    }
    if limits.is_empty() && requests.is_empty() {
        return None;
    }
    Some(ResourceRequirements {
        limits: (!limits.is_empty()).then_some(limits),
        requests: (!requests.is_empty()).then_some(requests),
        ..ResourceRequirements::default()
    })
}

struct Side<'t> {
    amounts: Amounts,
    name: &'static str,
    key: &'t str,
    trace: &'t mut Trace,
}

impl Side<'_> {
    fn add(&mut self, resource: &str, quantity: Quantity, attribute: &str, origin: &Origin) {
        let field = format_args!("resources.{}.{resource}", self.name);
        self.trace.add(field, format_args!("{}.{attribute}", self.key), origin);
        self.amounts.insert(resource.to_owned(), quantity);
    }

    fn cpus(&mut self, attribute: &str, cpus: &Spanned<f32>) {
        if cpus.value > 0.0 {
            self.add("cpu", quantity::cpus(f64::from(cpus.value)), attribute, &cpus.origin);
        }
    }

    /// The first that is set; zero and `-1` mean no limit.
    fn memory(&mut self, candidates: [(&str, Option<&Spanned<Bytes>>); 2]) {
        let found = candidates.into_iter().find_map(|(name, value)| Some((name, value?)));
        if let Some((attribute, memory)) = found.filter(|(_, memory)| memory.value.0 > 0) {
            self.add("memory", quantity::bytes(memory.value.0), attribute, &memory.origin);
        }
    }
}

/// `share` of `whole` processors in thousandths, rounded up.
fn processors(share: i64, whole: i64) -> Quantity {
    let thousandths = share.saturating_mul(1000).saturating_add(whole - 1) / whole;
    quantity::millicpus(u64::try_from(thousandths).unwrap_or(0))
}

/// A size such as `10G` or `10GB`, in Docker's units.
fn storage_size(text: &str) -> Option<Quantity> {
    let lower = text.trim().to_ascii_lowercase();
    let number = lower.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let shift = match lower[number.len()..].trim_end_matches('b').trim_end_matches('i') {
        "" => 0,
        "k" => 10,
        "m" => 20,
        "g" => 30,
        "t" => 40,
        _ => return None,
    };
    let bytes = number.trim().parse::<i64>().ok()?.checked_mul(1 << shift)?;
    (bytes > 0).then(|| quantity::bytes(bytes))
}

/// The API server refuses a request over its limit.
fn clamp(requests: &mut Amounts, limits: &Amounts, member: &Member<'_>, cx: &mut Cx<'_>) {
    for (resource, request) in requests {
        let Some(limit) = limits.get(resource) else { continue };
        if quantity::thousandths(&request.0) > quantity::thousandths(&limit.0) {
            let message = format!(
                "`{}` reserves more {resource} ({}) than its limit ({})",
                member.key, request.0, limit.0
            );
            let place = member.service.deploy.as_ref().map(|deploy| &deploy.origin);
            let place = place.or(member.service.mem_reservation.as_ref().map(|it| &it.origin));
            cx.report(
                Diagnostic::new(&RESERVATION_OVER_LIMIT, message)
                    .at(place.and_then(Origin::place), "")
                    .subject(format!("services.{}", member.key)),
            );
            request.clone_from(limit);
        }
    }
}

fn report_pids(pids: Option<&Spanned<i64>>, key: String, cx: &mut Cx<'_>) {
    if let Some(pids) = pids.filter(|pids| pids.value > 0) {
        let message = "the number of processes is limited by the kubelet, not by a pod";
        cx.report(
            Diagnostic::new(&NODE_SETTING, message)
                .at(&pids.origin, "")
                .help(format!("set `podPidsLimit: {}` in the kubelet's configuration", pids.value))
                .subject(key),
        );
    }
}

fn report_generic(resources: &[Spanned<GenericResource>], key: &str, cx: &mut Cx<'_>) {
    for (at, resource) in resources.iter().enumerate() {
        let GenericResource { discrete_resource_spec, extensions: _ } = &resource.value;
        let named = discrete_resource_spec.as_ref().map(|spec| {
            let DiscreteResource { kind, value, extensions: _ } = &spec.value;
            let kind = kind.as_ref().map_or("", |kind| kind.as_str());
            format!("{kind}={}", value.as_ref().map_or(0, |value| value.value))
        });
        let message = format!(
            "nodes do not declare `{}` to Kubernetes",
            named.as_deref().unwrap_or("generic_resources")
        );
        cx.report(
            Diagnostic::new(&GENERIC_RESOURCE, message)
                .at(&resource.origin, "")
                .help("install a device plugin that offers it as an extended resource")
                .subject(format!("{key}.deploy.resources.reservations.generic_resources[{at}]")),
        );
    }
}
