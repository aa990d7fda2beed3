//! `x-k8s.engineSocket`: the socket of the node's container engine, which is left out without it.

use compose_model::Origin;
use compose_model::diagnostic::Diagnostic;
use compose_model::types::path;
use indexmap::IndexMap;

use super::mounts::{Planned, Seed, What};
use super::survey::Surveyor;
use crate::binds;
use crate::extension::{Extension, service_key};
use crate::rules::{ENGINE_SOCKET_MOUNTED, EXTENSION_WITHOUT_EFFECT};

/// Whether a service wants it.
pub(super) fn is_wanted(service: &str, extension: &Extension) -> bool {
    extension.service(service).engine_socket.as_ref().is_some_and(|it| it.value)
}

/// A mount of the socket.
pub(super) fn mount<'p>(
    source: &str,
    target: String,
    key: String,
    origin: &'p Origin,
) -> Planned<'p> {
    let is_socket = path::file_name(source).rsplit_once('.').is_some_and(|(_, end)| end == "sock");
    let kind = if is_socket { "Socket" } else { "" };
    Planned {
        target,
        read_only: false,
        what: What::HostPath { path: source.to_owned(), kind },
        seed: Seed::Never,
        filled_first: None,
        propagation: None,
        key,
        origin,
    }
}

/// Says which services have a socket of the engine because they asked for it, and which ask in vain.
pub(super) fn report<'p>(
    surveyor: &mut Surveyor<'p, '_>,
    mounts: &IndexMap<&'p str, Vec<Planned<'p>>>,
) {
    for (key, settings) in &surveyor.extension.services {
        let Some(wanted) = settings.engine_socket.as_ref().filter(|it| it.value) else { continue };
        let found = mounts.get(key.as_str()).into_iter().flatten().find(|mount| {
            matches!(&mount.what, What::HostPath { path, .. } if binds::is_engine_socket(path))
        });
        let (rule, message, origin) = if let Some(mount) = found {
            let message = format!("`{key}` reaches the container engine of its node");
            (&ENGINE_SOCKET_MOUNTED, message, mount.origin)
        } else {
            let message = format!("`engineSocket` changes nothing: `{key}` mounts no such socket");
            (&EXTENSION_WITHOUT_EFFECT, message, &wanted.origin)
        };
        surveyor.diagnostics.push(
            Diagnostic::new(rule, message)
                .at(origin.place(), "")
                .subject(service_key(key, "engineSocket")),
        );
    }
}
