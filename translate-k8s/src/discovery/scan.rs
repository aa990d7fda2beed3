//! Finds what may be a host in a text, and the port that stands beside it.
//!
//! One pass over the text, whatever the number of services: the caller looks the candidates up.

use std::ops::Range;

/// Something that may be the name of a host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Candidate<'t> {
    /// The name.
    pub(crate) host: &'t str,
    /// Where it stands in the text.
    pub(crate) range: Range<usize>,
    /// What makes it look like a host.
    pub(crate) context: Context,
    /// The port beside it, or the one that the URL's scheme implies.
    pub(crate) port: Option<u16>,
}

/// What makes a word look like a host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Context {
    /// It stands in a URL after `://`.
    Authority,
    /// A port follows: `db:5432`, `db 5432`, `/dev/tcp/db/5432`.
    Port,
    /// It is a value under a key or an option for hosts: `DB_HOST`, `--host`, `host=`.
    Key,
    /// Nothing: it is only a word that a name may happen to be.
    Word,
}

/// What is around a text.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Around<'a> {
    /// The key under which the text stands, where it has one.
    pub(crate) key: Option<&'a str>,
    /// The word before.
    pub(crate) before: Option<&'a str>,
    /// The word after.
    pub(crate) after: Option<&'a str>,
}

/// No key is longer; a bound, so that a text of many `=` is not read again for each.
const MAX_KEY: usize = 128;

/// The candidates of a text, from left to right.
pub(crate) fn candidates<'t>(text: &'t str, around: Around<'_>) -> Vec<Candidate<'t>> {
    let mut found = Vec::new();
    let mut at = 0;
    // Most texts are short: a search that is prepared first costs more than it saves.
    let mark = |at: usize| text.as_bytes()[at..].windows(3).position(|it| it == b"://");
    while let Some(offset) = mark(at) {
        let mark = at + offset;
        let scheme_start = scheme_start(&text[at..mark]) + at;
        words(text, at..scheme_start, around, &mut found);
        at = authority(text, scheme_start, mark, &mut found);
    }
    words(text, at..text.len(), around, &mut found);
    found
}

/// Whether values under a key or an option are hosts: `DB_HOST`, `db.hostname`, `--redis-server`.
pub(crate) fn is_host_key(key: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "host",
        "hosts",
        "hostname",
        "addr",
        "addrs",
        "address",
        "addresses",
        "server",
        "servers",
        "endpoint",
        "endpoints",
        "broker",
        "brokers",
    ];
    // `-h` is the host in the clients of PostgreSQL, MySQL, Redis and others.
    key == "-h" || host_key_stem(key, ENDINGS).is_some()
}

/// The beginning of a key without its ending, where the key is one for hosts.
pub(crate) fn host_key_stem<'k>(key: &'k str, endings: &[&str]) -> Option<&'k str> {
    endings.iter().find_map(|ending| {
        let stem = key.len().checked_sub(ending.len())?;
        let tail = key.get(stem..)?;
        tail.eq_ignore_ascii_case(ending).then(|| &key[..stem])
    })
}

/// The port that a URL's scheme implies.
pub(crate) fn scheme_port(scheme: &str) -> Option<u16> {
    // The last part of `jdbc:postgresql` or `postgresql+psycopg2` decides, whichever is known.
    scheme.to_ascii_lowercase().split([':', '+']).rev().find_map(|part| {
        Some(match part {
            "http" | "ws" => 80,
            "https" | "wss" => 443,
            "postgres" | "postgresql" | "postgis" => 5432,
            "mysql" | "mysql2" | "mariadb" => 3306,
            "redis" | "rediss" | "valkey" => 6379,
            "amqp" => 5672,
            "amqps" => 5671,
            "mongodb" => 27017,
            "nats" => 4222,
            "memcached" => 11211,
            "ldap" => 389,
            "ldaps" => 636,
            "smtp" => 25,
            "mqtt" => 1883,
            "mqtts" => 8883,
            "sqlserver" | "mssql" => 1433,
            "bolt" | "neo4j" => 7687,
            "clickhouse" => 9000,
            "kafka" => 9092,
            _ => return None,
        })
    })
}

/// A decimal port at the start of a text, and what follows it.
pub(crate) fn leading_port(text: &str) -> Option<(u16, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let port: u16 = text[..end].parse().ok().filter(|port| *port > 0)?;
    Some((port, &text[end..]))
}

fn is_host_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-')
}

