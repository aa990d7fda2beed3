//! Services.

use indexmap::IndexMap;
use serde::Serialize;

use super::{Attachment, Deploy, FileReference, Healthcheck, Logging, Mount, Pairs, Port};
use crate::escape::Text;

/// A service of a stack. The attributes stand in the order in which they are written.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Service {
    /// The image.
    pub image: Text,
    /// The entry point's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entrypoint: Option<Vec<Text>>,
    /// The command's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub command: Option<Vec<Text>>,
    /// The working directory.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub working_dir: Option<Text>,
    /// The user, always a string.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user: Option<Text>,
    /// The host name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hostname: Option<Text>,
    /// Variables, always strings.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub environment: Pairs,
    /// Labels of the containers.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub labels: Pairs,
    /// Published ports.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ports: Vec<Port>,
    /// Networks, with further names in them.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub networks: IndexMap<String, Attachment>,
    /// Entries of the hosts file, `name:address`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub extra_hosts: Vec<Text>,
    /// Name servers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub dns: Vec<Text>,
    /// Search domains.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub dns_search: Vec<Text>,
    /// Mounts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub volumes: Vec<Mount>,
    /// Configs.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub configs: Vec<FileReference>,
    /// Secrets.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub secrets: Vec<FileReference>,
    /// The healthcheck.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub healthcheck: Option<Healthcheck>,
    /// Whether an init process reaps zombies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub init: Option<bool>,
    /// Whether the root file system is read-only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub read_only: Option<bool>,
    /// Whether the standard input stays open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stdin_open: Option<bool>,
    /// Whether it has a terminal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tty: Option<bool>,
    /// How long to wait before killing it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stop_grace_period: Option<Text>,
    /// The signal that stops it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stop_signal: Option<Text>,
    /// Capabilities to add.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cap_add: Vec<Text>,
    /// Capabilities to drop.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cap_drop: Vec<Text>,
    /// Kernel parameters.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub sysctls: Pairs,
    /// Limits of the process.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub ulimits: IndexMap<String, Ulimit>,
    /// How likely the kernel kills it when memory runs out (version 3.13).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub oom_score_adj: Option<i64>,
    /// The isolation technology (Windows).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub isolation: Option<Text>,
    /// The account of a Windows container.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credential_spec: Option<CredentialSpec>,
    /// Where output goes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logging: Option<Logging>,
    /// How Swarm runs it.
    pub deploy: Deploy,
}

/// A limit of a process.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Ulimit {
    /// Soft and hard limit in one.
    Single(i64),
    /// A soft limit that the process may raise to the hard one.
    Pair {
        /// The soft limit.
        soft: i64,
        /// The hard limit.
        hard: i64,
    },
}

/// The account of a Windows container.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CredentialSpec {
    /// The config that holds it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub config: Option<Text>,
    /// The file on the node that holds it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<Text>,
    /// The registry key that holds it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub registry: Option<Text>,
}
