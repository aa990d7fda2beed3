//! Healthchecks.

use serde::Serialize;

use crate::escape::Text;

/// How to tell whether a container works.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Healthcheck {
    /// Whether there is none, not even the image's own; `test` is absent then.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub disable: bool,
    /// The command, first `CMD`, `CMD-SHELL` or `NONE`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub test: Option<Vec<Text>>,
    /// The time between two.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interval: Option<Text>,
    /// How long it may take.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timeout: Option<Text>,
    /// How many failures in a row make a container unhealthy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retries: Option<i64>,
    /// How long failures do not count after the start.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_period: Option<Text>,
    /// The time between two in that period (version 3.12).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_interval: Option<Text>,
}
