//! Devices in short form: `source[:target[:permissions]]`.
//!
//! Compose specification: "devices".

use std::ops::Range;

use super::number::parse_int;
use super::{SyntaxError, quote};

/// A device as a text in short form names it, with the parts of the long form.
///
/// The name of a CDI device (`vendor/class=name`) goes the same way: source and target are the name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShortDevice {
    /// The path on the host.
    pub source: String,
    /// The path in the container; the source where none is written, or nothing (`a:`).
    pub target: String,
    /// `r`, `w` and `m`; all three where none are written.
    pub permissions: String,
}

/// Why a text does not name a device, or a number of devices.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DeviceFault {
    /// More than source, target and permissions.
    #[error("`{0}` has more parts than source, target and permissions")]
    TooManyParts(String),
    /// Neither a number nor `all`.
    #[error("{} is neither a number of devices nor `all`", quote(.0))]
    InvalidCount(String),
}

/// Why and where a text does not name a device.
pub type DeviceError = SyntaxError<DeviceFault>;

/// Reads a device in short form.
///
/// # Errors
/// When there are more than three parts.
pub fn parse(text: &str) -> Result<ShortDevice, DeviceError> {
    let mut parts = text.splitn(4, ':');
    let source = parts.next().unwrap_or_default();
    let target = parts.next().filter(|target| !target.is_empty()).unwrap_or(source);
    let permissions = parts.next().unwrap_or("rwm");
    if let Some(extra) = parts.next() {
        let fault = DeviceFault::TooManyParts(text.to_owned());
        let at: Range<usize> = text.len() - extra.len() - 1..text.len();
        return Err(SyntaxError::new(fault, at));
    }
    Ok(ShortDevice {
        source: source.to_owned(),
        target: target.to_owned(),
        permissions: permissions.to_owned(),
    })
}

/// Reads the number of devices that a request asks for (`count` of `gpus` and of
/// `deploy.resources.reservations.devices`); none is `all`.
///
/// # Errors
/// When it is neither an integer nor `all` in any case.
pub fn parse_count(text: &str) -> Result<Option<i64>, DeviceError> {
    if text.eq_ignore_ascii_case("all") {
        return Ok(None);
    }
    let error = |_| SyntaxError::whole(DeviceFault::InvalidCount(text.to_owned()), text);
    parse_int(text).map(Some).map_err(error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms() {
        for (text, want) in [
            ("/dev/a", ["/dev/a", "/dev/a", "rwm"]),
            ("/dev/b:/dev/c", ["/dev/b", "/dev/c", "rwm"]),
            ("/dev/d:/dev/e:r", ["/dev/d", "/dev/e", "r"]),
            ("/dev/f:", ["/dev/f", "/dev/f", "rwm"]),
            ("/dev/g::r", ["/dev/g", "/dev/g", "r"]),
            ("vendor.com/class=name", ["vendor.com/class=name", "vendor.com/class=name", "rwm"]),
        ] {
            let device = parse(text).expect(text);
            assert_eq!([device.source, device.target, device.permissions], want, "{text}");
        }
        let error = parse("a:b:c:d:e").unwrap_err();
        assert_eq!(error.at, 5..9);
        let message = "`a:b:c:d:e` has more parts than source, target and permissions";
        assert_eq!(error.to_string(), message);
    }

    #[test]
    fn counts() {
        assert_eq!(parse_count("all"), Ok(None));
        assert_eq!(parse_count("2"), Ok(Some(2)));
        assert_eq!(parse_count("-1"), Ok(Some(-1)));
        assert!(parse_count("some").is_err());
    }
}
