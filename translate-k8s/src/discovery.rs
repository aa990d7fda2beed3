//! Which ports services listen on, who names whom as a host, and which hosts have other names now.
//!
//! Compose gives every service a name under which the others reach all of its ports. A Service of
//! Kubernetes wants its ports listed, so the ones that the file does not declare are inferred from
//! what its neighbours and it itself say. The texts of the project are read once, whatever the number
//! of services.

mod declared;
mod hosts;
mod inferred;
mod listening;
mod machine;
mod neighbours;
mod reading;
mod rewrite;
mod scan;
mod texts;

use std::collections::HashSet;

use compose_model::Origin;
use compose_model::diagnostic::{Diagnostic, Diagnostics};
use compose_model::model::Service;
use compose_model::workers::{self, Workers};
use indexmap::IndexMap;

use crate::images;
use crate::proxy_labels;
use crate::rules::INFERRED_PORT;

use hosts::Hosts;
use inferred::{Inferred, Says};
use neighbours::Named;
use reading::ServiceTexts;

pub(crate) use machine::report_machine;
pub(crate) use reading::Reading;
pub(crate) use rewrite::rewrite_hosts;
pub(crate) use texts::FileText;

/// The ports that services listen on, and who names whom.
#[derive(Debug, Default)]
pub(crate) struct Discovery {
    ports: IndexMap<String, Vec<KnownPort>>,
    servers: HashSet<String>,
    naming_themselves: HashSet<String>,
}

/// A port of a service.
#[derive(Clone, Debug)]
pub(crate) struct KnownPort {
    /// The port of the Service: under which others reach it.
    pub(crate) number: u16,
    /// The port of the container, another one where a published port differs.
    pub(crate) target: u16,
    /// `TCP`, `UDP` or `SCTP`.
    pub(crate) protocol: &'static str,
    /// What the file calls it.
    pub(crate) name: Option<String>,
    /// What is spoken there, where the file says so.
    pub(crate) app_protocol: Option<String>,
    /// How it is known.
    pub(crate) evidence: Evidence,
    /// The key in the model that says so, `services.web.ports[0]`.
    pub(crate) key: String,
    /// Where it is said.
    pub(crate) origin: Origin,
}

/// How a port is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Evidence {
    /// `ports`: the container's side.
    Target,
    /// `ports`: the published side, where it differs and is no container port.
    Published,
    /// `expose`.
    Expose,
    /// Inferred from a neighbour, its own healthcheck, command or environment, or the image.
    Inferred,
}

