//! The rules of this back end, one a file.
//!
//! Codes: `K01xx` names and options, `K02xx` workloads and order, `K03xx` network and exposure, `K04xx`
//! volumes and binds, `K05xx` environment, configs and secrets, `K06xx` health, resources and security,
//! `K07xx` images, `K08xx` other attributes, `K09xx` the valid pass.

mod alias;
mod anonymous_volume;
mod autoscaling_request;
mod bind_claim;
mod bind_files;
mod bind_missing;
mod bind_refused;
mod bind_too_large;
mod bind_unreadable;
mod built_image;
mod cleared_entrypoint;
mod cpu_shares;
mod credential;
mod dependency_restart;
mod dependency_without_healthcheck;
mod development;
mod device;
mod device_request;
mod disabled_service;
mod dns_servers;
mod duplicate;
mod engine_socket;
mod engine_socket_mounted;
mod extension;
mod extension_incomplete;
mod extension_key;
mod extension_value;
mod extension_without_effect;
mod external_file;
mod external_link;
mod external_volume;
mod extra_host;
mod extra_object;
mod file_group;
mod file_missing;
mod file_owner;
mod file_template;
mod fixed_variable;
mod foreign_volumes;
mod generic_resource;
mod global_job;
mod global_volume;
mod gpu_count;
mod hook_attribute;
mod host_gateway;
mod host_left;
mod host_namespace;
mod host_path;
mod host_port;
mod host_renamed;
mod hostname;
mod idle_dependency;
mod image_config;
mod image_healthcheck;
mod inferred_port;
mod init_one_shot;
mod init_process;
mod inside_only;
mod invalid_annotation;
mod invalid_combination;
mod invalid_label;
mod invalid_name;
mod invalid_value;
mod kompose_different;
mod kompose_idle;
mod kompose_label;
mod kompose_overruled;
mod kompose_spelling;
mod kompose_unknown;
mod kompose_value;
mod level_refused;
mod limit_requested;
mod lost_annotation;
mod machine_host;
mod manager_node;
mod max_replicas_per_node;
mod missing_field;
mod mount_kind;
mod mount_option;
mod named_group;
mod named_user;
mod needless;
mod network_driver;
mod network_policy;
mod no_image;
mod no_namespace;
mod node_label;
mod node_namespace;
mod node_port_range;
mod node_setting;
mod not_http;
mod older_server;
mod one_shot;
mod option_value;
mod outside;
mod patch_refused;
mod patch_without_target;
mod placement;
mod platform;
mod pod_address;
mod pod_volume;
mod provided;
mod proxy_label;
mod pull_policy;
mod renamed;
mod reservation_over_limit;
mod restart_policy;
mod restart_timing;
mod restarted;
mod route_tls;
mod runtime;
mod security_opt;
mod seeded_volume;
mod shared_pod;
mod shared_volume;
mod source_tree;
mod stop_signal;
mod too_large;
mod unknown_container;
mod unknown_user;
mod unsafe_sysctl;
mod unset_variable;
mod update_config;
mod volume_driver;
mod volume_label;
mod volume_owner;
mod wait_impossible;
mod windows;

