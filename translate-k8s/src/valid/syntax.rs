//! The grammars of names, labels, keys and paths.

/// A DNS label: at most 63 lower-case letters, digits and `-`, none of these at an end.
pub(super) fn is_dns_label(text: &str) -> bool {
    let bytes = text.as_bytes();
    let ends =
        |byte: Option<&u8>| byte.is_some_and(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    bytes.len() <= 63
        && ends(bytes.first())
        && ends(bytes.last())
        && bytes.iter().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || *b == b'-')
}

/// A DNS label that starts with a letter, as Services need it.
pub(super) fn is_service_name(text: &str) -> bool {
    is_dns_label(text) && text.starts_with(|c: char| c.is_ascii_lowercase())
}

/// DNS labels with dots between them, at most 253 characters.
pub(super) fn is_subdomain(text: &str) -> bool {
    // The parts of a subdomain may be longer than a label's 63: the server only checks their letters.
    let mut before = b'.';
    let fits = text.bytes().all(|byte| {
        let before = std::mem::replace(&mut before, byte);
        match byte {
            b'a'..=b'z' | b'0'..=b'9' => true,
            b'-' => before != b'.',
            b'.' => !matches!(before, b'-' | b'.'),
            _ => false,
        }
    });
    fits && text.len() <= 253 && !matches!(before, b'-' | b'.')
}

/// A label's or annotation's key: a name of at most 63 characters, perhaps after a domain and `/`.
pub(super) fn is_qualified_name(text: &str) -> bool {
    let (prefix, name) = match text.split_once('/') {
        Some((prefix, name)) => (Some(prefix), name),
        None => (None, text),
    };
    prefix.is_none_or(is_subdomain) && !name.is_empty() && is_label_value(name)
}

/// A label's value: empty, or at most 63 letters, digits, `-`, `_`, `.`, with a letter or digit at the ends.
pub(super) fn is_label_value(text: &str) -> bool {
    let bytes = text.as_bytes();
    let ends = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii_alphanumeric);
    bytes.len() <= 63
        && ends(bytes.first())
        && ends(bytes.last())
        && bytes.iter().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
}

/// The name of a port in a container: at most 15 characters, a letter among them.
pub(super) fn is_port_name(text: &str) -> bool {
    is_dns_label(text)
        && text.len() <= 15
        && !text.contains("--")
        && text.bytes().any(|b| b.is_ascii_lowercase())
}

/// A variable's name: printable ASCII without `=`.
pub(super) fn is_variable_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| matches!(b, 0x20..=0x7e) && b != b'=')
}

/// A key of a `ConfigMap` or Secret.
pub(super) fn is_data_key(text: &str) -> bool {
    (1..=253).contains(&text.len())
        && text != "."
        && !text.starts_with("..")
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
}

/// A relative path that stays where it is.
pub(super) fn is_relative_path(text: &str) -> bool {
    !text.is_empty() && !text.starts_with('/') && !text.split('/').any(|part| part == "..")
}

/// The name of a kernel parameter, with `.` or `/` between its parts.
pub(super) fn is_sysctl(text: &str) -> bool {
    let is_part = |part: &str| {
        let bytes = part.as_bytes();
        let ends =
            |byte: Option<&u8>| byte.is_some_and(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        ends(bytes.first())
            && ends(bytes.last())
            && bytes
                .iter()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'_'))
    };
    text.len() <= 253 && text.split(['.', '/']).all(is_part)
}

/// The name of an HTTP header.
pub(super) fn is_header_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

/// Whether a number is a port.
pub(super) fn is_port(number: i32) -> bool {
    (1..=65_535).contains(&number)
}

/// Whether a number may be the one of a user or group.
pub(super) fn is_id(number: i64) -> bool {
    (0..=i64::from(i32::MAX)).contains(&number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for good in ["a", "0a", "a-b", &"a".repeat(63)] {
            assert!(is_dns_label(good), "{good}");
        }
        for bad in ["", "-a", "a-", "A", "a_b", "a.b", &"a".repeat(64)] {
            assert!(!is_dns_label(bad), "{bad}");
        }
        assert!(!is_service_name("0a"));
        assert!(is_subdomain("a.b-c.d"));
        assert!(!is_subdomain("a..b") && !is_subdomain("a.") && !is_subdomain(""));
    }

    #[test]
    fn labels() {
        for good in ["a", "A.b_c-d", "example.com/a", "1"] {
            assert!(is_qualified_name(good), "{good}");
        }
        for bad in ["", "/a", "a/", "a/b/c", "Example.com/a", "-a", "a b", "a/-"] {
            assert!(!is_qualified_name(bad), "{bad}");
        }
        assert!(is_label_value("") && !is_label_value("a b") && !is_label_value("a-"));
    }

    #[test]
    fn keys_ports_and_paths() {
        assert!(is_data_key(".env") && is_data_key("a.b-c_D"));
        assert!(
            !is_data_key("..a") && !is_data_key("a/b") && !is_data_key("") && !is_data_key(".")
        );
        assert!(is_port_name("http") && is_port_name("p80"));
        assert!(!is_port_name("80") && !is_port_name("a--b") && !is_port_name(&"a".repeat(16)));
        assert!(
            is_relative_path("a/..b") && !is_relative_path("a/../b") && !is_relative_path("/a")
        );
        assert!(is_sysctl("net.core.somaxconn") && is_sysctl("net/ipv4/conf/eth0_1"));
        assert!(!is_sysctl("net..core") && !is_sysctl("Net.core"));
        assert!(is_variable_name("a b.C") && !is_variable_name("a=b") && !is_variable_name("ä"));
    }
}
