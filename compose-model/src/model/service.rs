//! Services, one attribute a file where it has a structure of its own.
//! Compose specification: "services".

mod blkio;
mod build;
mod credential_spec;
mod depends_on;
mod deploy;
mod develop;
mod devices;
mod env_file;
mod file_reference;
mod healthcheck;
mod hook;
mod logging;
mod models;
mod networks;
mod ports;
mod provider;
mod ulimits;
mod volumes;

pub use blkio::{BlkioConfig, ThrottleDevice, WeightDevice};
pub use build::{Build, SshKey};
pub use credential_spec::CredentialSpec;
pub use depends_on::{Condition, Dependency};
pub use deploy::{
    Deploy, DiscreteResource, GenericResource, Limits, Placement, Preference, Reservations,
    Resources, RestartPolicy, UpdateConfig,
};
pub use develop::{Develop, Watch};
pub use devices::{Count, Device, DeviceRequest};
pub use env_file::EnvFile;
pub use file_reference::{FileReference, Mode};
pub use healthcheck::Healthcheck;
pub use hook::Hook;
pub use logging::Logging;
pub use models::ServiceModel;
pub use networks::NetworkAttachment;
pub use ports::Port;
pub use provider::Provider;
pub use ulimits::Ulimit;
pub use volumes::{BindOptions, ImageOptions, Mount, MountKind, TmpfsOptions, VolumeOptions};

use super::{List, Map, Maybe, Pairs, Rare};
use crate::types::bytes::Bytes;
use crate::types::duration::Duration;

