//! Volumes.

use indexmap::IndexMap;
use serde::Serialize;

use super::Pairs;
use crate::escape::Text;

/// A volume.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Volume {
    /// The name on the nodes; `<stack>_<key>` without it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Text>,
    /// Whether it exists already.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub external: bool,
    /// The driver.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub driver: Option<Text>,
    /// The driver's options.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub driver_opts: Pairs,
    /// Labels.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub labels: Pairs,
}
