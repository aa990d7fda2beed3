//! What a service says about others: which it names as hosts, and with which ports.

use std::collections::HashMap;

use compose_model::model::Service;

use super::hosts::Hosts;
use super::inferred::{Inferred, Says};
use super::reading::{ReadText, ServiceTexts};
use super::scan::{self, Around, Context};
use super::texts::{Field, FileText, Text};

/// What a service says about others.
#[derive(Debug, Default)]
pub(super) struct Named<'p> {
    /// The services that it names as hosts, perhaps itself and perhaps several times.
    pub(super) hosts: Vec<&'p str>,
    /// The ports with which it names them.
    pub(super) ports: Vec<Inferred<'p>>,
}

/// What a service says about others in its environment, commands and healthcheck.
pub(super) fn of<'p>(texts: &ServiceTexts<'p>, hosts: &Hosts<'p>) -> Named<'p> {
    let mut named = Named::default();
    let key = texts.key;
    let mut pairs = Pairs::of(texts.service);
    for ReadText { text, candidates } in &texts.texts {
        for candidate in candidates {
            if candidate.context == Context::Word {
                continue;
            }
            for host in hosts.find(key, candidate.host) {
                named.hosts.push(host.service);
                let port = candidate.port.map(|port| (port, text.field, text.origin));
                let port = port.or_else(|| pairs.port_for(text, candidate.context));
                let Some((number, field, origin)) = port else { continue };
                let says = Says::Caller { by: key, field };
                named.ports.push(Inferred { service: host.service, number, says, origin });
            }
        }
    }
    named
}

/// What a file of a service says about others.
pub(super) fn of_file<'p>(file: &'p FileText<'p>, hosts: &Hosts<'p>) -> Named<'p> {
    let mut named = Named::default();
    for candidate in scan::candidates(&file.text, Around::default()) {
        if candidate.context == Context::Word {
            continue;
        }
        for host in hosts.find(file.service, candidate.host) {
            named.hosts.push(host.service);
            let Some(number) = candidate.port else { continue };
            named.ports.push(Inferred {
                service: host.service,
                number,
                says: Says::File(file),
                origin: file.origin,
            });
        }
    }
    named
}

/// What the scanner needs to know about the surroundings of a text.
pub(super) fn around<'a>(text: &Text<'a>) -> Around<'a> {
    let key = match text.field {
        Field::Environment(key) => Some(key),
        _ => None,
    };
    Around { key, before: text.before, after: text.after }
}

/// Ports that stand apart from their hosts: `DB_HOST` with `DB_PORT`, `--host db --port 5432`.
struct Pairs<'p> {
    /// Variables that hold a port, by their upper-case names.
    variables: HashMap<String, (u16, Field<'p>, &'p compose_model::Origin)>,
    service: &'p Service,
}

impl<'p> Pairs<'p> {
    fn of(service: &'p Service) -> Self {
        let variables = service.environment.iter().filter_map(|(key, entry)| {
            let upper = key.to_ascii_uppercase();
            let port: u16 = entry.value.as_deref()?.trim().parse().ok().filter(|port| *port > 0)?;
            upper
                .ends_with("PORT")
                .then_some((upper, (port, Field::Environment(key.as_str()), &entry.origin)))
        });
        Self { variables: variables.collect(), service }
    }

    fn port_for(
        &mut self,
        text: &Text<'p>,
        context: Context,
    ) -> Option<(u16, Field<'p>, &'p compose_model::Origin)> {
        if context != Context::Key {
            return None;
        }
        match text.field {
            Field::Environment(key) => {
                const ENDINGS: &[&str] =
                    &["hostname", "host", "server", "address", "addr", "endpoint"];
                let stem = scan::host_key_stem(key, ENDINGS).map(|stem| format!("{stem}PORT"));
                let names = [stem, Some(format!("{key}_PORT"))];
                names
                    .into_iter()
                    .flatten()
                    .find_map(|name| self.variables.get(&name.to_ascii_uppercase()).copied())
            }
            Field::Command(_) | Field::Entrypoint(_) | Field::Healthcheck(_) => {
                let port = option_port(self.service, text)?;
                Some((port, text.field, text.origin))
            }
        }
    }
}

/// `--port 5432`, `--db-port=5432` or `-p 5432` after the host, in the same words or the same script.
fn option_port(service: &Service, text: &Text<'_>) -> Option<u16> {
    // A script is one word with blanks; otherwise the option is a word of its own nearby.
    if text.value.contains(char::is_whitespace) {
        return port_option(text.value.split_whitespace());
    }
    let (list, index) = match text.field {
        Field::Command(index) => (service.command.as_ref().map(|it| &it.value), index),
        Field::Entrypoint(index) => (service.entrypoint.as_ref().map(|it| &it.value), index),
        Field::Healthcheck(index) => {
            (service.healthcheck.as_ref()?.test.as_ref().map(|it| &it.value), index)
        }
        Field::Environment(_) => return None,
    };
    // A client has a handful of options: a bounded look keeps long word lists linear.
    let start = index.saturating_sub(NEARBY);
    port_option(list?.iter().skip(start).take(2 * NEARBY).map(String::as_str))
}

/// How many words on either side of a host may hold its port.
const NEARBY: usize = 12;

fn port_option<'w>(words: impl Iterator<Item = &'w str>) -> Option<u16> {
    let mut before = "";
    for word in words {
        let value = match word.split_once('=') {
            Some((option, value)) if is_port_option(option) => Some(value),
            _ if is_port_option(before) => Some(word),
            _ => None,
        };
        if let Some(port) = value.and_then(|value| value.parse().ok()).filter(|port| *port > 0) {
            return Some(port);
        }
        before = word;
    }
    None
}

/// Whether a word is an option that takes a port: `--port`, `-p`, `--db-port`, `port` of `port=`.
pub(super) fn is_port_option(word: &str) -> bool {
    word == "-p"
        || word == "-P"
        || word == "port"
        || (word.starts_with('-') && word.to_ascii_lowercase().ends_with("port"))
}
