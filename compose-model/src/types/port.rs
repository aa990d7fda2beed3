//! Ports in short form: `[[address:]published[-range]:]target[-range][/protocol]`.
//!
//! Compose specification: "ports", short syntax.

use std::net::IpAddr;
use std::ops::Range;

use super::{SyntaxError, quote};

/// Published ports as one text in short form names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PortSpec {
    /// The ports, in the reference loader's order: sorted by the digits of the target as text
    /// (`8-11` gives 10, 11, 8, 9).
    pub ports: Vec<ShortPort>,
    /// Whether that order differs from the order of the numbers.
    pub is_out_of_order: bool,
}

/// One published port, with the parts of the long form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShortPort {
    /// `host_ip`: the address to listen on, without brackets.
    pub host_ip: Option<String>,
    /// `published`: the host's port, or a range to choose from; none where any will do.
    pub published: Option<String>,
    /// `target`: the container's port.
    pub target: u16,
    /// `protocol`.
    pub protocol: Protocol,
}

/// What is spoken at a port.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Protocol {
    /// TCP.
    #[default]
    Tcp,
    /// UDP.
    Udp,
    /// SCTP.
    Sctp,
}

impl Protocol {
    /// The name in a Compose file.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Tcp => "tcp",
            Self::Udp => "udp",
            Self::Sctp => "sctp",
        }
    }

    /// The protocol of a name in any case.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Tcp, Self::Udp, Self::Sctp]
            .into_iter()
            .find(|p| name.eq_ignore_ascii_case(p.as_str()))
    }
}

/// Why a text does not name ports.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PortFault {
    /// Nothing where the container's port must stand.
    #[error("{} has no container port", quote(.0))]
    NoTarget(String),
    /// Not a port or a range of ports; 0 is none.
    #[error("`{0}` is not a container port (1 to 65535) or a range of them")]
    InvalidTarget(String),
    /// Not a port or a range of ports.
    #[error("`{0}` is not a host port (0 to 65535) or a range of them")]
    InvalidPublished(String),
    /// Both sides are ranges, of different length.
    #[error("the ranges `{published}` and `{target}` do not have the same length")]
    DifferentRanges {
        /// The host's side.
        published: String,
        /// The container's side.
        target: String,
    },
    /// Not an IP address.
    #[error("`{0}` is not an IP address")]
    InvalidAddress(String),
    /// Not a protocol.
    #[error("`{0}` is not a protocol: it must be `tcp`, `udp` or `sctp`")]
    InvalidProtocol(String),
}

/// Why and where a text does not name ports.
pub type PortError = SyntaxError<PortFault>;

/// A piece of the text and where it starts.
#[derive(Clone, Copy)]
struct Piece<'a> {
    text: &'a str,
    start: usize,
}

impl Piece<'_> {
    fn at(self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }

    fn error(self, fault: impl FnOnce(String) -> PortFault) -> PortError {
        SyntaxError::new(fault(self.text.to_owned()), self.at())
    }
}