pub use alias::ALIAS;
pub use anonymous_volume::ANONYMOUS_VOLUME;
pub use autoscaling_request::AUTOSCALING_REQUEST;
pub use bind_claim::BIND_CLAIM;
pub use bind_files::BIND_FILES;
pub use bind_missing::BIND_MISSING;
pub use bind_refused::BIND_REFUSED;
pub use bind_too_large::BIND_TOO_LARGE;
pub use bind_unreadable::BIND_UNREADABLE;
pub use built_image::BUILT_IMAGE;
pub use cleared_entrypoint::CLEARED_ENTRYPOINT;
pub use cpu_shares::CPU_SHARES;
pub use credential::CREDENTIAL;
pub use dependency_restart::DEPENDENCY_RESTART;
pub use dependency_without_healthcheck::DEPENDENCY_WITHOUT_HEALTHCHECK;
pub use development::DEVELOPMENT;
pub use device::DEVICE;
pub use device_request::DEVICE_REQUEST;
pub use disabled_service::DISABLED_SERVICE;
pub use dns_servers::DNS_SERVERS;
pub use duplicate::DUPLICATE;
pub use engine_socket::ENGINE_SOCKET;
pub use engine_socket_mounted::ENGINE_SOCKET_MOUNTED;
pub use extension::EXTENSION;
pub use extension_incomplete::EXTENSION_INCOMPLETE;
pub use extension_key::EXTENSION_KEY;
pub use extension_value::EXTENSION_VALUE;
pub use extension_without_effect::EXTENSION_WITHOUT_EFFECT;
pub use external_file::EXTERNAL_FILE;
pub use external_link::EXTERNAL_LINK;
pub use external_volume::EXTERNAL_VOLUME;
pub use extra_host::EXTRA_HOST;
pub use extra_object::EXTRA_OBJECT;
pub use file_group::FILE_GROUP;
pub use file_missing::FILE_MISSING;
pub use file_owner::FILE_OWNER;
pub use file_template::FILE_TEMPLATE;
pub use fixed_variable::FIXED_VARIABLE;
pub use foreign_volumes::FOREIGN_VOLUMES;
pub use generic_resource::GENERIC_RESOURCE;
pub use global_job::GLOBAL_JOB;
pub use global_volume::GLOBAL_VOLUME;
pub use gpu_count::GPU_COUNT;
pub use hook_attribute::HOOK_ATTRIBUTE;
pub use host_gateway::HOST_GATEWAY;
pub use host_left::HOST_LEFT;
pub use host_namespace::HOST_NAMESPACE;
pub use host_path::HOST_PATH;
pub use host_port::HOST_PORT;
pub use host_renamed::HOST_RENAMED;
pub use hostname::HOSTNAME;
pub use idle_dependency::IDLE_DEPENDENCY;
pub use image_config::IMAGE_CONFIG;
pub use image_healthcheck::IMAGE_HEALTHCHECK;
pub use inferred_port::INFERRED_PORT;
pub use init_one_shot::INIT_ONE_SHOT;
pub use init_process::INIT_PROCESS;
pub use inside_only::INSIDE_ONLY;
pub use invalid_annotation::ANNOTATION;
pub use invalid_combination::COMBINATION;
pub use invalid_label::LABEL;
pub use invalid_name::INVALID_NAME;
pub use invalid_value::VALUE;
pub use kompose_different::KOMPOSE_DIFFERENT;
pub use kompose_idle::KOMPOSE_IDLE;
pub use kompose_label::KOMPOSE_LABEL;
pub use kompose_overruled::KOMPOSE_OVERRULED;
pub use kompose_spelling::KOMPOSE_SPELLING;
pub use kompose_unknown::KOMPOSE_UNKNOWN;
pub use kompose_value::KOMPOSE_VALUE;
pub use level_refused::LEVEL_REFUSED;
pub use limit_requested::LIMIT_REQUESTED;
pub use lost_annotation::LOST_ANNOTATION;
pub use machine_host::MACHINE_HOST;
pub use manager_node::MANAGER_NODE;
pub use max_replicas_per_node::MAX_REPLICAS_PER_NODE;
pub use missing_field::MISSING;
pub use mount_kind::MOUNT_KIND;
pub use mount_option::MOUNT_OPTION;
pub use named_group::NAMED_GROUP;
pub use named_user::NAMED_USER;
pub use needless::NEEDLESS;
pub use network_driver::NETWORK_DRIVER;
pub use network_policy::NETWORK_POLICY;
pub use no_image::NO_IMAGE;
pub use no_namespace::NO_NAMESPACE;
pub use node_label::NODE_LABEL;
pub use node_namespace::NODE_NAMESPACE;
pub use node_port_range::NODE_PORT_RANGE;
pub use node_setting::NODE_SETTING;
pub use not_http::NOT_HTTP;
pub use older_server::OLDER_SERVER;
pub use one_shot::ONE_SHOT;
pub use option_value::OPTION_VALUE;
pub use outside::OUTSIDE;
pub use patch_refused::PATCH_REFUSED;
pub use patch_without_target::PATCH_WITHOUT_TARGET;
pub use placement::PLACEMENT;
pub use platform::PLATFORM;
pub use pod_address::POD_ADDRESS;
pub use pod_volume::POD_VOLUME;
pub use provided::PROVIDED;
pub use proxy_label::PROXY_LABEL;
pub use pull_policy::PULL_POLICY;
pub use renamed::RENAMED;
pub use reservation_over_limit::RESERVATION_OVER_LIMIT;
pub use restart_policy::RESTART_POLICY;
pub use restart_timing::RESTART_TIMING;
pub use restarted::RESTARTED;
pub use route_tls::ROUTE_TLS;
pub use runtime::RUNTIME;
pub use security_opt::SECURITY_OPT;
pub use seeded_volume::SEEDED_VOLUME;
pub use shared_pod::SHARED_POD;
pub use shared_volume::SHARED_VOLUME;
pub use source_tree::SOURCE_TREE;
pub use stop_signal::STOP_SIGNAL;
pub use too_large::TOO_LARGE;
pub use unknown_container::UNKNOWN_CONTAINER;
pub use unknown_user::UNKNOWN_USER;
pub use unsafe_sysctl::UNSAFE_SYSCTL;
pub use unset_variable::UNSET_VARIABLE;
pub use update_config::UPDATE_CONFIG;
pub use volume_driver::VOLUME_DRIVER;
pub use volume_label::VOLUME_LABEL;
pub use volume_owner::VOLUME_OWNER;
pub use wait_impossible::WAIT_IMPOSSIBLE;
pub use windows::WINDOWS;

