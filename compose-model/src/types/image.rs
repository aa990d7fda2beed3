//! References to images: `[registry/]repository[:tag][@digest]`.
//!
//! The grammar is that of the container registries' reference library.

use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use super::{SyntaxError, quote};

/// A reference to an image, in the parts in which it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageReference {
    /// The registry with its port, where one was written.
    pub registry: Option<String>,
    /// The repository as it was written, `nginx` or `team/app`.
    pub repository: String,
    /// The tag, where one was written.
    pub tag: Option<String>,
    /// The digest with its algorithm, where one was written.
    pub digest: Option<String>,
}

/// Why a text is not a reference to an image.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImageFault {
    /// Nothing at all.
    #[error("an image reference must name a repository")]
    Empty,
    /// Not a host name, with or without a port.
    #[error("{} is not a registry", quote(.0))]
    InvalidRegistry(String),
    /// Capital letters in the repository.
    #[error("the repository `{0}` must not have capital letters")]
    Uppercase(String),
    /// Not a repository.
    #[error("{} is not a repository", quote(.0))]
    InvalidRepository(String),
    /// Not a tag.
    #[error("{} is not a tag", quote(.0))]
    InvalidTag(String),
    /// Not a digest.
    #[error("{} is not a digest", quote(.0))]
    InvalidDigest(String),
}

/// Why and where a text is not a reference to an image.
pub type ImageError = SyntaxError<ImageFault>;

/// The registry of references that name none.
const DEFAULT_REGISTRY: &str = "docker.io";

/// Longer repositories (with their registry) are refused by every registry.
const MAX_NAME: usize = 255;

impl ImageReference {
    /// The registry, `docker.io` where none was written.
    pub fn registry_or_default(&self) -> &str {
        self.registry.as_deref().unwrap_or(DEFAULT_REGISTRY)
    }

    /// Whether neither tag nor digest say which image it is, or the tag is `latest`.
    pub fn is_latest(&self) -> bool {
        self.digest.is_none() && self.tag.as_deref().is_none_or(|tag| tag == "latest")
    }

    /// The reference with everything that is implied: `docker.io/library/nginx:latest`.
    pub fn full(&self) -> String {
        let registry = match self.registry_or_default() {
            "index.docker.io" => DEFAULT_REGISTRY,
            registry => registry,
        };
        let is_official = registry == DEFAULT_REGISTRY && !self.repository.contains('/');
        let library = if is_official { "library/" } else { "" };
        let mut full = format!("{registry}/{library}{}", self.repository);
        match (&self.tag, &self.digest) {
            (None, None) => full.push_str(":latest"),
            (tag, digest) => push_version(&mut full, tag.as_deref(), digest.as_deref()),
        }
        full
    }
}

fn push_version(name: &mut String, tag: Option<&str>, digest: Option<&str>) {
    for (mark, version) in [(':', tag), ('@', digest)] {
        if let Some(version) = version {
            name.push(mark);
            name.push_str(version);
        }
    }
}

impl fmt::Display for ImageReference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = self.registry.as_ref().map_or_else(String::new, |r| format!("{r}/"));
        text.push_str(&self.repository);
        push_version(&mut text, self.tag.as_deref(), self.digest.as_deref());
        f.write_str(&text)
    }
}

impl FromStr for ImageReference {
    type Err = ImageError;

