//! `services.*`.

use super::build::BUILD;
use super::common::{
    COMMAND, EXTRA_HOSTS, LIST_OF_STRINGS, LIST_OR_DICT, STRING_OR_LIST, UNIQUE_NUMBERS_OR_STRINGS,
    UNIQUE_STRINGS,
};
use super::deploy::DEPLOY;
use super::develop::DEVELOP;
use super::hook::{HOOKS, PRE_START_HOOKS};
use super::network::SERVICE_NETWORKS;
use super::resource::{BLKIO, DEVICE_MAPPINGS, FILE_REFERENCES, GPUS, ULIMITS};
use super::service_lists::{
    CREDENTIAL_SPEC, DEPENDS_ON, ENV_FILE, EXTENDS, HEALTHCHECK, LABEL_FILE, LOGGING, PORTS,
    PROVIDER, SERVICE_MODELS, STORAGE_OPT,
};
use super::shape::{Form, MapShape, Shape};
use super::volume::MOUNTS;

static CONTAINER_NAME: Form = Form {
    pattern: "[a-zA-Z0-9][a-zA-Z0-9_.-]+",
    meaning: "at least two letters, digits, `_`, `.` or `-`, the first a letter or digit",
    matches: |text| {
        let follows = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'-');
        text.as_bytes().windows(2).any(|pair| pair[0].is_ascii_alphanumeric() && follows(pair[1]))
    },
};

static PULL_POLICY: Form = Form {
    pattern: "always|never|build|if_not_present|missing|refresh|daily|weekly|every_([0-9]+[wdhms])+",
    meaning: "`always`, `never`, `missing`, `build`, `daily`, `weekly` or `every_` and a time such as `12h`",
    matches: |text| {
        let words =
            ["always", "never", "build", "if_not_present", "missing", "refresh", "daily", "weekly"];
        words.iter().any(|word| text.contains(word)) || has_interval(text)
    },
};

/// Whether `every_` stands before a number with a unit.
fn has_interval(text: &str) -> bool {
    text.match_indices("every_").any(|(at, word)| {
        let rest = &text[at + word.len()..];
        let unit = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        unit.len() < rest.len() && unit.starts_with(['w', 'd', 'h', 'm', 's'])
    })
}

/// A service.
pub(super) static SERVICE: MapShape = MapShape::of(&[
    ("annotations", LIST_OR_DICT),
    ("attach", Shape::BOOLEAN_OR_STRING),
    ("blkio_config", Shape::map(&BLKIO)),
    ("build", BUILD),
    ("cap_add", Shape::list(&UNIQUE_STRINGS)),
    ("cap_drop", Shape::list(&UNIQUE_STRINGS)),
    ("cgroup", Shape::one_of(&["host", "private"])),
    ("cgroup_parent", Shape::STRING),
    ("command", COMMAND),
    ("configs", Shape::list(&FILE_REFERENCES)),
    ("container_name", Shape::form(&CONTAINER_NAME)),
    ("cpu_count", Shape::range_or_string(Some(0), None)),
    ("cpu_percent", Shape::range_or_string(Some(0), Some(100))),
    ("cpu_period", Shape::NUMBER_OR_STRING),
    ("cpu_quota", Shape::NUMBER_OR_STRING),
    ("cpu_rt_period", Shape::NUMBER_OR_STRING),
    ("cpu_rt_runtime", Shape::NUMBER_OR_STRING),
    ("cpu_shares", Shape::NUMBER_OR_STRING),
    ("cpus", Shape::NUMBER_OR_STRING),
    ("cpuset", Shape::STRING),
    ("credential_spec", Shape::map(&CREDENTIAL_SPEC)),
    ("depends_on", DEPENDS_ON),
    ("deploy", DEPLOY),
    ("develop", DEVELOP),
    ("device_cgroup_rules", LIST_OF_STRINGS),
    ("devices", Shape::list(&DEVICE_MAPPINGS)),
    ("dns", STRING_OR_LIST),
    ("dns_opt", Shape::list(&UNIQUE_STRINGS)),
    ("dns_search", STRING_OR_LIST),
    ("domainname", Shape::STRING),
    ("entrypoint", COMMAND),
    ("env_file", ENV_FILE),
    ("environment", LIST_OR_DICT),
    ("expose", Shape::list(&UNIQUE_NUMBERS_OR_STRINGS)),
    ("extends", EXTENDS),
    ("external_links", Shape::list(&UNIQUE_STRINGS)),
    ("extra_hosts", EXTRA_HOSTS),
    ("gpus", GPUS),
    ("group_add", Shape::list(&UNIQUE_NUMBERS_OR_STRINGS)),
    ("healthcheck", Shape::map(&HEALTHCHECK)),
    ("hostname", Shape::STRING),
    ("image", Shape::STRING),
    ("init", Shape::BOOLEAN_OR_STRING),
    ("ipc", Shape::STRING),
    ("isolation", Shape::STRING),
    ("label_file", LABEL_FILE),
    ("labels", LIST_OR_DICT),
    ("links", Shape::list(&UNIQUE_STRINGS)),
    ("logging", Shape::map(&LOGGING)),
    ("mac_address", Shape::STRING),
    ("mem_limit", Shape::NUMBER_OR_STRING),
    ("mem_reservation", Shape::INTEGER_OR_STRING),
    ("mem_swappiness", Shape::INTEGER_OR_STRING),
    ("memswap_limit", Shape::NUMBER_OR_STRING),
    ("models", SERVICE_MODELS),
    ("network_mode", Shape::STRING),
    ("networks", SERVICE_NETWORKS),
    ("oom_kill_disable", Shape::BOOLEAN_OR_STRING),
    ("oom_score_adj", Shape::range_or_string(Some(-1000), Some(1000))),
    ("pid", Shape::STRING.or_null()),
    ("pids_limit", Shape::NUMBER_OR_STRING),
    ("platform", Shape::STRING),
    ("ports", Shape::list(&PORTS)),
    ("post_start", Shape::list(&HOOKS)),
    ("pre_start", Shape::list(&PRE_START_HOOKS)),
    ("pre_stop", Shape::list(&HOOKS)),
    ("privileged", Shape::BOOLEAN_OR_STRING),
    ("profiles", LIST_OF_STRINGS),
    ("provider", Shape::map(&PROVIDER)),
    ("pull_policy", Shape::form(&PULL_POLICY)),
    ("pull_refresh_after", Shape::STRING),
    ("read_only", Shape::BOOLEAN_OR_STRING),
    ("restart", Shape::STRING),
    ("runtime", Shape::STRING),
    ("scale", Shape::INTEGER_OR_STRING),
    ("secrets", Shape::list(&FILE_REFERENCES)),
    ("security_opt", Shape::list(&UNIQUE_STRINGS)),
    ("shm_size", Shape::NUMBER_OR_STRING),
    ("stdin_open", Shape::BOOLEAN_OR_STRING),
    ("stop_grace_period", Shape::STRING),
    ("stop_signal", Shape::STRING),
    ("storage_opt", Shape::map(&STORAGE_OPT)),
    ("sysctls", LIST_OR_DICT),
    ("tmpfs", STRING_OR_LIST),
    ("tty", Shape::BOOLEAN_OR_STRING),
    ("ulimits", Shape::map(&ULIMITS)),
    ("use_api_socket", Shape::BOOLEAN),
    ("user", Shape::STRING),
    ("userns_mode", Shape::STRING),
    ("uts", Shape::STRING),
    ("volumes", Shape::list(&MOUNTS)),
    ("volumes_from", Shape::list(&UNIQUE_STRINGS)),
    ("working_dir", Shape::STRING),
]);
