//! Platforms: `os/arch[/variant]`.

use std::fmt;
use std::str::FromStr;

use serde_json::Value;

/// What an image runs on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Platform {
    os: String,
    architecture: String,
    variant: Option<String>,
}

impl FromStr for Platform {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts: Vec<&str> = text.split('/').collect();
        let is_word = |part: &&str| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
        };
        match parts.as_slice() {
            [os, architecture, rest @ ..] if rest.len() <= 1 && parts.iter().all(is_word) => {
                Ok(Self {
                    os: (*os).to_owned(),
                    architecture: (*architecture).to_owned(),
                    variant: rest.first().map(|variant| (*variant).to_owned()),
                })
            }
            _ => Err("expected a platform such as `linux/amd64` or `linux/arm/v7`".to_owned()),
        }
    }
}

impl fmt::Display for Platform {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.os, self.architecture)?;
        self.variant.as_ref().map_or(Ok(()), |variant| write!(f, "/{variant}"))
    }
}

impl Platform {
    /// The platform of a manifest in an index, or of an image's configuration.
    pub(super) fn of(value: &Value) -> Option<Self> {
        let text =
            |key| value.get(key)?.as_str().filter(|text| !text.is_empty()).map(str::to_owned);
        Some(Self {
            os: text("os")?,
            architecture: text("architecture")?,
            variant: text("variant"),
        })
    }

    /// Whether an image for `other` is one for this platform. Without a variant any will do, and
    /// 64-bit Arm has but one that is in use.
    pub(super) fn accepts(&self, other: &Self) -> bool {
        let default = (self.architecture == "arm64").then_some("v8");
        let variant = |platform: &Self| platform.variant.clone().or(default.map(str::to_owned));
        let same_variant = self.variant.is_none() || variant(self) == variant(other);
        self.os == other.os && self.architecture == other.architecture && same_variant
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn platforms_and_what_they_accept() {
        let platform = |text: &str| text.parse::<Platform>().unwrap();
        for (wanted, found, accepted) in [
            ("linux/amd64", "linux/amd64", true),
            ("linux/amd64", "linux/arm64", false),
            ("linux/amd64", "windows/amd64", false),
            ("linux/arm", "linux/arm/v7", true),
            ("linux/arm/v6", "linux/arm/v7", false),
            ("linux/arm64/v8", "linux/arm64", true),
        ] {
            assert_eq!(platform(wanted).accepts(&platform(found)), accepted, "{wanted} {found}");
        }
        assert_eq!(platform("linux/arm/v7").to_string(), "linux/arm/v7");
        for wrong in ["", "linux", "linux/", "a/b/c/d", "linux/am d64"] {
            assert!(wrong.parse::<Platform>().is_err(), "{wrong}");
        }
    }
}
