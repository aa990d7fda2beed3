//! `devices`: a pod cannot name devices, but a privileged container has all of its node.

use compose_model::diagnostic::Severity;
use compose_model::model::List;
use compose_model::model::service::Device;

use super::unsupported::Report;
use crate::rules::DEVICE;

/// Reports the devices of a service: those that it loses, and those that it finds under their own
/// names because it is privileged.
pub(super) fn report(devices: &List<Device>, privileged: bool, report: &mut Report<'_, '_>) {
    for (at, device) in devices.iter().enumerate() {
        let Device { source, target, permissions: _, extensions: _ } = &device.value;
        let source = source.as_ref().map_or("", |source| source.as_str());
        let same_name = target.as_ref().is_none_or(|target| target.as_str() == source);
        let (severity, message) = if privileged && same_name && source.starts_with("/dev/") {
            (Severity::Note, format!("`{source}` is that of whatever node the pod runs on"))
        } else {
            (Severity::Warning, format!("the device `{source}` is left out: a pod cannot name one"))
        };
        let attribute = format!("devices[{at}]");
        report.because(&DEVICE, severity, &attribute, message, &device.origin);
    }
}
