//! The rules behind this back end's findings, one a file.
//!
//! Codes: `S01xx` names, `S02xx` workloads, `S03xx` networks and ports, `S04xx` mounts and volumes,
//! `S05xx` configs, secrets and variables, `S06xx` resources and security, `S07xx` images, `S08xx`
//! other attributes and options.

use compose_model::diagnostic::Rule;

mod address_bound_port;
mod attachment_attribute;
mod bind_path;
mod build_image;
mod cleared_entrypoint;
mod constraint_operator;
mod content_too_large;
mod cpu_share;
mod devices;
mod disabled_service;
mod dnsrr_port;
mod docker_provider;
mod duplicate_target;
mod empty_content;
mod empty_variable;
mod external_link;
mod external_network;
mod file_bind;
mod file_permissions;
mod fixed_name;
mod further_name;
mod generic_resource;
mod global_replicas;
mod hook;
mod host_gateway;
mod host_name;
mod host_network_port;
mod invalid_image;
mod isolation_lost;
mod job_update;
mod memory_reservation;
mod missing_bind;
mod mount_kind;
mod mount_option;
mod name_too_long;
mod namespace;
mod namespace_protection;
mod needless;
mod network_driver;
mod network_mode;
mod network_option;
mod newer_docker;
mod no_free_place;
mod no_image;
mod no_registry;
mod node_local_volume;
mod one_shot;
mod option_value;
mod own_name;
mod platform_variant;
mod port_attribute;
mod port_conflict;
mod port_range;
mod privileged;
mod provider;
mod proxy_labels;
mod published_address;
mod pull_policy;
mod renamed;
mod resource_attribute;
mod restart_default;
mod runtime;
mod security_option;
mod security_protection;
mod shared_namespace;
mod shortened_stack;
mod start_order;
mod start_wait;
mod subpath;
mod template_text;
mod tmpfs_mode;
mod unhealthy_task;
mod unreadable_file;
mod unset_variable;
mod unsupported_attribute;
mod volume_order;
mod volumes_from;

pub use address_bound_port::ADDRESS_BOUND_PORT;
pub use attachment_attribute::ATTACHMENT_ATTRIBUTE;
pub use bind_path::BIND_PATH;
pub use build_image::BUILD_IMAGE;
pub use cleared_entrypoint::CLEARED_ENTRYPOINT;
pub use constraint_operator::CONSTRAINT_OPERATOR;
pub use content_too_large::CONTENT_TOO_LARGE;
pub use cpu_share::CPU_SHARE;
pub use devices::DEVICES;
pub use disabled_service::DISABLED_SERVICE;
pub use dnsrr_port::DNSRR_PORT;
pub use docker_provider::DOCKER_PROVIDER;
pub use duplicate_target::DUPLICATE_TARGET;
pub use empty_content::EMPTY_CONTENT;
pub use empty_variable::EMPTY_VARIABLE;
pub use external_link::EXTERNAL_LINK;
pub use external_network::EXTERNAL_NETWORK;
pub use file_bind::FILE_BIND;
pub use file_permissions::FILE_PERMISSIONS;
pub use fixed_name::FIXED_NAME;
pub use further_name::FURTHER_NAME;
pub use generic_resource::GENERIC_RESOURCE;
pub use global_replicas::GLOBAL_REPLICAS;
pub use hook::HOOK;
pub use host_gateway::HOST_GATEWAY;
pub use host_name::HOST_NAME;
pub use host_network_port::HOST_NETWORK_PORT;
pub use invalid_image::INVALID_IMAGE;
pub use isolation_lost::ISOLATION_LOST;
pub use job_update::JOB_UPDATE;
pub use memory_reservation::MEMORY_RESERVATION;
pub use missing_bind::MISSING_BIND;
pub use mount_kind::MOUNT_KIND;
pub use mount_option::MOUNT_OPTION;
pub use name_too_long::NAME_TOO_LONG;
pub use namespace::NAMESPACE;
pub use namespace_protection::NAMESPACE_PROTECTION;
pub use needless::NEEDLESS;
pub use network_driver::NETWORK_DRIVER;
pub use network_mode::NETWORK_MODE;
pub use network_option::NETWORK_OPTION;
pub use newer_docker::NEWER_DOCKER;
pub use no_free_place::NO_FREE_PLACE;
pub use no_image::NO_IMAGE;
pub use no_registry::NO_REGISTRY;
pub use node_local_volume::NODE_LOCAL_VOLUME;
pub use one_shot::ONE_SHOT;
pub use option_value::OPTION_VALUE;
pub use own_name::OWN_NAME;
pub use platform_variant::PLATFORM_VARIANT;
pub use port_attribute::PORT_ATTRIBUTE;
pub use port_conflict::PORT_CONFLICT;
pub use port_range::PORT_RANGE;
pub use privileged::PRIVILEGED;
pub use provider::PROVIDER;
pub use proxy_labels::PROXY_LABELS;
pub use published_address::PUBLISHED_ADDRESS;
pub use pull_policy::PULL_POLICY;
pub use renamed::RENAMED;
pub use resource_attribute::RESOURCE_ATTRIBUTE;
pub use restart_default::RESTART_DEFAULT;
pub use runtime::RUNTIME;
pub use security_option::SECURITY_OPTION;
pub use security_protection::SECURITY_PROTECTION;
pub use shared_namespace::SHARED_NAMESPACE;
pub use shortened_stack::SHORTENED_STACK;
pub use start_order::START_ORDER;
pub use start_wait::START_WAIT;
pub use subpath::SUBPATH;
pub use template_text::TEMPLATE_TEXT;
pub use tmpfs_mode::TMPFS_MODE;
pub use unhealthy_task::UNHEALTHY_TASK;
pub use unreadable_file::UNREADABLE_FILE;
pub use unset_variable::UNSET_VARIABLE;
pub use unsupported_attribute::UNSUPPORTED_ATTRIBUTE;
pub use volume_order::VOLUME_ORDER;
pub use volumes_from::VOLUMES_FROM;