/// Where the scheme before `://` begins.
fn scheme_start(before: &str) -> usize {
    let is_scheme = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.' | ':' | '_');
    before.trim_end_matches(is_scheme).len()
}

/// Adds the hosts of the URL whose `://` stands at `mark`, and says where it ends.
fn authority<'t>(
    text: &'t str,
    scheme_start: usize,
    mark: usize,
    found: &mut Vec<Candidate<'t>>,
) -> usize {
    let start = mark + 3;
    let ends = |c: char| {
        c.is_whitespace()
            || matches!(c, '/' | '?' | '#' | '"' | '\'' | '`' | '<' | '>' | '\\' | '|' | ';' | ')')
    };
    let end = text[start..].find(ends).map_or(text.len(), |length| start + length);
    let hosts = text[start..end].rfind('@').map_or(start, |at| start + at + 1);
    let implied = scheme_port(&text[scheme_start..mark]);
    let mut at = hosts;
    // A URL of a cluster names several: `mongodb://a:27017,b:27017/db`.
    for part in text[hosts..end].split(',') {
        // Go's MySQL driver: `mysql://user@tcp(db:3306)`.
        let inner = part.find('(').map_or(0, |bracket| bracket + 1);
        let length =
            part[inner..].bytes().position(|b| !is_host_byte(b)).unwrap_or(part.len() - inner);
        let range = at + inner..at + inner + length;
        let rest = &part[inner + length..];
        let port = match rest.strip_prefix(':') {
            Some(rest) => leading_port(rest).map(|(port, _)| port),
            None => implied,
        };
        if length > 0 {
            let host = &text[range.clone()];
            found.push(Candidate { host, range, context: Context::Authority, port });
        }
        at += part.len() + 1;
    }
    end
}

/// Adds the words in a part of the text that holds no URL.
fn words<'t>(
    text: &'t str,
    piece: Range<usize>,
    around: Around<'_>,
    found: &mut Vec<Candidate<'t>>,
) {
    let bytes = text.as_bytes();
    let mut at = piece.start;
    while at < piece.end {
        if !is_host_byte(bytes[at]) {
            at += 1;
            continue;
        }
        let start = at;
        while at < piece.end && is_host_byte(bytes[at]) {
            at += 1;
        }
        let run = &text[start..at];
        let host = run.trim_matches(['.', '-']);
        // Options (`-h`) and variables (`$DB`, `${DB:5432}`) are no hosts.
        let is_option = run.starts_with('-');
        let is_variable = start > 0 && matches!(bytes[start - 1], b'$' | b'{');
        if host.is_empty() || is_option || is_variable {
            continue;
        }
        let offset = start + (run.len() - run.trim_start_matches(['.', '-']).len());
        let range = offset..offset + host.len();
        let (context, port) = classify(text, &range, around);
        found.push(Candidate { host, range, context, port });
    }
}

fn classify(text: &str, range: &Range<usize>, around: Around<'_>) -> (Context, Option<u16>) {
    let (head, tail) = (&text[..range.start], &text[range.end..]);
    if let Some(port) = port_after(head, tail, around) {
        return (Context::Port, Some(port));
    }
    let separates = |c: char| c.is_whitespace() || matches!(c, ',' | ';');
    let alone =
        head.chars().next_back().is_none_or(separates) && tail.chars().next().is_none_or(separates);
    if alone && around.key.is_some_and(is_host_key) {
        return (Context::Key, None);
    }
    let key = if let Some(before) = head.strip_suffix('=') {
        // `--host=db`, `host=db port=5432`, `Server=db;`.
        let ends = |c: char| c.is_whitespace() || matches!(c, ';' | '?' | '&' | ',');
        let letters = before.char_indices().rev().take(MAX_KEY).take_while(|(_, c)| !ends(*c));
        letters.last().map(|(at, _)| &before[at..])
    } else if head.is_empty() {
        around.before
    } else {
        // `psql -h db` in a script: the word before, with blanks between.
        let before = head.trim_end();
        let blanks = before.len() < head.len();
        blanks.then(|| before.rsplit(char::is_whitespace).next()).flatten()
    };
    // A word before it is only a key when it is an option: `ping the host db` is prose.
    let is_key =
        key.is_some_and(|key| is_host_key(key) && (head.ends_with('=') || key.starts_with('-')));
    if is_key { (Context::Key, None) } else { (Context::Word, None) }
}

