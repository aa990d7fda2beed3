//! What a service says about its own ports: in its healthcheck, command and environment.

use super::hosts::Hosts;
use super::inferred::{Inferred, Says};
use super::neighbours::is_port_option;
use super::reading::{ReadText, ServiceTexts};
use super::scan::{self, Candidate, Context};
use super::texts::{Field, Text};

/// A port on which a service seems to listen.
#[derive(Debug)]
pub(super) struct Own<'p> {
    /// The port and why.
    pub(super) inferred: Inferred<'p>,
    /// Whether it says that the service is a server; a bare number in a command does not.
    pub(super) sure: bool,
}

/// Variables that name the port on which a program listens itself. Other `…_PORT` variables are more
/// often those of its neighbours.
const PORT_VARIABLES: &[&str] = &[
    "ADMIN_PORT",
    "API_PORT",
    "APP_PORT",
    "ASPNETCORE_HTTP_PORTS",
    "BACKEND_PORT",
    "BIND_PORT",
    "CONTAINER_PORT",
    "FRONTEND_PORT",
    "GRPC_PORT",
    "HEALTH_PORT",
    "HTTPS_PORT",
    "HTTP_PORT",
    "LISTEN_PORT",
    "METRICS_PORT",
    "NODE_PORT",
    "PORT",
    "SERVER_PORT",
    "SERVICE_PORT",
    "WEB_PORT",
    "WS_PORT",
];

/// Programs whose numbers are not ports.
const COUNTING: &[&str] =
    &["sleep", "timeout", "usleep", "tail", "head", "seq", "kill", "nice", "chmod", "chown"];

/// The ports on which a service seems to listen.
pub(super) fn of<'p>(texts: &ServiceTexts<'p>, hosts: &Hosts<'p>) -> Vec<Own<'p>> {
    let mut own = Vec::new();
    let key = texts.key;
    let calls_others = names_others_in_command(texts, hosts);
    for ReadText { text, candidates } in &texts.texts {
        let mut add = |number: u16, sure: bool| {
            let says = Says::Own(text.field);
            let inferred = Inferred { service: key, number, says, origin: text.origin };
            own.push(Own { inferred, sure });
        };
        match text.field {
            Field::Healthcheck(_) => {
                local_ports(candidates).for_each(|port| add(port, true));
                wildcard_ports(text.value).for_each(|port| add(port, true));
            }
            Field::Environment(name) => {
                if PORT_VARIABLES.binary_search(&name.to_ascii_uppercase().as_str()).is_ok() {
                    text.value.split([',', ';']).for_each(|part| {
                        if let Some(port) = whole_port(part.trim()) {
                            add(port, false);
                        }
                    });
                }
                wildcard_ports(text.value).for_each(|port| add(port, true));
            }
            Field::Entrypoint(_) | Field::Command(_) => {
                wildcard_ports(text.value).for_each(|port| add(port, true));
                if !calls_others {
                    option_ports(text).for_each(|port| add(port, true));
                }
                if let Some(port) = bare_port(text, key, hosts) {
                    add(port, false);
                }
            }
        }
    }
    own
}

fn names_others_in_command<'p>(texts: &ServiceTexts<'p>, hosts: &Hosts<'p>) -> bool {
    let key = texts.key;
    texts.texts.iter().any(|ReadText { text, candidates }| {
        matches!(text.field, Field::Command(_) | Field::Entrypoint(_))
            && candidates.iter().any(|candidate| {
                candidate.context == Context::Key
                    && hosts.find(key, candidate.host).iter().any(|host| host.service != key)
            })
    })
}

/// Whether a name means the container itself.
pub(super) fn is_local(host: &str) -> bool {
    const LOCAL: [&str; 4] = ["localhost", "127.0.0.1", "0.0.0.0", "ip6-localhost"];
    LOCAL.iter().any(|name| name.eq_ignore_ascii_case(host))
}

/// Ports of localhost in a healthcheck; `localhost:8080`, `http://127.0.0.1/`, `[::1]:80`.
fn local_ports(candidates: &[Candidate<'_>]) -> impl Iterator<Item = u16> {
    candidates.iter().filter(|it| is_local(it.host)).filter_map(|it| it.port)
}

/// Ports with a wildcard for a host: `0.0.0.0:8080`, `:8080`, `*:8080`, `http://+:80`, `[::]:80`.
fn wildcard_ports(text: &str) -> impl Iterator<Item = u16> + use<'_> {
    text.match_indices(':').filter_map(move |(at, _)| {
        let head = &text[..at];
        let (port, rest) = scan::leading_port(&text[at + 1..])?;
        let ends = rest
            .chars()
            .next()
            .is_none_or(|c| !c.is_ascii_alphanumeric() && !matches!(c, ':' | '.' | '_' | '-'));
        let mut before = head.chars().rev();
        let any = before.next().is_none_or(|last| match last {
            '=' | '*' | '+' | ']' | ',' => true,
            // `":80"` opens with a quote; the one in `"port":80` closes a key.
            '"' | '\'' => before.next().is_none_or(|c| !c.is_alphanumeric()),
            other => other.is_whitespace(),
        });
        let wildcard = any || head.ends_with("//") || ends_in_any_address(head);
        (ends && wildcard).then_some(port)
    })
}

fn ends_in_any_address(head: &str) -> bool {
    head.strip_suffix("0.0.0.0").is_some_and(|rest| {
        rest.chars().next_back().is_none_or(|c| !c.is_ascii_digit() && c != '.')
    })
}

/// `--port 8080`, `--http-port=8080`, `-p 8080`; in a script as well.
fn option_ports<'t>(text: &Text<'t>) -> impl Iterator<Item = u16> + use<'t> {
    let mut before = text.before.unwrap_or_default();
    text.value.split_whitespace().filter_map(move |word| {
        let port = match word.split_once('=') {
            Some((option, value)) if option.starts_with('-') && is_port_option(option) => {
                whole_port(value)
            }
            _ if before.starts_with('-') && is_port_option(before) => whole_port(word),
            _ => None,
        };
        before = word;
        port
    })
}

/// A word that is a number from 1024 on and no value of an option: `runserver 8000`.
fn bare_port<'p>(text: &Text<'_>, key: &'p str, hosts: &Hosts<'p>) -> Option<u16> {
    let port = whole_port(text.value).filter(|port| *port >= 1024)?;
    let before = text.before?;
    let program = before.rsplit('/').next().unwrap_or(before);
    let others = COUNTING.contains(&program)
        || before.starts_with('-')
        || hosts.find(key, before).iter().any(|host| host.service != key);
    (!others).then_some(port)
}

fn whole_port(text: &str) -> Option<u16> {
    let (port, rest) = scan::leading_port(text)?;
    rest.is_empty().then_some(port)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_variables_are_sorted() {
        assert!(PORT_VARIABLES.is_sorted());
    }

    #[test]
    fn wildcards() {
        let seen = |text| wildcard_ports(text).collect::<Vec<_>>();
        assert_eq!(seen("0.0.0.0:8080"), [8080]);
        assert_eq!(seen("http://+:80;https://*:443"), [80, 443]);
        assert_eq!(seen("--addr=:9090"), [9090]);
        assert_eq!(seen("[::]:53"), [53]);
        for text in
            ["10.0.0.0:80", "db:5432", "12:30", "a:b", "x::80:1", ":0", ":99999", "{\"port\":80}"]
        {
            assert!(seen(text).is_empty(), "{text}");
        }
    }
}
