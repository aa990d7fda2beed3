//! What a string must become because of the place where it stands.
//!
//! A variable's value is always text, but some attributes are numbers or truth values. The reference
//! loader casts strings at these paths, whether they held variables or not, and leaves all others to
//! the decoder.

use std::sync::LazyLock;

use crate::load::pattern::{Cursor, PatternTree};
use crate::types::{boolean, number};
use crate::yaml::{Number, Scalar};

/// What a string is cast to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cast {
    /// A truth value.
    Bool,
    /// An integer.
    Int,
    /// A number of single precision.
    Float32,
    /// A number of double precision.
    Float64,
}

/// A value that was cast, and whether it was one of the words for truth values that YAML 1.2 dropped.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Casted {
    /// The value.
    pub(super) value: Scalar,
    /// Whether to warn of the word.
    pub(super) is_legacy_word: bool,
}

/// The casts, from the root of a document.
pub(super) fn cursor() -> Cursor<'static, Cast> {
    static TREE: LazyLock<PatternTree<Cast>> = LazyLock::new(|| PatternTree::new(PATHS));
    TREE.cursor()
}

#[rustfmt::skip]
const PATHS: [(&str, Cast); 42] = [
    ("configs.*.external", Cast::Bool),
    ("networks.*.attachable", Cast::Bool),
    ("networks.*.enable_ipv4", Cast::Bool),
    ("networks.*.enable_ipv6", Cast::Bool),
    ("networks.*.external", Cast::Bool),
    ("networks.*.internal", Cast::Bool),
    ("secrets.*.external", Cast::Bool),
    ("services.*.cpu_count", Cast::Int),
    ("services.*.cpu_percent", Cast::Float64),
    ("services.*.cpu_period", Cast::Int),
    ("services.*.cpu_quota", Cast::Int),
    ("services.*.cpu_rt_period", Cast::Int),
    ("services.*.cpu_rt_runtime", Cast::Int),
    ("services.*.cpu_shares", Cast::Int),
    ("services.*.cpus", Cast::Float32),
    ("services.*.depends_on.*.required", Cast::Bool),
    ("services.*.depends_on.*.restart", Cast::Bool),
    ("services.*.deploy.placement.max_replicas_per_node", Cast::Int),
    ("services.*.deploy.replicas", Cast::Int),
    ("services.*.deploy.restart_policy.max_attempts", Cast::Int),
    ("services.*.deploy.rollback_config.max_failure_ratio", Cast::Float64),
    ("services.*.deploy.rollback_config.parallelism", Cast::Int),
    ("services.*.deploy.update_config.max_failure_ratio", Cast::Float64),
    ("services.*.deploy.update_config.parallelism", Cast::Int),
    ("services.*.healthcheck.disable", Cast::Bool),
    ("services.*.healthcheck.retries", Cast::Int),
    ("services.*.init", Cast::Bool),
    ("services.*.oom_kill_disable", Cast::Bool),
    ("services.*.oom_score_adj", Cast::Int),
    ("services.*.pids_limit", Cast::Int),
    ("services.*.ports.[].target", Cast::Int),
    ("services.*.privileged", Cast::Bool),
    ("services.*.read_only", Cast::Bool),
    ("services.*.scale", Cast::Int),
    ("services.*.stdin_open", Cast::Bool),
    ("services.*.tty", Cast::Bool),
    ("services.*.ulimits.*", Cast::Int),
    ("services.*.ulimits.*.hard", Cast::Int),
    ("services.*.ulimits.*.soft", Cast::Int),
    ("services.*.volumes.[].read_only", Cast::Bool),
    ("services.*.volumes.[].volume.nocopy", Cast::Bool),
    ("volumes.*.external", Cast::Bool),
];

impl Cast {
    /// A value, for help.
    pub(super) fn example(self) -> &'static str {
        match self {
            Self::Bool => "false",
            Self::Int | Self::Float32 | Self::Float64 => "1",
        }
    }

    /// What to write.
    pub(super) fn meaning(self) -> &'static str {
        match self {
            Self::Bool => "write `true` or `false`",
            Self::Int => "write a whole number",
            Self::Float32 | Self::Float64 => "write a number, such as `0.5`",
        }
    }

    /// What the text becomes, or what is wrong with it.
    pub(super) fn apply(self, text: &str) -> Result<Casted, String> {
        let mut is_legacy_word = false;
        let value = match self {
            Self::Bool => {
                let boolean = boolean::parse(text).map_err(|error| error.to_string())?;
                is_legacy_word = boolean.is_legacy_word;
                Scalar::Bool(boolean.value)
            }
            Self::Int => Scalar::Number(Number::Int(
                number::parse_int(text).map_err(|error| error.to_string())?,
            )),
            Self::Float64 => Scalar::Number(Number::Float(
                number::parse_float(text).map_err(|error| error.to_string())?,
            )),
            Self::Float32 => Scalar::Number(Number::Float(
                number::parse_float32(text).map_err(|error| error.to_string())?.into(),
            )),
        };
        Ok(Casted { value, is_legacy_word })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn casts() {
        let value = |cast: Cast, text: &str| cast.apply(text).map(|casted| casted.value);
        assert_eq!(value(Cast::Int, "-5"), Ok(Scalar::Number(Number::Int(-5))));
        assert_eq!(value(Cast::Float64, "0.5"), Ok(Scalar::Number(Number::Float(0.5))));
        let single = f64::from(0.1f32);
        assert_eq!(value(Cast::Float32, "0.1"), Ok(Scalar::Number(Number::Float(single))));
        assert_eq!(value(Cast::Bool, "TRUE"), Ok(Scalar::Bool(true)));
        assert!(Cast::Bool.apply("yes").is_ok_and(|casted| casted.is_legacy_word));
        assert_eq!(value(Cast::Int, "0x10"), Err("`0x10` is not an integer".to_owned()));
        assert_eq!(value(Cast::Int, ""), Err("empty text is not an integer".to_owned()));
    }

    #[test]
    fn paths_reach_through_lists_and_maps() {
        let web = cursor().key("services").key("web");
        assert_eq!(web.key("ports").item().key("target").value(), Some(&Cast::Int));
        assert_eq!(web.key("ports").item().key("published").value(), None);
        assert_eq!(web.key("ulimits").key("nofile").value(), Some(&Cast::Int));
        assert_eq!(web.key("ulimits").key("nofile").key("soft").value(), Some(&Cast::Int));
        assert_eq!(cursor().key("networks").key("a").key("internal").value(), Some(&Cast::Bool));
    }
}
