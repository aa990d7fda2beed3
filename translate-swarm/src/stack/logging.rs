//! Logging.

use indexmap::IndexMap;
use serde::Serialize;

use super::Pairs;
use crate::escape::Text;

/// Where output goes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Logging {
    /// The driver; the node's own without it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub driver: Option<Text>,
    /// The driver's options.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub options: Pairs,
}