/// The port that follows a host, in one of the ways in which people write it.
fn port_after(head: &str, tail: &str, around: Around<'_>) -> Option<u16> {
    if head.ends_with("/dev/tcp/") {
        return tail.strip_prefix('/').and_then(leading_port).map(|(port, _)| port);
    }
    // A path, an image (`acme/api:80`) or the second half of something.
    if head.ends_with(['/', ':']) {
        return None;
    }
    if let Some(rest) = tail.strip_prefix(':') {
        let (port, rest) = leading_port(rest)?;
        let ends = rest.bytes().next().is_none_or(|b| !is_host_byte(b) && b != b':');
        return ends.then_some(port);
    }
    if tail.is_empty() {
        // `nc -z db 5432` as a list of words.
        let (port, rest) = leading_port(around.after?)?;
        return rest.is_empty().then_some(port);
    }
    let rest = tail.trim_start_matches(' ');
    if rest.len() == tail.len() {
        return None;
    }
    let (port, rest) = leading_port(rest)?;
    let ends =
        rest.chars().next().is_none_or(|c| c.is_whitespace() || matches!(c, ';' | '|' | '&' | ')'));
    ends.then_some(port)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn seen(text: &str) -> Vec<(&str, Context, Option<u16>)> {
        seen_around(text, Around::default())
    }

    fn seen_around<'t>(text: &'t str, around: Around<'_>) -> Vec<(&'t str, Context, Option<u16>)> {
        candidates(text, around)
            .into_iter()
            .filter(|c| c.context != Context::Word)
            .map(|c| (c.host, c.context, c.port))
            .collect()
    }

    #[test]
    fn urls() {
        use Context::Authority;
        for (text, want) in [
            ("http://api:9000/", ("api", Authority, Some(9000))),
            ("amqp://user:pa:ss@rabbit_mq//", ("rabbit_mq", Authority, Some(5672))),
            ("jdbc:postgresql://my_db/app?x=y", ("my_db", Authority, Some(5432))),
            ("postgresql+psycopg2://u:p@db:5433/app", ("db", Authority, Some(5433))),
            ("say 'https://Web.App'!", ("Web.App", Authority, Some(443))),
        ] {
            assert_eq!(seen(text), [want], "{text}");
        }
        assert_eq!(
            seen("mongodb://m1:27017,m_2:27018/db"),
            [("m1", Authority, Some(27017)), ("m_2", Authority, Some(27018))]
        );
    }

    #[test]
    fn hosts_with_ports() {
        for text in [
            "db:5432",
            "user@db:5432/app",
            "tcp(db:5432)/app",
            "wait-for-it db:5432 -- run",
            "nc -z db 5432; true",
            "</dev/tcp/db/5432",
        ] {
            assert_eq!(seen(text), [("db", Context::Port, Some(5432))], "{text}");
        }
        let after = Around { after: Some("5432"), ..Around::default() };
        assert_eq!(seen_around("db", after), [("db", Context::Port, Some(5432))]);
        for text in ["acme/db:5432", "${db:5432}", "1:db:5432", "db:5432:1", "db:0", "db:x", "db"] {
            assert!(seen(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn keys() {
        let around = |key| Around { key: Some(key), ..Around::default() };
        assert_eq!(seen_around("my_db", around("DB_HOST")), [("my_db", Context::Key, None)]);
        assert_eq!(seen_around("k1,k2", around("kafka_servers")).len(), 2);
        assert!(seen_around("my_app", around("POSTGRES_DB")).is_empty());
        assert_eq!(seen("--db-host=my_db"), [("my_db", Context::Key, None)]);
        assert_eq!(seen("psql -h my_db -c x"), [("my_db", Context::Key, None)]);
        assert_eq!(seen("host=my_db dbname=my_app"), [("my_db", Context::Key, None)]);
        let before = Around { before: Some("--host"), ..Around::default() };
        assert_eq!(seen_around("my_db", before), [("my_db", Context::Key, None)]);
    }

    #[test]
    fn blanks_of_several_bytes_end_a_key() {
        assert_eq!(seen("\u{a0}host=db"), [("db", Context::Key, None)]);
        assert!(seen("\u{a0}=A").is_empty());
    }

    proptest! {
        #[test]
        fn candidates_are_where_they_say(text in ".{0,60}|[a-z_:/@=, .$0-9-]{0,60}") {
            for candidate in candidates(&text, Around::default()) {
                prop_assert_eq!(&text[candidate.range.clone()], candidate.host);
            }
        }
    }
}
