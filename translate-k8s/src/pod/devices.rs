//! GPUs and the like: `gpus` and `deploy.resources.reservations.devices` as extended resources.

use compose_model::diagnostic::Diagnostic;
use compose_model::model::service::{Count, DeviceRequest};
use compose_model::{Origin, Spanned};

use crate::context::Cx;
use crate::plan::Member;
use crate::rules::{DEVICE_REQUEST, GPU_COUNT, NEEDLESS};

/// The extended resources of a member: name, number, attribute and its origin.
pub(super) fn extended_resources(
    member: &Member<'_>,
    cx: &mut Cx<'_>,
) -> Vec<(String, i64, String, Origin)> {
    let service = member.service;
    let deployed = service
        .deploy
        .as_ref()
        .and_then(|deploy| deploy.resources.as_ref()?.reservations.as_ref())
        .map_or(&[][..], |reservations| reservations.devices.as_slice());
    let gpus = service.gpus.iter().enumerate().map(|(at, gpu)| (format!("gpus[{at}]"), gpu, true));
    let reserved = deployed.iter().enumerate().map(|(at, device)| {
        (format!("deploy.resources.reservations.devices[{at}]"), device, false)
    });
    let mut found: Vec<(String, i64, String, Origin)> = Vec::new();
    for (attribute, request, is_gpu) in gpus.chain(reserved) {
        let key = format!("services.{}.{attribute}", member.key);
        let Some((name, number)) = resource(request, is_gpu, &key, cx) else { continue };
        match found.iter_mut().find(|(other, ..)| *other == name) {
            Some((_, total, ..)) => *total = total.saturating_add(number),
            None => found.push((name, number, attribute, request.origin.clone())),
        }
    }
    found
}

fn resource(
    request: &Spanned<DeviceRequest>,
    is_gpu: bool,
    key: &str,
    cx: &mut Cx<'_>,
) -> Option<(String, i64)> {
    let DeviceRequest { capabilities, driver, count, device_ids, options, extensions: _ } =
        &request.value;
    let driver_name = driver.as_ref().map_or("", |driver| driver.as_str());
    let wants_gpu = is_gpu || capabilities.iter().any(|it| it.as_str() == "gpu");
    let name = match driver_name {
        "" | "nvidia" if wants_gpu || driver_name == "nvidia" => "nvidia.com/gpu",
        "amd" | "amdgpu" => "amd.com/gpu",
        "intel" => "gpu.intel.com/i915",
        _ => {
            let asked: Vec<&str> = capabilities.iter().map(|it| it.as_str()).collect();
            let message = format!("no Kubernetes resource is known for `{}`", asked.join(", "));
            cx.report(
                Diagnostic::new(&DEVICE_REQUEST, message)
                    .at(&request.origin, "")
                    .help("install the vendor's device plugin and ask for the resource that it offers")
                    .subject(key),
            );
            return None;
        }
    };
    if let Some(capability) = capabilities.iter().find(|_| is_gpu) {
        let message = "the capabilities are those of all GPUs of the node's driver";
        let finding = Diagnostic::new(&NEEDLESS, message).at(capability.origin.place(), "");
        cx.report(finding.subject(format!("{key}.capabilities")));
    }
    for option in options.values() {
        cx.report(
            Diagnostic::new(&DEVICE_REQUEST, "options of the device's driver have no counterpart")
                .at(&option.origin, "")
                .subject(format!("{key}.options")),
        );
    }
    if let Some(first) = device_ids.first() {
        let number = i64::try_from(device_ids.len()).unwrap_or(i64::MAX);
        let message = format!("a pod cannot choose devices: it gets any {number}");
        cx.report(
            Diagnostic::new(&GPU_COUNT, message)
                .at(&first.origin, "")
                .help("use `count`, and node labels to choose a kind of GPU")
                .subject(format!("{key}.device_ids")),
        );
        return Some((name.to_owned(), number));
    }
    match count.as_ref().map(|count| (count.value, &count.origin)) {
        Some((Count::Number(number), _)) if number > 0 => Some((name.to_owned(), number)),
        Some((Count::Number(0), _)) => None,
        all => {
            let origin = all.map_or(&request.origin, |(_, origin)| origin);
            cx.report(
                Diagnostic::new(
                    &GPU_COUNT,
                    "a pod cannot ask for all GPUs of a node: it asks for one",
                )
                .at(origin, "")
                .help("write the number of GPUs as `count`")
                .subject(format!("{key}.count")),
            );
            Some((name.to_owned(), 1))
        }
    }
}