record! {
    /// A service: the containers that run one image in one way.
    pub struct Service {
        /// Profiles that enable it; always enabled without any.
        "profiles" profiles: List<String>,
        /// Annotations of the container.
        "annotations" annotations: Pairs,
        /// Whether `up` shows its output.
        "attach" attach: Maybe<bool>,
        /// How to build the image.
        "build" build: Rare<Build>,
        /// How `watch` follows the sources.
        "develop" develop: Rare<Develop>,
        /// Limits of block devices.
        "blkio_config" blkio_config: Rare<BlkioConfig>,
        /// Capabilities to add.
        "cap_add" cap_add: List<String>,
        /// Capabilities to drop.
        "cap_drop" cap_drop: List<String>,
        /// The parent cgroup.
        "cgroup_parent" cgroup_parent: Maybe<String> [omit zero],
        /// The cgroup namespace: `host` or `private`.
        "cgroup" cgroup: Maybe<String> [omit zero],
        /// The number of usable processors.
        "cpu_count" cpu_count: Maybe<i64> [omit zero],
        /// The usable share of the processors, in percent.
        "cpu_percent" cpu_percent: Maybe<f32> [omit zero],
        /// The scheduler's period in microseconds.
        "cpu_period" cpu_period: Maybe<i64> [omit zero],
        /// The scheduler's quota in microseconds per period.
        "cpu_quota" cpu_quota: Maybe<i64> [omit zero],
        /// The real-time scheduler's period in microseconds.
        "cpu_rt_period" cpu_rt_period: Maybe<i64> [omit zero],
        /// The real-time scheduler's runtime in microseconds.
        "cpu_rt_runtime" cpu_rt_runtime: Maybe<i64> [omit zero],
        /// Processors that it may use, a fraction is allowed.
        "cpus" cpus: Maybe<f32> [omit zero],
        /// The processors that it may run on, `0-3` or `0,1`.
        "cpuset" cpuset: Maybe<String> [omit zero],
        /// Its weight against other containers.
        "cpu_shares" cpu_shares: Maybe<i64> [omit zero],
        /// The command's words; empty is the image's default, as is its absence.
        "command" command: Maybe<Vec<String>> [as Command],
        /// Configs that it mounts.
        "configs" configs: List<FileReference>,
        /// The container's name.
        "container_name" container_name: Maybe<String> [omit zero],
        /// The credential spec of a Windows container.
        "credential_spec" credential_spec: Rare<CredentialSpec>,
        /// The services that must come first.
        "depends_on" depends_on: Map<Dependency> [as Named],
        /// How an orchestrator runs it.
        "deploy" deploy: Rare<Deploy>,
        /// Rules of the device cgroup.
        "device_cgroup_rules" device_cgroup_rules: List<String>,
        /// Devices of the host.
        "devices" devices: List<Device>,
        /// Name servers.
        "dns" dns: List<String>,
        /// Options of the resolver.
        "dns_opt" dns_opt: List<String>,
        /// Search domains.
        "dns_search" dns_search: List<String>,
        /// The domain name.
        "domainname" domainname: Maybe<String> [omit zero],
        /// The entry point's words; an empty list clears the image's one.
        "entrypoint" entrypoint: Maybe<Vec<String>> [as Command],
        /// A service that something outside the platform provides.
        "provider" provider: Rare<Provider>,
        /// The environment, `env_file` included once the project is loaded. `None` is a variable
        /// without a value, which the container does not get.
        "environment" environment: Map<Option<String>> [as Variables],
        /// Files with further variables; empty once they are resolved.
        "env_file" env_file: List<EnvFile>,
        /// Ports for other services: `80`, `80/udp` or `8000-8010`.
        "expose" expose: List<String>,
        /// Containers outside the project that it knows, `name[:alias]`.
        "external_links" external_links: List<String>,
        /// Entries of the hosts file: addresses by name.
        "extra_hosts" extra_hosts: Map<Vec<String>> [as Hosts],
        /// Further groups of the process.
        "group_add" group_add: List<String>,
        /// GPUs.
        "gpus" gpus: List<DeviceRequest>,
        /// The host name.
        "hostname" hostname: Maybe<String> [omit zero],
        /// How to tell whether it works.
        "healthcheck" healthcheck: Rare<Healthcheck>,
        /// The image.
        "image" image: Maybe<String> [omit zero],
        /// Whether an init process reaps zombies.
        "init" init: Maybe<bool>,
        /// The IPC namespace.
        "ipc" ipc: Maybe<String> [omit zero],
        /// The isolation technology (Windows).
        "isolation" isolation: Maybe<String> [omit zero],
        /// Labels of the container, `label_file` included once the project is loaded.
        "labels" labels: Pairs,
        /// Files with further labels; empty once they are resolved.
        "label_file" label_file: List<String>,
        /// Services reachable under another name, `service[:alias]`.
        "links" links: List<String>,
        /// Where output goes.
        "logging" logging: Rare<Logging>,
        /// The memory limit.
        "mem_limit" mem_limit: Maybe<Bytes> [omit zero],
        /// The memory that is kept for it.
        "mem_reservation" mem_reservation: Maybe<Bytes> [omit zero],
        /// Memory and swap together.
        "memswap_limit" memswap_limit: Maybe<Bytes> [omit zero],
        /// How eagerly the kernel swaps, in percent.
        "mem_swappiness" mem_swappiness: Maybe<Bytes> [omit zero],
        /// The MAC address.
        "mac_address" mac_address: Maybe<String> [omit zero],
        /// The AI models that it uses.
        "models" models: Map<Option<ServiceModel>>,
        /// The network namespace: `host`, `none`, `bridge`, `service:NAME`, `container:NAME`.
        "network_mode" network_mode: Maybe<String> [omit zero],
        /// The networks that it joins.
        "networks" networks: Map<Option<NetworkAttachment>>,
        /// Whether the kernel may not kill it when memory runs out.
        "oom_kill_disable" oom_kill_disable: Maybe<bool> [omit zero],
        /// How likely the kernel kills it when memory runs out, −1000 to 1000.
        "oom_score_adj" oom_score_adj: Maybe<i64> [omit zero],
        /// The process namespace.
        "pid" pid: Maybe<String> [omit zero],
        /// The number of processes.
        "pids_limit" pids_limit: Maybe<i64> [omit zero],
        /// The platform, `os[/arch[/variant]]`.
        "platform" platform: Maybe<String> [omit zero],
        /// Published ports.
        "ports" ports: List<Port>,
        /// Whether it has all rights on the host.
        "privileged" privileged: Maybe<bool> [omit zero],
        /// When to pull the image.
        "pull_policy" pull_policy: Maybe<String> [omit zero],
        /// Whether the root file system is read-only.
        "read_only" read_only: Maybe<bool> [omit zero],
        /// When to start it again: `no`, `always`, `unless-stopped`, `on-failure[:N]`.
        "restart" restart: Maybe<String> [omit zero],
        /// The OCI runtime.
        "runtime" runtime: Maybe<String> [omit zero],
        /// The number of containers.
        "scale" scale: Maybe<i64>,
        /// Secrets that it mounts.
        "secrets" secrets: List<FileReference>,
        /// Options of the security modules.
        "security_opt" security_opt: List<String>,
        /// The size of `/dev/shm`.
        "shm_size" shm_size: Maybe<Bytes> [omit zero],
        /// Whether the standard input stays open.
        "stdin_open" stdin_open: Maybe<bool> [omit zero],
        /// How long to wait before killing it.
        "stop_grace_period" stop_grace_period: Maybe<Duration>,
        /// The signal that stops it.
        "stop_signal" stop_signal: Maybe<String> [omit zero],
        /// Options of the storage driver.
        "storage_opt" storage_opt: Pairs [as Texts],
        /// Kernel parameters.
        "sysctls" sysctls: Pairs,
        /// Memory file systems, `path[:options]`.
        "tmpfs" tmpfs: List<String>,
        /// Whether it has a terminal.
        "tty" tty: Maybe<bool> [omit zero],
        /// Limits of the process.
        "ulimits" ulimits: Map<Ulimit>,
        /// Whether it may use the container engine's API socket.
        "use_api_socket" use_api_socket: Maybe<bool> [omit zero],
        /// The user, `name|uid[:group|gid]`.
        "user" user: Maybe<String> [omit zero],
        /// The user namespace.
        "userns_mode" userns_mode: Maybe<String> [omit zero],
        /// The UTS namespace.
        "uts" uts: Maybe<String> [omit zero],
        /// Mounts.
        "volumes" volumes: List<Mount>,
        /// Services or containers whose mounts it shares, `[container:]name[:ro|rw]`.
        "volumes_from" volumes_from: List<String>,
        /// The working directory.
        "working_dir" working_dir: Maybe<String> [omit zero],
        /// Commands that run to their end in containers of their own before the service starts.
        "pre_start" pre_start: List<Hook>,
        /// Commands to run in the container once it has started.
        "post_start" post_start: List<Hook>,
        /// Commands to run in the container before it is stopped.
        "pre_stop" pre_stop: List<Hook>,
    }
}
