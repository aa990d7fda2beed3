//! What the first letters of codes stand for.

use compose_model::diagnostic::Rule;

/// The areas of codes, sorted.
const AREAS: &[(&str, &str)] = &[
    ("C01", "Loading: files and YAML"),
    ("C02", "Loading: variables and env files"),
    ("C03", "Loading: keys and types"),
    ("C04", "Loading: values"),
    ("C05", "Loading: include, extends and merge"),
    ("C06", "Loading: consistency"),
    ("C07", "Loading: what is probably not meant"),
    ("C08", "Policies"),
    ("C09", "Images and locks"),
    ("K01", "Kubernetes: names"),
    ("K02", "Kubernetes: workloads and their order"),
    ("K03", "Kubernetes: network and exposure"),
    ("K04", "Kubernetes: volumes and binds"),
    ("K05", "Kubernetes: environment, configs and secrets"),
    ("K06", "Kubernetes: health, resources and security"),
    ("K07", "Kubernetes: images"),
    ("K08", "Kubernetes: other attributes"),
    ("K09", "Kubernetes: what the API server would refuse"),
    ("S01", "Swarm: names"),
    ("S02", "Swarm: workloads and their order"),
    ("S03", "Swarm: network and ports"),
    ("S04", "Swarm: volumes"),
    ("S05", "Swarm: environment, configs and secrets"),
    ("S06", "Swarm: health, resources and security"),
    ("S07", "Swarm: images"),
    ("S08", "Swarm: other attributes"),
];

/// The title of the area of a rule; where nobody gave it one, the letters themselves.
pub(crate) fn title(rule: &Rule) -> &'static str {
    let prefix = rule.code.get(..3).unwrap_or(rule.code);
    let found = AREAS.iter().find(|(area, _)| *area == prefix);
    found.map_or(prefix, |(_, title)| title)
}