/// All rules of this back end, by code.
pub const RULES: &[&Rule] = &[
    &RENAMED,
    &NAME_TOO_LONG,
    &FIXED_NAME,
    &SHORTENED_STACK,
    &RESTART_DEFAULT,
    &ONE_SHOT,
    &START_ORDER,
    &START_WAIT,
    &GLOBAL_REPLICAS,
    &CLEARED_ENTRYPOINT,
    &CONSTRAINT_OPERATOR,
    &HOOK,
    &JOB_UPDATE,
    &PROVIDER,
    &PLATFORM_VARIANT,
    &DISABLED_SERVICE,
    &NO_FREE_PLACE,
    &ADDRESS_BOUND_PORT,
    &PORT_RANGE,
    &PORT_CONFLICT,
    &DNSRR_PORT,
    &SHARED_NAMESPACE,
    &NETWORK_MODE,
    &HOST_NETWORK_PORT,
    &NETWORK_DRIVER,
    &NETWORK_OPTION,
    &ATTACHMENT_ATTRIBUTE,
    &FURTHER_NAME,
    &EXTERNAL_LINK,
    &ISOLATION_LOST,
    &PORT_ATTRIBUTE,
    &EXTERNAL_NETWORK,
    &HOST_GATEWAY,
    &PUBLISHED_ADDRESS,
    &NODE_LOCAL_VOLUME,
    &BIND_PATH,
    &FILE_BIND,
    &MISSING_BIND,
    &MOUNT_OPTION,
    &TMPFS_MODE,
    &MOUNT_KIND,
    &SUBPATH,
    &VOLUMES_FROM,
    &DUPLICATE_TARGET,
    &VOLUME_ORDER,
    &EMPTY_CONTENT,
    &CONTENT_TOO_LARGE,
    &UNREADABLE_FILE,
    &FILE_PERMISSIONS,
    &EMPTY_VARIABLE,
    &UNSET_VARIABLE,
    &TEMPLATE_TEXT,
    &PRIVILEGED,
    &SECURITY_PROTECTION,
    &SECURITY_OPTION,
    &NAMESPACE,
    &NAMESPACE_PROTECTION,
    &DEVICES,
    &RUNTIME,
    &RESOURCE_ATTRIBUTE,
    &MEMORY_RESERVATION,
    &CPU_SHARE,
    &GENERIC_RESOURCE,
    &UNHEALTHY_TASK,
    &OWN_NAME,
    &INVALID_IMAGE,
    &BUILD_IMAGE,
    &NO_REGISTRY,
    &NO_IMAGE,
    &PULL_POLICY,
    &UNSUPPORTED_ATTRIBUTE,
    &OPTION_VALUE,
    &NEWER_DOCKER,
    &HOST_NAME,
    &PROXY_LABELS,
    &NEEDLESS,
    &DOCKER_PROVIDER,
];