impl Discovery {
    /// Finds the ports of every service; each inferred one is a note (`K0301`).
    ///
    /// Each number and protocol is listed once for a service; a container port wins over a published one.
    pub(crate) fn find(
        reading: &Reading<'_>,
        files: &[FileText<'_>],
        workers: &dyn Workers,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let said = workers::map(workers, reading.services.iter().collect(), |texts| {
            Said::by(texts, &reading.hosts)
        });
        let mut discovery = Self::default();
        let (mut by_callers, mut by_itself, mut by_facts) = (Vec::new(), Vec::new(), Vec::new());
        for (texts, said) in reading.services.iter().zip(said) {
            if said.serves {
                discovery.servers.insert(texts.key.to_owned());
            }
            for host in said.named.hosts {
                if host == texts.key {
                    discovery.naming_themselves.insert(host.to_owned());
                } else {
                    discovery.servers.insert(host.to_owned());
                }
            }
            discovery.ports.insert(texts.key.to_owned(), said.declared);
            by_callers.extend(said.named.ports);
            by_itself.extend(said.own);
            by_facts.extend(said.facts);
        }
        for file in files {
            let said = neighbours::of_file(file, &reading.hosts);
            let others = said.hosts.into_iter().filter(|host| *host != file.service);
            discovery.servers.extend(others.map(str::to_owned));
            by_callers.extend(said.ports);
        }
        // What neighbours say comes first: it explains a port better than the service's own words.
        for port in by_callers.into_iter().chain(by_itself).chain(by_facts) {
            discovery.infer(&port, diagnostics);
        }
        discovery
    }

    /// The ports of a service, declared ones first; empty when none is known.
    pub(crate) fn ports(&self, service: &str) -> &[KnownPort] {
        self.ports.get(service).map_or(&[], Vec::as_slice)
    }

    /// Whether something says that the service is a server: ports, expose, a healthcheck, a neighbour that
    /// names it as a host, or a well-known server image. One that is none and does not restart is a one-shot.
    pub(crate) fn is_server(&self, service: &str) -> bool {
        self.servers.contains(service)
    }

    /// Whether the service's own healthcheck, command or environment names itself as a host: then its
    /// Service must publish addresses that are not ready, or it never becomes so.
    pub(crate) fn names_itself(&self, service: &str) -> bool {
        self.naming_themselves.contains(service)
    }

    fn infer(&mut self, port: &Inferred<'_>, diagnostics: &mut Diagnostics) {
        let Some(known) = self.ports.get_mut(port.service) else { return };
        if known.iter().any(|it| it.number == port.number && it.protocol == "TCP") {
            return;
        }
        let (reason, subject) = (port.reason(), port.subject());
        let message = format!("`{}` gets the port {}: {reason}", port.service, port.number);
        diagnostics.push(
            Diagnostic::new(&INFERRED_PORT, message).at(port.origin, "").subject(subject.as_str()),
        );
        known.push(KnownPort {
            number: port.number,
            target: port.number,
            protocol: "TCP",
            name: None,
            app_protocol: None,
            evidence: Evidence::Inferred,
            key: subject,
            origin: port.origin.clone(),
        });
    }
}

/// What the texts of a service say, its own and what is known of its image.
struct Said<'p> {
    declared: Vec<KnownPort>,
    /// Whether the service is a server.
    serves: bool,
    /// What it says about others.
    named: Named<'p>,
    /// The ports on which it seems to listen.
    own: Vec<Inferred<'p>>,
    /// The ports of its labels and its image.
    facts: Vec<Inferred<'p>>,
}

impl<'p> Said<'p> {
    fn by(texts: &ServiceTexts<'p>, hosts: &Hosts<'p>) -> Self {
        let ServiceTexts { key, service, .. } = *texts;
        let declared = declared::ports(key, service);
        let own = listening::of(texts, hosts);
        let is_checked = service.healthcheck.as_ref().is_some_and(|check| {
            let disabled = check.disable.as_ref().is_some_and(|it| it.value);
            let test = check.test.as_ref().and_then(|test| test.first());
            !disabled && test.is_none_or(|first| first != "NONE")
        });
        let serves = !declared.is_empty()
            || is_checked
            || own.iter().any(|port| port.sure)
            || image_serves(service);
        Self {
            declared,
            serves,
            named: neighbours::of(texts, hosts),
            own: own.into_iter().map(|port| port.inferred).collect(),
            facts: labelled_port(key, service)
                .into_iter()
                .chain(image_ports(key, service))
                .collect(),
        }
    }
}

fn image_serves(service: &Service) -> bool {
    let image = service.image.as_ref().and_then(|image| images::known(image));
    image.is_some_and(|image| {
        let entrypoint = service.entrypoint.as_ref().map(|words| words.value.as_slice());
        let command = service.command.as_ref().map(|words| words.value.as_slice());
        !image.ports.is_empty() && image.serves(entrypoint, command)
    })
}

/// The port to which a reverse proxy's labels lead.
fn labelled_port<'p>(key: &'p str, service: &'p Service) -> Option<Inferred<'p>> {
    let (number, label, origin) = proxy_labels::of(service).port?;
    Some(Inferred { service: key, number, says: Says::Label(label), origin })
}

fn image_ports<'p>(
    key: &'p str,
    service: &'p Service,
) -> impl Iterator<Item = Inferred<'p>> + use<'p> {
    let image = service.image.as_ref().filter(|_| image_serves(service));
    let known = image.and_then(|image| Some((image, images::known(image)?)));
    known.into_iter().flat_map(move |(image, known)| {
        known.ports.iter().map(move |number| Inferred {
            service: key,
            number: *number,
            says: Says::Image(image.value.as_str()),
            origin: &image.origin,
        })
    })
}

#[cfg(test)]
mod tests;