/// Reads ports in short form. Whole numbers from YAML are passed as their decimal text.
///
/// An IPv6 address may stand with or without brackets.
///
/// # Errors
/// When a port is not a number up to 65535, ranges do not fit together, or the address or the
/// protocol is none.
pub fn parse(text: &str) -> Result<PortSpec, PortError> {
    let (address, published, target) = split(text);
    let (target, protocol) = split_protocol(target);
    let host_ip = parse_address(address)?;
    if target.text.is_empty() {
        return Err(SyntaxError::whole(PortFault::NoTarget(text.to_owned()), text));
    }
    let targets = parse_range(target.text)
        .filter(|(first, _)| *first > 0)
        .ok_or_else(|| target.error(PortFault::InvalidTarget))?;
    let hosts = match published.text {
        "" => None,
        range => {
            Some(parse_range(range).ok_or_else(|| published.error(PortFault::InvalidPublished))?)
        }
    };
    let length = |(first, last): (u16, u16)| last - first;
    if hosts.is_some_and(|hosts| length(hosts) != length(targets)) && length(targets) != 0 {
        let (published_text, target_text) = (published.text.to_owned(), target.text.to_owned());
        let fault = PortFault::DifferentRanges { published: published_text, target: target_text };
        return Err(SyntaxError::new(fault, published.start..target.at().end));
    }
    let protocol = Protocol::from_name(protocol.text)
        .ok_or_else(|| protocol.error(PortFault::InvalidProtocol))?;
    let mut ports: Vec<ShortPort> = (targets.0..=targets.1)
        .map(|target| ShortPort {
            host_ip: host_ip.clone(),
            published: hosts.map(|(first, last)| match (length(targets), length((first, last))) {
                (0, 0) => first.to_string(),
                (0, _) => format!("{first}-{last}"),
                // Both ranges have the same length, so this cannot leave the host's range.
                _ => (first + (target - targets.0)).to_string(),
            }),
            target,
            protocol,
        })
        .collect();
    ports.sort_by_cached_key(|port| port.target.to_string());
    let is_out_of_order = !ports.is_sorted_by_key(|port| port.target);
    Ok(PortSpec { ports, is_out_of_order })
}

/// The address, the host's ports and the rest: the last two colons separate them.
fn split(text: &str) -> (Piece<'_>, Piece<'_>, Piece<'_>) {
    let piece = |range: Range<usize>| Piece { text: &text[range.clone()], start: range.start };
    let Some(last) = text.rfind(':') else {
        return (piece(0..0), piece(0..0), piece(0..text.len()));
    };
    let target = piece(last + 1..text.len());
    match text[..last].rfind(':') {
        None => (piece(0..0), piece(0..last), target),
        Some(first) => (piece(0..first), piece(first + 1..last), target),
    }
}

/// The port and the protocol, `tcp` where there is none. What follows a second slash does not count.
fn split_protocol(piece: Piece<'_>) -> (Piece<'_>, Piece<'_>) {
    let Some(slash) = piece.text.find('/') else {
        return (piece, Piece { text: "tcp", start: piece.at().end });
    };
    let port = Piece { text: &piece.text[..slash], start: piece.start };
    let protocol = piece.text[slash + 1..].split('/').next().unwrap_or_default();
    let protocol = if protocol.is_empty() { "tcp" } else { protocol };
    (port, Piece { text: protocol, start: piece.start + slash + 1 })
}

fn parse_address(piece: Piece<'_>) -> Result<Option<String>, PortError> {
    if piece.text.is_empty() {
        return Ok(None);
    }
    let bare = piece.text.strip_prefix('[').and_then(|t| t.strip_suffix(']'));
    let address = bare.unwrap_or(piece.text);
    match address.parse::<IpAddr>() {
        Ok(_) => Ok(Some(address.to_owned())),
        Err(_) => Err(piece.error(PortFault::InvalidAddress)),
    }
}

fn parse_range(text: &str) -> Option<(u16, u16)> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let (first, last) = (parse_port(first)?, parse_port(last)?);
    (first <= last).then_some((first, last))
}