    fn from_str(text: &str) -> Result<Self, ImageError> {
        let error = |fault: fn(String) -> ImageFault, at: Range<usize>| {
            SyntaxError::new(fault(text[at.clone()].to_owned()), at)
        };
        if text.is_empty() {
            return Err(SyntaxError::whole(ImageFault::Empty, text));
        }
        let name_end = text.find('@').unwrap_or(text.len());
        let digest = text.get(name_end + 1..);
        if digest.is_some_and(|digest| !is_digest(digest)) {
            return Err(error(ImageFault::InvalidDigest, name_end + 1..text.len()));
        }
        let named = &text[..name_end];
        // A colon before the last slash belongs to the registry's port.
        let last_part = named.rfind('/').map_or(0, |slash| slash + 1);
        let colon = named[last_part..].find(':').map(|colon| last_part + colon);
        let tag = colon.map(|colon| &named[colon + 1..]);
        if tag.is_some_and(|tag| !is_tag(tag)) {
            return Err(error(ImageFault::InvalidTag, colon.unwrap_or(0) + 1..name_end));
        }
        let repository_end = colon.unwrap_or(name_end);
        let repository_start = named[..repository_end]
            .find('/')
            .filter(|slash| is_registry_part(&named[..*slash]))
            .map_or(0, |slash| slash + 1);
        let registry = repository_start.checked_sub(1).map(|end| &named[..end]);
        if registry.is_some_and(|registry| !is_registry(registry)) {
            return Err(error(ImageFault::InvalidRegistry, 0..repository_start - 1));
        }
        let at = repository_start..repository_end;
        let repository = &text[at.clone()];
        if repository_end > MAX_NAME || !repository.split('/').all(is_component) {
            let lower = repository.to_ascii_lowercase();
            let is_only_case = lower != repository && lower.split('/').all(is_component);
            let fault =
                if is_only_case { ImageFault::Uppercase } else { ImageFault::InvalidRepository };
            return Err(error(fault, at));
        }
        // Such a name could not be told from the identifier of an image.
        if registry.is_none() && repository.len() == 64 && repository.bytes().all(is_hex) {
            return Err(error(ImageFault::InvalidRepository, at));
        }
        Ok(Self {
            registry: registry.map(str::to_owned),
            repository: repository.to_owned(),
            tag: tag.map(str::to_owned),
            digest: digest.map(str::to_owned),
        })
    }
}

/// Whether the part before the first slash is a registry and not part of the repository.
fn is_registry_part(part: &str) -> bool {
    part.contains(['.', ':']) || part == "localhost" || part.bytes().any(|b| b.is_ascii_uppercase())
}

fn is_registry(text: &str) -> bool {
    let (host, port) = match text.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((address, "")) => (address, None),
        Some((address, rest)) => match rest.strip_prefix(':') {
            Some(port) => (address, Some(port)),
            None => return false,
        },
        None => match text.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (text, None),
        },
    };
    let is_host = if text.starts_with('[') {
        host.contains(':') && host.bytes().all(|b| b.is_ascii_hexdigit() || b == b':')
    } else {
        host.split('.').all(|label| {
            !label.is_empty()
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        })
    };
    let is_port =
        port.is_none_or(|port| !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit()));
    is_host && is_port
}

/// Small letters and digits, with one `.`, one or two `_`, or any number of `-` between them.
fn is_component(text: &str) -> bool {
    let is_alphanumeric = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
    let mut separator = String::new();
    let mut has_start = false;
    for byte in text.bytes() {
        if is_alphanumeric(byte) {
            let is_allowed = matches!(separator.as_str(), "" | "." | "_" | "__")
                || separator.bytes().all(|b| b == b'-');
            if !is_allowed || (!has_start && !separator.is_empty()) {
                return false;
            }
            separator.clear();
            has_start = true;
        } else if matches!(byte, b'.' | b'_' | b'-') {
            separator.push(char::from(byte));
        } else {
            return false;
        }
    }
    has_start && separator.is_empty()
}

fn is_tag(text: &str) -> bool {
    let is_word = |b: u8| b.is_ascii_alphanumeric() || b == b'_';
    (1..=128).contains(&text.len())
        && text.bytes().next().is_some_and(is_word)
        && text.bytes().all(|b| is_word(b) || matches!(b, b'.' | b'-'))
}

fn is_digest(text: &str) -> bool {
    let Some((algorithm, hex)) = text.split_once(':') else { return false };
    let is_algorithm = algorithm.split(['+', '.', '-', '_']).all(|part| {
        part.bytes().next().is_some_and(|b| b.is_ascii_alphabetic())
            && part.bytes().all(|b| b.is_ascii_alphanumeric())
    });
    let length = match algorithm {
        "sha256" => hex.len() == 64,
        "sha384" => hex.len() == 96,
        "sha512" => hex.len() == 128,
        _ => hex.len() >= 32,
    };
    is_algorithm && length && hex.bytes().all(is_hex)
}

