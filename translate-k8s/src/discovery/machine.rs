//! Texts that name the machine on which Compose runs: `host.docker.internal`, or `localhost` with a port
//! that another service publishes there. A cluster has no such machine.

use std::collections::HashMap;

use compose_model::Project;
use compose_model::diagnostic::{Diagnostic, Diagnostics};

use super::reading::{ReadText, Reading, ServiceTexts};
use super::texts::Field;
use crate::names::Names;
use crate::rules::MACHINE_HOST;

/// The names that container engines give to the machine.
const MACHINE: &[&str] = &[
    "docker.for.mac.host.internal",
    "docker.for.mac.localhost",
    "docker.for.win.localhost",
    "gateway.docker.internal",
    "host.containers.internal",
    "host.docker.internal",
];

/// Whether a name is one of those, as DNS compares them.
pub(super) fn is_named(host: &str) -> bool {
    MACHINE.iter().any(|name| name.eq_ignore_ascii_case(host))
}

/// Reports the texts of services that name the machine, with the service to name instead where a
/// port tells.
pub(crate) fn report_machine(
    project: &Project,
    reading: &Reading<'_>,
    names: &Names,
    diagnostics: &mut Diagnostics,
) {
    let published = published(project);
    for ServiceTexts { key, texts, .. } in &reading.services {
        for ReadText { text, candidates } in texts {
            // A healthcheck runs in the container, which is its localhost.
            if matches!(text.field, Field::Healthcheck(_)) {
                continue;
            }
            for candidate in candidates {
                let host = candidate.host;
                let local = host.eq_ignore_ascii_case("localhost") || host == "127.0.0.1";
                let machine = is_named(host);
                let service = candidate.port.and_then(|port| published.get(&port));
                let other = service.filter(|(other, _)| other != key);
                let meant = machine || (local && other.is_some());
                if !meant {
                    continue;
                }
                let field = text.field.describe();
                let message = match candidate.port {
                    Some(port) if local => format!(
                        "`{}:{port}` in {field} is a port of the machine that runs Compose, which a cluster does not have",
                        candidate.host
                    ),
                    _ => format!(
                        "`{}` in {field} is the machine that runs Compose, which a cluster does not have",
                        candidate.host
                    ),
                };
                let mut finding = Diagnostic::new(&MACHINE_HOST, message)
                    .at(text.origin, "")
                    .subject(text.field.subject(key));
                if let Some((service, target)) = other {
                    let name = names.service(service);
                    finding = finding.help(format!(
                        "name `{name}:{target}`, or the address under which browsers reach it"
                    ));
                }
                diagnostics.push(finding);
            }
        }
    }
}

/// The services by the ports that they publish, with the container's port.
fn published(project: &Project) -> HashMap<u16, (&str, u32)> {
    let mut published = HashMap::new();
    for (key, service) in &project.services {
        for port in &service.ports {
            let number = port.published.as_ref().and_then(|number| number.parse::<u16>().ok());
            if let (Some(number), Some(target)) = (number, &port.target) {
                published.entry(number).or_insert((key.as_str(), target.value));
            }
        }
    }
    published
}
