//! Values with a form of their own.

use compose_model::yaml::Node;

use super::reader::Reader;
use super::setting::{Setting, settings};
use crate::labels;

/// The target of memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum MemoryTarget {
    /// In percent of what is requested.
    Percent(i32),
    /// For each pod.
    Each(String),
}

impl Setting for MemoryTarget {
    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let text = node.text();
        let percent = text.as_ref().and_then(|text| text.trim_end_matches('%').parse().ok());
        if let Some(percent) = percent.filter(|percent| *percent > 0) {
            return Some(Self::Percent(percent));
        }
        let text = text.filter(|text| crate::quantity::thousandths(text).is_some_and(|it| it > 0));
        if text.is_none() {
            reader.expected("a percentage or a quantity such as `512Mi`", node);
        }
        text.map(|text| Self::Each(text.to_string()))
    }

    #[cfg(feature = "schema")]
    fn schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": ["integer", "string"] })
    }
}

/// A host name, with a path if need be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Host {
    /// The name, which may begin with `*.`, or be [`ANY_HOST`].
    pub(crate) name: String,
    /// The path, with its slash.
    pub(crate) path: Option<String>,
}

/// The name that stands for all of them.
pub(crate) const ANY_HOST: &str = "*";

impl Host {
    /// Reads `shop.example.com`, `shop.example.com/api` and `*`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (name, path) = match text.find('/') {
            Some(at) => (&text[..at], Some(&text[at..])),
            None => (text, None),
        };
        let plain = name.strip_prefix("*.").unwrap_or(name);
        let known = plain == ANY_HOST || labels::is_dns_subdomain(plain);
        let valid = known && path.is_none_or(is_path);
        valid.then(|| Self { name: name.to_owned(), path: path.map(str::to_owned) })
    }
}

impl Setting for Host {
    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let host = node.text().and_then(|text| Self::parse(&text));
        if host.is_none() {
            reader.expected("a host name, with a path if need be", node);
        }
        host
    }

    #[cfg(feature = "schema")]
    fn schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string" })
    }
}

/// A path of a URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Path(String);

impl Path {
    /// The path, with its slash.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl Setting for Path {
    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let text = node.text().filter(|text| is_path(text));
        if text.is_none() {
            reader.expected("a path that begins with `/`", node);
        }
        text.map(|text| Self(text.to_string()))
    }

    #[cfg(feature = "schema")]
    fn schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^/" })
    }
}

fn is_path(path: &str) -> bool {
    path.starts_with('/') && !path.contains(|c: char| c.is_whitespace() || c.is_control())
}

/// The name of a Secret, also as Kubernetes writes it: `name: …`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SecretName(pub(crate) String);

settings! {
    /// A reference to a Secret.
    pub(crate) struct SecretReference {
        /// Its name.
        "name" name: String,
    }
}

impl Setting for SecretName {
    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        if node.as_mapping().is_some() {
            let reference = SecretReference::read(node, reader)?;
            return reference.name.map(|name| Self(name.value));
        }
        String::read(node, reader).map(Self)
    }

    #[cfg(feature = "schema")]
    fn schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let reference = SecretReference::schema(generator);
        schemars::json_schema!({ "anyOf": [{ "type": "string" }, reference] })
    }
}

/// A time, as Compose writes times.
pub(crate) type Duration = compose_model::types::duration::Duration;

impl Setting for Duration {
    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let duration = node.text().and_then(|text| text.parse().ok());
        if duration.is_none() {
            reader.expected("a duration such as `30s`", node);
        }
        duration
    }

    #[cfg(feature = "schema")]
    fn schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string" })
    }
}
