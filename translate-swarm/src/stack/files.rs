//! Configs and secrets, and how services mount them.

use indexmap::IndexMap;
use serde::Serialize;

use super::Pairs;
use crate::escape::Text;

/// A config.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Config {
    /// The name in the swarm; not scoped to the stack by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Text>,
    /// The file beside the stack file that holds it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<Text>,
    /// Whether it exists already.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub external: bool,
    /// Labels.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub labels: Pairs,
    /// The template driver.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub template_driver: Option<Text>,
}

/// A secret.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Secret {
    /// The name in the swarm; not scoped to the stack by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Text>,
    /// The file beside the stack file that holds it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<Text>,
    /// Whether it exists already.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub external: bool,
    /// Labels.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub labels: Pairs,
    /// The driver of an external store.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub driver: Option<Text>,
    /// The driver's options.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub driver_opts: Pairs,
    /// The template driver.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub template_driver: Option<Text>,
}

/// How a service mounts a config or secret.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FileReference {
    /// The key of the config or secret.
    pub source: Text,
    /// The path in the container; a secret's is relative to `/run/secrets`.
    pub target: Text,
    /// The owner's number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uid: Option<Text>,
    /// The group's number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gid: Option<Text>,
    /// The permission bits as a plain number; 0444 without it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mode: Option<i64>,
}
