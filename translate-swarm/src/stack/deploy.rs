//! `deploy`: how Swarm runs a service.

use indexmap::IndexMap;
use serde::Serialize;

use super::Pairs;
use crate::escape::Text;

/// How Swarm runs a service.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Deploy {
    /// `replicated`, `global`, `replicated-job` or `global-job`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mode: Option<Text>,
    /// The number of tasks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replicas: Option<i64>,
    /// `vip` or `dnsrr`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub endpoint_mode: Option<Text>,
    /// Labels of the service.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub labels: Pairs,
    /// When to start a task again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub restart_policy: Option<RestartPolicy>,
    /// How to update.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub update_config: Option<UpdateConfig>,
    /// How to go back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rollback_config: Option<UpdateConfig>,
    /// Limits and reservations.
    #[serde(skip_serializing_if = "Resources::is_empty")]
    pub resources: Resources,
    /// Where to run it.
    #[serde(skip_serializing_if = "Placement::is_empty")]
    pub placement: Placement,
}

/// When to start a task again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RestartPolicy {
    /// `none`, `on-failure` or `any`.
    pub condition: Text,
    /// The pause before it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delay: Option<Text>,
    /// How often.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_attempts: Option<i64>,
    /// How long it must run to count as started.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window: Option<Text>,
}

/// How to update or go back.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct UpdateConfig {
    /// How many at a time; 0 is all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parallelism: Option<i64>,
    /// The pause between them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delay: Option<Text>,
    /// `continue`, `pause` or, for updates, `rollback`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failure_action: Option<Text>,
    /// How long a task must run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub monitor: Option<Text>,
    /// The share of failures to bear.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_failure_ratio: Option<f64>,
    /// `stop-first` or `start-first`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order: Option<Text>,
}

/// Limits and reservations.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Resources {
    /// What a task may not exceed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limits: Option<Limits>,
    /// What is kept for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reservations: Option<Reservations>,
}

impl Resources {
    fn is_empty(&self) -> bool {
        self.limits.is_none() && self.reservations.is_none()
    }
}

/// What a task may not exceed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Limits {
    /// Processors, a string.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cpus: Option<Text>,
    /// Memory.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub memory: Option<Text>,
    /// Processes (version 3.9).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pids: Option<i64>,
}

/// What is kept for a task.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Reservations {
    /// Processors, a string.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cpus: Option<Text>,
    /// Memory.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub memory: Option<Text>,
    /// Resources that nodes declare, such as GPUs.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub generic_resources: Vec<GenericResource>,
}

/// A resource that nodes declare.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct GenericResource {
    /// A number of them.
    pub discrete_resource_spec: DiscreteResource,
}

/// A number of a resource that nodes declare.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct DiscreteResource {
    /// The resource's name.
    pub kind: Text,
    /// The number.
    pub value: i64,
}

/// Where to run a service.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Placement {
    /// Conditions of nodes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub constraints: Vec<Text>,
    /// How to spread.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub preferences: Vec<Preference>,
    /// How many tasks a node may have.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_replicas_per_node: Option<i64>,
}

impl Placement {
    fn is_empty(&self) -> bool {
        self.constraints.is_empty()
            && self.preferences.is_empty()
            && self.max_replicas_per_node.is_none()
    }
}

/// How to spread tasks over nodes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Preference {
    /// The node label whose values to spread over.
    pub spread: Text,
}
