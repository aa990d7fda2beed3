//! `deploy`: how an orchestrator runs the service. Compose Deploy Specification.

use super::DeviceRequest;
use crate::model::{List, Maybe, Pairs};
use crate::types::bytes::Bytes;
use crate::types::duration::Duration;

record! {
    /// How an orchestrator runs the service.
    pub struct Deploy {
        /// `replicated`, `global`, `replicated-job` or `global-job`.
        "mode" mode: Maybe<String> [omit zero],
        /// The number of containers.
        "replicas" replicas: Maybe<i64>,
        /// Labels of the service, not of its containers.
        "labels" labels: Pairs,
        /// How to update.
        "update_config" update_config: Maybe<UpdateConfig>,
        /// How to go back.
        "rollback_config" rollback_config: Maybe<UpdateConfig>,
        /// Limits and reservations.
        "resources" resources: Maybe<Resources> [omit empty],
        /// When to start it again.
        "restart_policy" restart_policy: Maybe<RestartPolicy>,
        /// Where to run it.
        "placement" placement: Maybe<Placement> [omit empty],
        /// How clients find it: `vip` or `dnsrr`.
        "endpoint_mode" endpoint_mode: Maybe<String> [omit zero],
    }
}

record! {
    /// How to update or go back.
    pub struct UpdateConfig {
        /// How many at a time; 0 is all.
        "parallelism" parallelism: Maybe<i64> [as Unsigned],
        /// The pause between them.
        "delay" delay: Maybe<Duration> [omit zero],
        /// What to do when it fails: `continue`, `rollback` or `pause`.
        "failure_action" failure_action: Maybe<String> [omit zero],
        /// How long a task must run.
        "monitor" monitor: Maybe<Duration> [omit zero],
        /// The share of failures to bear.
        "max_failure_ratio" max_failure_ratio: Maybe<f32> [omit zero],
        /// `stop-first` or `start-first`.
        "order" order: Maybe<String> [omit zero],
    }
}

record! {
    /// Limits and reservations.
    pub struct Resources {
        /// What it may not exceed.
        "limits" limits: Maybe<Limits>,
        /// What is kept for it.
        "reservations" reservations: Maybe<Reservations>,
    }
}

record! {
    /// What a container may not exceed.
    pub struct Limits {
        /// Processors.
        "cpus" cpus: Maybe<f32> [omit zero],
        /// Memory.
        "memory" memory: Maybe<Bytes> [omit zero],
        /// Processes.
        "pids" pids: Maybe<i64> [omit zero],
    }
}

record! {
    /// What is kept for a container.
    pub struct Reservations {
        /// Processors.
        "cpus" cpus: Maybe<f32> [omit zero],
        /// Memory.
        "memory" memory: Maybe<Bytes> [omit zero],
        /// Devices such as GPUs.
        "devices" devices: List<DeviceRequest>,
        /// Resources that nodes declare.
        "generic_resources" generic_resources: List<GenericResource>,
    }
}

record! {
    /// A resource that nodes declare.
    pub struct GenericResource {
        /// A number of them.
        "discrete_resource_spec" discrete_resource_spec: Maybe<DiscreteResource>,
    }
}

record! {
    /// A number of a resource that nodes declare.
    pub struct DiscreteResource {
        /// The resource's name.
        "kind" kind: Maybe<String> [omit never],
        /// The number.
        "value" value: Maybe<i64> [omit never],
    }
}

record! {
    /// When to start a container again.
    pub struct RestartPolicy {
        /// `none`, `on-failure` or `any`.
        "condition" condition: Maybe<String> [omit zero],
        /// The pause before it.
        "delay" delay: Maybe<Duration>,
        /// How often.
        "max_attempts" max_attempts: Maybe<i64> [as Unsigned],
        /// How long it must run to count as started.
        "window" window: Maybe<Duration>,
    }
}

record! {
    /// Where to run it.
    pub struct Placement {
        /// Conditions of nodes, `node.labels.disk==ssd`.
        "constraints" constraints: List<String>,
        /// How to spread.
        "preferences" preferences: List<Preference>,
        /// How many containers a node may have.
        "max_replicas_per_node" max_replicas_per_node: Maybe<i64> [omit zero] [as Unsigned],
    }
}

record! {
    /// How to spread containers over nodes.
    pub struct Preference {
        /// The node label whose values to spread over.
        "spread" spread: Maybe<String> [omit zero],
    }
}
