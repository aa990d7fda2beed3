//! `networks` of services.

use compose_model::model::Map;
use compose_model::model::service::NetworkAttachment;

use super::unsupported::Report;
use crate::rules::POD_ADDRESS;

/// Reports what a service wants of its interfaces: the cluster gives pods their addresses.
pub(super) fn report(networks: &Map<Option<NetworkAttachment>>, report: &mut Report<'_, '_>) {
    for (key, attachment) in networks {
        let Some(attachment) = &attachment.value else { continue };
        let NetworkAttachment {
            // service, plan
            aliases: _,
            interface_name,
            ipv4_address,
            ipv6_address,
            link_local_ips,
            mac_address,
            driver_opts,
            priority,
            gw_priority,
            extensions,
        } = attachment;
        let mut report = report.below(&format!("networks.{key}"));
        report.maybe(&POD_ADDRESS, "interface_name", interface_name.as_ref());
        report.maybe(&POD_ADDRESS, "ipv4_address", ipv4_address.as_ref());
        report.maybe(&POD_ADDRESS, "ipv6_address", ipv6_address.as_ref());
        report.list(&POD_ADDRESS, "link_local_ips", link_local_ips);
        report.maybe(&POD_ADDRESS, "mac_address", mac_address.as_ref());
        report.map(&POD_ADDRESS, "driver_opts", driver_opts);
        report.maybe(&POD_ADDRESS, "priority", priority.as_ref());
        report.maybe(&POD_ADDRESS, "gw_priority", gw_priority.as_ref());
        report.extensions(extensions);
    }
}
