//! The values of labels, which are texts. Each reader says what it takes where a text is something
//! else.

use compose_model::types::duration::Duration;
use compose_model::types::shell_words;

use crate::extension::values::MemoryTarget;
use crate::extension::volume::{Quantity, SubPath};
use crate::extension::words::{ConcurrencyPolicy, Kind, PullPolicy, ServiceType, TrafficPolicy};
use crate::quantity;

type Read<T> = Result<T, String>;

/// One of a few words, in any case.
fn word<T: Copy>(text: &str, words: &[(&str, T)]) -> Read<T> {
    let found = words.iter().find(|(word, _)| word.eq_ignore_ascii_case(text.trim()));
    found.map(|(_, value)| *value).ok_or_else(|| {
        let words: Vec<String> = words.iter().map(|(word, _)| format!("`{word}`")).collect();
        format!("one of {}", words.join(", "))
    })
}

#[allow(clippy::unnecessary_wraps, reason = "all readers have one form")]
pub(super) fn text(text: &str) -> Read<String> {
    Ok(text.trim().to_owned())
}

pub(super) fn truth(text: &str) -> Read<bool> {
    word(text, &[("true", true), ("false", false), ("1", true), ("0", false)])
        .map_err(|_| "`true` or `false`".to_owned())
}

pub(super) fn number(text: &str) -> Read<i32> {
    let number = text.trim().parse().ok().filter(|number| *number >= 0);
    number.ok_or_else(|| "a whole number that is not negative".to_owned())
}

pub(super) fn group(text: &str) -> Read<i64> {
    let number = text.trim().parse().ok().filter(|number| *number >= 0);
    number.ok_or_else(|| "the number of a group".to_owned())
}

pub(super) fn port(text: &str) -> Read<i32> {
    let number = text.trim().parse::<u16>().ok().filter(|number| *number > 0);
    number.map(i32::from).ok_or_else(|| "a port from 1 to 65535".to_owned())
}

pub(super) fn percent(text: &str) -> Read<i32> {
    let number = text.trim().trim_end_matches('%').trim_end().parse().ok();
    number.filter(|number| *number > 0).ok_or_else(|| "a percentage".to_owned())
}

/// Kompose reads a percentage; its guide has quantities, too.
pub(super) fn memory(text: &str) -> Read<MemoryTarget> {
    if let Ok(percent) = percent(text) {
        return Ok(MemoryTarget::Percent(percent));
    }
    let quantity = size(text).map_err(|_| "a percentage or a quantity such as `512Mi`")?;
    Ok(MemoryTarget::Each(quantity.0))
}

pub(super) fn size(text: &str) -> Read<Quantity> {
    let text = text.trim();
    let valid = quantity::thousandths(text).is_some_and(|it| it > 0);
    valid.then(|| Quantity(text.to_owned())).ok_or_else(|| "a quantity such as `10Gi`".to_owned())
}

/// A folder of a claim. One from the top is meant where there is a slash before it.
pub(super) fn folder(text: &str) -> Read<SubPath> {
    let folder = text.trim().trim_matches('/');
    if folder.is_empty() || folder.split('/').any(|part| part == "..") {
        return Err("a path without `..`".to_owned());
    }
    Ok(SubPath::Folder(folder.to_owned()))
}

pub(super) fn duration(text: &str) -> Read<Duration> {
    text.trim().parse().map_err(|_| "a duration such as `30s`".to_owned())
}

pub(super) fn service_type(text: &str) -> Read<ServiceType> {
    let words = [
        ("clusterip", ServiceType::ClusterIP),
        ("nodeport", ServiceType::NodePort),
        ("loadbalancer", ServiceType::LoadBalancer),
        ("headless", ServiceType::Headless),
    ];
    word(text, &words)
}

pub(super) fn traffic_policy(text: &str) -> Read<TrafficPolicy> {
    word(text, &[("cluster", TrafficPolicy::Cluster), ("local", TrafficPolicy::Local)])
}

/// The kind of workload, and whether it is one that nobody should use any more.
pub(super) fn controller(text: &str) -> Read<(Kind, bool)> {
    let words = [
        ("deployment", (Kind::Deployment, false)),
        ("daemonset", (Kind::DaemonSet, false)),
        ("statefulset", (Kind::StatefulSet, false)),
        ("replicationcontroller", (Kind::Deployment, true)),
    ];
    word(text, &words).map_err(|_| "`deployment`, `daemonset` or `statefulset`".to_owned())
}

pub(super) fn pull_policy(text: &str) -> Read<PullPolicy> {
    let words = [
        ("Always", PullPolicy::Always),
        ("IfNotPresent", PullPolicy::IfNotPresent),
        ("Never", PullPolicy::Never),
    ];
    word(text, &words)
}

pub(super) fn concurrency_policy(text: &str) -> Read<ConcurrencyPolicy> {
    let words = [
        ("Allow", ConcurrencyPolicy::Allow),
        ("Forbid", ConcurrencyPolicy::Forbid),
        ("Replace", ConcurrencyPolicy::Replace),
    ];
    word(text, &words)
}

/// What holds the data of volumes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum VolumeKind {
    Claim,
    EmptyDir,
    HostPath,
    ConfigMap,
}

pub(super) fn volume_kind(text: &str) -> Read<VolumeKind> {
    let words = [
        ("persistentVolumeClaim", VolumeKind::Claim),
        ("emptyDir", VolumeKind::EmptyDir),
        ("hostPath", VolumeKind::HostPath),
        ("configMap", VolumeKind::ConfigMap),
    ];
    word(text, &words)
}

/// The words of a command: a list as JSON has it, words between commas, or a command line.
pub(super) fn command(text: &str) -> Read<Vec<String>> {
    let text = text.trim();
    if text.starts_with('[') {
        return list(text);
    }
    let between_commas = text.contains(',') && !text.contains(char::is_whitespace);
    let words =
        if between_commas { text.split(',').map(str::to_owned).collect() } else { line(text)? };
    if words.is_empty() { Err("a command".to_owned()) } else { Ok(words) }
}

/// What a probe runs; `None` switches the probe off.
pub(super) fn test(text: &str) -> Read<Option<Vec<String>>> {
    let text = text.trim();
    let shell = |line: &str| Some(["/bin/sh", "-c", line].map(str::to_owned).to_vec());
    if text.starts_with('[') {
        let words = list(text)?;
        return match words.split_first() {
            Some((first, _)) if first == "NONE" => Ok(None),
            Some((first, rest)) if first == "CMD" && !rest.is_empty() => Ok(Some(rest.to_vec())),
            Some((first, rest)) if first == "CMD-SHELL" => Ok(shell(&rest.join(" "))),
            _ => Err("a list that begins with `CMD`, `CMD-SHELL` or `NONE`".to_owned()),
        };
    }
    let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    match first {
        "NONE" => Ok(None),
        "CMD" => line(rest.trim()).map(Some),
        "CMD-SHELL" => Ok(shell(rest.trim())),
        _ => Ok(shell(text)),
    }
}

fn list(text: &str) -> Read<Vec<String>> {
    serde_json::from_str(text).map_err(|_| "a list such as `[\"echo\", \"hi\"]`".to_owned())
}

fn line(text: &str) -> Read<Vec<String>> {
    match shell_words::split(text) {
        Ok(words) if words.dropped.is_none() && !words.words.is_empty() => Ok(words.words),
        _ => Err("a command without `;`, `|` and the like, or one after `CMD-SHELL`".to_owned()),
    }
}