/// A port number, leading zeros allowed.
fn parse_port(text: &str) -> Option<u16> {
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(text: &str) -> String {
        match parse(text) {
            Ok(spec) => {
                let show = |port: &ShortPort| {
                    format!(
                        "{}>{}>{}/{}",
                        port.host_ip.as_deref().unwrap_or("*"),
                        port.published.as_deref().unwrap_or("*"),
                        port.target,
                        port.protocol.as_str()
                    )
                };
                spec.ports.iter().map(show).collect::<Vec<_>>().join(" ")
            }
            Err(error) => format!("{:?}: {error}", error.at),
        }
    }

    #[test]
    fn short_forms() {
        for (text, want) in [
            ("80", "*>*>80/tcp"),
            ("8080:80", "*>8080>80/tcp"),
            ("127.0.0.1::80", "127.0.0.1>*>80/tcp"),
            (":80", "*>*>80/tcp"),
            ("3000-3002", "*>*>3000/tcp *>*>3001/tcp *>*>3002/tcp"),
            ("8000-8010:80", "*>8000-8010>80/tcp"),
            ("9090-9091:8080-8081", "*>9090>8080/tcp *>9091>8081/tcp"),
            ("53:53/udp", "*>53>53/udp"),
            ("80/SCTP", "*>*>80/sctp"),
            ("80/", "*>*>80/tcp"),
            ("[::1]:8080:80", "::1>8080>80/tcp"),
            ("::1:8081:80", "::1>8081>80/tcp"),
            ("0.0.0.0:0:80", "0.0.0.0>0>80/tcp"),
            ("080:080", "*>80>80/tcp"),
            ("6060-6061:7070-7071/udp", "*>6060>7070/udp *>6061>7071/udp"),
        ] {
            assert_eq!(shown(text), want, "{text}");
        }
    }

    #[test]
    fn faults_are_where_they_stand() {
        for (text, want) in [
            ("", "0..0: empty text has no container port"),
            ("80:", "0..3: `80:` has no container port"),
            ("80:/tcp", "0..7: `80:/tcp` has no container port"),
            ("65536:80", "0..5: `65536` is not a host port (0 to 65535) or a range of them"),
            ("3-1:80", "0..3: `3-1` is not a host port (0 to 65535) or a range of them"),
            ("80:+1", "3..5: `+1` is not a container port (1 to 65535) or a range of them"),
            ("0", "0..1: `0` is not a container port (1 to 65535) or a range of them"),
            (
                "3000-3002:4000-4001",
                "0..19: the ranges `3000-3002` and `4000-4001` do not have the same length",
            ),
            ("80:4000-4001", "0..12: the ranges `80` and `4000-4001` do not have the same length"),
            ("8080:80:90:100", "0..7: `8080:80` is not an IP address"),
            ("localhost:80:80", "0..9: `localhost` is not an IP address"),
            ("80/http", "3..7: `http` is not a protocol: it must be `tcp`, `udp` or `sctp`"),
        ] {
            assert_eq!(shown(text), want, "{text}");
        }
    }

    #[test]
    fn ranges_come_in_the_order_of_their_text() {
        let spec = parse("8-11").unwrap();
        assert_eq!(spec.ports.iter().map(|p| p.target).collect::<Vec<_>>(), [10, 11, 8, 9]);
        assert!(spec.is_out_of_order);
        assert!(!parse("3000-3002").unwrap().is_out_of_order);
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(
            first in 1u16..=65000, length in 0u16..20, host in 0u16..=65000, protocol in 0usize..3,
        ) {
            let protocol = ["tcp", "udp", "sctp"][protocol];
            let (last, host_last) = (first + length, host + length);
            let spec = parse(&format!("1.2.3.4:{host}-{host_last}:{first}-{last}/{protocol}")).unwrap();
            let mut targets: Vec<_> = spec.ports.iter().map(|p| p.target).collect();
            targets.sort_unstable();
            prop_assert_eq!(targets, (first..=last).collect::<Vec<_>>());
            for port in spec.ports {
                let published = port.published.unwrap();
                prop_assert_eq!(published.parse::<u16>().unwrap() - host, port.target - first);
                let again = format!("1.2.3.4:{published}:{}/{protocol}", port.target);
                prop_assert_eq!(parse(&again).unwrap().ports.len(), 1);
            }
        }

        #[test]
        fn any_text_is_read_without_a_panic(text in "[-0-9:./\\[\\]tcp]{0,16}|\\PC*") {
            if let Err(error) = parse(&text) {
                prop_assert!(text.get(error.at).is_some());
            }
        }
    }
}