fn is_hex(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'a'..=b'f')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HEX: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    #[test]
    fn parts_and_what_they_imply() {
        for (text, registry, repository, tag, full) in [
            ("nginx", None, "nginx", None, "docker.io/library/nginx:latest"),
            ("nginx:1.27", None, "nginx", Some("1.27"), "docker.io/library/nginx:1.27"),
            ("a/b_c__d--e.f", None, "a/b_c__d--e.f", None, "docker.io/a/b_c__d--e.f:latest"),
            ("localhost/x", Some("localhost"), "x", None, "localhost/x:latest"),
            ("r:5000/x:1", Some("r:5000"), "x", Some("1"), "r:5000/x:1"),
            ("[::1]:5000/x", Some("[::1]:5000"), "x", None, "[::1]:5000/x:latest"),
            ("ghcr.io/o/r", Some("ghcr.io"), "o/r", None, "ghcr.io/o/r:latest"),
            (
                "index.docker.io/nginx",
                Some("index.docker.io"),
                "nginx",
                None,
                "docker.io/library/nginx:latest",
            ),
        ] {
            let reference: ImageReference = text.parse().expect(text);
            assert_eq!(reference.registry.as_deref(), registry, "{text}");
            assert_eq!(reference.repository, repository, "{text}");
            assert_eq!(reference.tag.as_deref(), tag, "{text}");
            assert_eq!(reference.full(), full, "{text}");
            assert_eq!(reference.to_string(), text);
        }
        let pinned: ImageReference = format!("x:1@sha256:{HEX}").parse().unwrap();
        assert_eq!(pinned.tag.as_deref(), Some("1"));
        assert_eq!(pinned.digest, Some(format!("sha256:{HEX}")));
        assert!(!pinned.is_latest());
        assert_eq!(pinned.full(), format!("docker.io/library/x:1@sha256:{HEX}"));
    }

    #[test]
    fn faults_are_where_they_stand() {
        for (text, at, message) in [
            ("", 0..0, "an image reference must name a repository"),
            ("Nginx", 0..5, "the repository `Nginx` must not have capital letters"),
            ("a/B", 0..3, "the repository `a/B` must not have capital letters"),
            ("a b", 0..3, "`a b` is not a repository"),
            ("a//b", 0..4, "`a//b` is not a repository"),
            ("a_", 0..2, "`a_` is not a repository"),
            ("a___b", 0..5, "`a___b` is not a repository"),
            ("x:", 2..2, "empty text is not a tag"),
            ("x:-a", 2..4, "`-a` is not a tag"),
            ("x@sha256:12", 2..11, "`sha256:12` is not a digest"),
            ("-a.b/x", 0..4, "`-a.b` is not a registry"),
            ("r:port/x", 0..6, "`r:port` is not a registry"),
            (HEX, 0..64, &format!("`{HEX}` is not a repository")),
        ] {
            let error = text.parse::<ImageReference>().unwrap_err();
            assert_eq!((error.at.clone(), error.to_string().as_str()), (at, message), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_printed_reads_back(text in "([a-zA-Z.:0-9]{1,8}/)?[a-z0-9._/-]{1,12}(:[\\w.-]{1,6})?") {
            if let Ok(reference) = text.parse::<ImageReference>() {
                prop_assert_eq!(reference.to_string(), text);
                prop_assert!(reference.full().parse::<ImageReference>().is_ok());
            }
        }

        #[test]
        fn any_text_is_read_without_a_panic(text in "[aA.:/@\\[\\]_-]{0,12}|\\PC*") {
            if let Err(error) = text.parse::<ImageReference>() {
                prop_assert!(text.get(error.at).is_some());
            }
        }
    }
}
