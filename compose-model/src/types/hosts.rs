//! Entries of a container's hosts file: `host=address` or `host:address`.
//!
//! Compose specification: `extra_hosts`.

use super::{SyntaxError, quote};

/// A host and its addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostEntry {
    /// The name.
    pub host: String,
    /// The addresses without brackets, or `host-gateway`.
    pub addresses: Vec<String>,
}

/// Why a text is not a host with addresses.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HostFault {
    /// No `=` and no `:`.
    #[error("{} has no address: write `host=address`", quote(.0))]
    NoAddress(String),
    /// Empty, or with a character that separates the parts.
    #[error("{} is not a host name", quote(.0))]
    InvalidHost(String),
}

/// Why and where a text is not a host with addresses.
pub type HostError = SyntaxError<HostFault>;

/// Reads an item of the list form. The first `=` separates host and addresses, or the first `:` where
/// there is no `=`; commas separate addresses.
///
/// # Errors
/// When there is no separator, or the host is not a name.
pub fn parse(text: &str) -> Result<HostEntry, HostError> {
    let Some((host, addresses)) = text.split_once('=').or_else(|| text.split_once(':')) else {
        return Err(SyntaxError::whole(HostFault::NoAddress(text.to_owned()), text));
    };
    check_host(host)?;
    let addresses = addresses.split(',').map(|address| unbracket(address).to_owned()).collect();
    Ok(HostEntry { host: host.to_owned(), addresses })
}

/// Checks a key of the map form.
///
/// # Errors
/// When it is empty or has a `:` or `=`.
pub fn check_host(host: &str) -> Result<(), HostError> {
    if host.is_empty() || host.contains([':', '=']) {
        return Err(SyntaxError::whole(HostFault::InvalidHost(host.to_owned()), host));
    }
    Ok(())
}

/// An address of the map form, without the brackets that an IPv6 address may stand in.
pub fn unbracket(address: &str) -> &str {
    let inner = address.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    inner.filter(|inner| !inner.is_empty()).unwrap_or(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_of_the_list_form() {
        for (text, host, addresses) in [
            ("a=1.2.3.4", "a", vec!["1.2.3.4"]),
            ("a:1.2.3.4", "a", vec!["1.2.3.4"]),
            ("a:::1", "a", vec!["::1"]),
            ("a=[::1]", "a", vec!["::1"]),
            ("a=1.1.1.1,2.2.2.2", "a", vec!["1.1.1.1", "2.2.2.2"]),
            ("a=host-gateway", "a", vec!["host-gateway"]),
            ("a=[]", "a", vec!["[]"]),
        ] {
            let entry = parse(text).expect(text);
            assert_eq!((entry.host.as_str(), entry.addresses), (host, to_owned(&addresses)));
        }
    }

    fn to_owned(addresses: &[&str]) -> Vec<String> {
        addresses.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn faults() {
        assert_eq!(parse("foo").unwrap_err().fault, HostFault::NoAddress("foo".to_owned()));
        assert_eq!(parse("=1.1.1.1").unwrap_err().to_string(), "empty text is not a host name");
        assert_eq!(parse("a:b=1.1.1.1").unwrap_err().at, 0..3);
        assert!(check_host("a:b").is_err());
        assert!(check_host("a.b").is_ok());
    }
}