use compose_model::diagnostic::Rule;

/// All rules of this back end, by code.
#[rustfmt::skip]
pub const RULES: &[&Rule] = &[
    &OPTION_VALUE, // K0100
    &RENAMED, // K0101
    &HOST_RENAMED, // K0102
    &HOST_LEFT, // K0103
    &ALIAS, // K0120
    &NO_NAMESPACE, // K0121
    &UNKNOWN_CONTAINER, // K0201
    &ONE_SHOT, // K0202
    &GLOBAL_JOB, // K0203
    &INIT_ONE_SHOT, // K0204
    &DEPENDENCY_RESTART, // K0205
    &DEPENDENCY_WITHOUT_HEALTHCHECK, // K0206
    &IDLE_DEPENDENCY, // K0207
    &WAIT_IMPOSSIBLE, // K0208
    &SHARED_POD, // K0209
    &HOST_NAMESPACE, // K0210
    &RESTART_POLICY, // K0211
    &RESTART_TIMING, // K0212
    &UPDATE_CONFIG, // K0213
    &MANAGER_NODE, // K0214
    &PLACEMENT, // K0215
    &MAX_REPLICAS_PER_NODE, // K0216
    &PLATFORM, // K0217
    &CLEARED_ENTRYPOINT, // K0218
    &STOP_SIGNAL, // K0219
    &HOOK_ATTRIBUTE, // K0220
    &HOSTNAME, // K0221
    &INIT_PROCESS, // K0222
    &DISABLED_SERVICE, // K0223
    &RUNTIME, // K0224
    &NODE_LABEL, // K0225
    &OLDER_SERVER, // K0226
    &RESTARTED, // K0227
    &INFERRED_PORT, // K0301
    &EXTRA_HOST, // K0311
    &HOST_GATEWAY, // K0312
    &DNS_SERVERS, // K0313
    &HOST_PORT, // K0314
    &INSIDE_ONLY, // K0315
    &NODE_PORT_RANGE, // K0316
    &OUTSIDE, // K0317
    &NETWORK_POLICY, // K0318
    &POD_ADDRESS, // K0319
    &NETWORK_DRIVER, // K0320
    &EXTERNAL_LINK, // K0321
    &NOT_HTTP, // K0322
    &MACHINE_HOST, // K0323
    &PROXY_LABEL, // K0324
    &ROUTE_TLS, // K0325
    &BIND_CLAIM, // K0401
    &BIND_FILES, // K0402
    &SOURCE_TREE, // K0403
    &BIND_MISSING, // K0404
    &BIND_UNREADABLE, // K0405
    &BIND_TOO_LARGE, // K0406
    &BIND_REFUSED, // K0407
    &ENGINE_SOCKET, // K0408
    &HOST_PATH, // K0409
    &MOUNT_KIND, // K0410
    &MOUNT_OPTION, // K0411
    &ANONYMOUS_VOLUME, // K0412
    &EXTERNAL_VOLUME, // K0413
    &VOLUME_DRIVER, // K0414
    &VOLUME_LABEL, // K0415
    &SHARED_VOLUME, // K0416
    &GLOBAL_VOLUME, // K0417
    &SEEDED_VOLUME, // K0418
    &VOLUME_OWNER, // K0419
    &FOREIGN_VOLUMES, // K0420
    &CREDENTIAL, // K0501
    &FILE_MISSING, // K0502
    &FILE_OWNER, // K0503
    &FILE_GROUP, // K0504
    &FILE_TEMPLATE, // K0505
    &EXTERNAL_FILE, // K0506
    &UNSET_VARIABLE, // K0507
    &IMAGE_HEALTHCHECK, // K0601
    &CPU_SHARES, // K0602
    &GENERIC_RESOURCE, // K0603
    &NODE_SETTING, // K0604
    &RESERVATION_OVER_LIMIT, // K0605
    &DEVICE_REQUEST, // K0606
    &GPU_COUNT, // K0607
    &NAMED_GROUP, // K0608
    &NAMED_USER, // K0609
    &SECURITY_OPT, // K0610
    &UNSAFE_SYSCTL, // K0611
    &DEVICE, // K0612
    &NODE_NAMESPACE, // K0613
    &LIMIT_REQUESTED,
    &LEVEL_REFUSED, // K0650
    &UNKNOWN_USER, // K0651
    &BUILT_IMAGE, // K0701
    &NO_IMAGE, // K0702
    &PULL_POLICY, // K0703
    &IMAGE_CONFIG, // K0704
    &LOST_ANNOTATION, // K0801
    &DEVELOPMENT, // K0802
    &WINDOWS, // K0803
    &PROVIDED, // K0804
    &EXTENSION, // K0805
    &NEEDLESS, // K0806
    &EXTENSION_KEY, // K0810
    &EXTENSION_VALUE, // K0811
    &EXTENSION_WITHOUT_EFFECT, // K0812
    &EXTENSION_INCOMPLETE, // K0813
    &PATCH_WITHOUT_TARGET, // K0814
    &PATCH_REFUSED, // K0815
    &EXTRA_OBJECT, // K0816
    &POD_VOLUME, // K0817
    &AUTOSCALING_REQUEST, // K0818
    &ENGINE_SOCKET_MOUNTED, // K0819
    &KOMPOSE_LABEL, // K0830
    &KOMPOSE_UNKNOWN, // K0831
    &KOMPOSE_SPELLING, // K0832
    &KOMPOSE_VALUE, // K0833
    &KOMPOSE_OVERRULED, // K0834
    &KOMPOSE_DIFFERENT, // K0835
    &KOMPOSE_IDLE, // K0836
    &FIXED_VARIABLE, // K0840
    &INVALID_NAME, // K0901
    &LABEL, // K0902
    &ANNOTATION, // K0903
    &TOO_LARGE, // K0904
    &DUPLICATE, // K0905
    &VALUE, // K0906
    &COMBINATION, // K0907
    &MISSING, // K0908
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_names_are_unique_and_sorted() {
        assert!(RULES.windows(2).all(|pair| pair[0].code < pair[1].code));
        let mut names: Vec<_> = RULES.iter().map(|rule| rule.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), RULES.len());
    }
}
