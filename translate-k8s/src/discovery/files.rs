//! What mounted files say about other services: `proxy_pass http://backend:8000` in an `nginx.conf`.
//!
//! Files are never changed. A port that they name is a port of the service; a host that has another
//! name now is reported.

use std::collections::HashSet;

use compose_model::Project;
use compose_model::diagnostic::{Diagnostic, Diagnostics};

use super::hosts::{self, Hosts};
use super::scan::{self, Around, Context};
use super::{Discovery, Inferred};
use crate::names::Names;
use crate::rules::HOST_LEFT;
use crate::volumes::{Storage, Text};

impl Discovery {
    /// Adds the ports with which mounted files name services, each a note (`K0301`), and reports the
    /// hosts in them that have another name now (`K0103`).
    pub(crate) fn read_files(
        &mut self,
        project: &Project,
        names: &Names,
        storage: &Storage<'_>,
        diagnostics: &mut Diagnostics,
    ) {
        let hosts = Hosts::of(project, names);
        for key in project.services.keys() {
            for text in storage.texts_of(key) {
                self.read_file(key, &text, &hosts, diagnostics);
            }
        }
    }

    fn read_file<'p>(
        &mut self,
        key: &'p str,
        text: &Text<'_>,
        hosts: &Hosts<'p>,
        diagnostics: &mut Diagnostics,
    ) {
        let mut reported = HashSet::new();
        for candidate in scan::candidates(text.content, Around::default()) {
            // In a file a word or an implied port says too little.
            let explicit = text.content[candidate.range.end..].starts_with(':');
            let Some(number) = candidate.port.filter(|_| explicit) else { continue };
            if !matches!(candidate.context, Context::Authority | Context::Port) {
                continue;
            }
            let found = hosts.find(key, candidate.host);
            for host in found.iter().filter(|host| host.service != key) {
                let reason = format!("`{}`, which `{key}` mounts, names it", text.name);
                let port = Inferred {
                    service: host.service,
                    number,
                    reason,
                    subject: text.key.to_owned(),
                    origin: text.origin,
                };
                self.infer(port, diagnostics);
            }
            let replacement =
                hosts::best(found, candidate.host).and_then(|host| host.replacement.as_deref());
            if let Some(replacement) = replacement.filter(|it| *it != candidate.host)
                && reported.insert(candidate.host)
            {
                let message = format!(
                    "`{}` stays in `{}`, though the host is `{replacement}` now",
                    candidate.host, text.name
                );
                diagnostics.push(
                    Diagnostic::new(&HOST_LEFT, message)
                        .at(text.origin, "")
                        .help(format!("write `{replacement}` in the file, or rename the service"))
                        .subject(text.key),
                );
            }
        }
    }
}
