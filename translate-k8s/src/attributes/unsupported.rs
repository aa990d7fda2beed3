//! Reporting attributes by what they are: a value, a list or a map.
//!
//! One rule serves many attributes; what to do about some of them is their own.

use compose_model::diagnostic::{Diagnostic, Rule, Severity};
use compose_model::model::{Extensions, List, Map};
use compose_model::{Origin, Spanned};

use crate::context::Cx;
use crate::rules;

/// Reports attributes below one key of the model.
pub(super) struct Report<'r, 'a> {
    key: String,
    cx: &'r mut Cx<'a>,
}

impl<'r, 'a> Report<'r, 'a> {
    /// Reports attributes below `key`.
    pub(super) fn new(key: String, cx: &'r mut Cx<'a>) -> Self {
        Self { key, cx }
    }

    /// The same below a further key.
    pub(super) fn below(&mut self, key: &str) -> Report<'_, 'a> {
        Report { key: format!("{}.{key}", self.key), cx: self.cx }
    }

    /// Reports an attribute if it has an origin.
    pub(super) fn found(&mut self, rule: &'static Rule, attribute: &str, origin: Option<&Origin>) {
        let Some(origin) = origin else { return };
        let message = format!("`{attribute}` is left out: it has no counterpart in Kubernetes");
        self.because(rule, rule.severity, attribute, message, origin);
    }

    /// Reports an attribute with a message and a severity of its own.
    pub(super) fn because(
        &mut self,
        rule: &'static Rule,
        severity: Severity,
        attribute: &str,
        message: String,
        origin: &Origin,
    ) {
        let mut finding = Diagnostic::new(rule, message)
            .at(origin.place(), "")
            .subject(format!("{}.{attribute}", self.key));
        finding.severity = severity;
        // The rule says what to do about what it usually is.
        let help = || advice(attribute).map_or_else(|| rule.hint(), str::to_owned);
        self.cx.report(if severity == rule.severity { finding.help(help()) } else { finding });
    }

    /// Reports an attribute if it is there.
    pub(super) fn maybe<T>(
        &mut self,
        rule: &'static Rule,
        attribute: &str,
        value: Option<&Spanned<T>>,
    ) {
        self.found(rule, attribute, value.map(|value| &value.origin));
    }

    /// Reports a list with each of its items.
    pub(super) fn list<T>(&mut self, rule: &'static Rule, attribute: &str, values: &List<T>) {
        for (at, value) in values.iter().enumerate() {
            self.found(rule, &format!("{attribute}[{at}]"), Some(&value.origin));
        }
    }

    /// Reports a map with each of its keys.
    pub(super) fn map<T>(&mut self, rule: &'static Rule, attribute: &str, values: &Map<T>) {
        self.other_keys(rule, attribute, values, &[]);
    }

    /// Reports the keys of a map that are not among those that are translated.
    pub(super) fn other_keys<T>(
        &mut self,
        rule: &'static Rule,
        attribute: &str,
        values: &Map<T>,
        translated: &[&str],
    ) {
        for (key, value) in values.iter().filter(|(key, _)| !translated.contains(&key.as_str())) {
            self.found(rule, &format!("{attribute}.{key}"), Some(&value.origin));
        }
    }

    /// Reports the extension that is meant for this back end and not understood here.
    pub(super) fn extensions(&mut self, extensions: &Extensions) {
        let Some(node) = extensions.get("x-k8s") else { return };
        let (rule, message) = (&rules::EXTENSION, "`x-k8s` is left out: it means nothing here");
        self.because(rule, rule.severity, "x-k8s", message.to_owned(), &node.origin);
    }
}

/// What to do about an attribute where its rule has only something general to say.
fn advice(attribute: &str) -> Option<&'static str> {
    let name = attribute.split(['.', '[']).next()?;
    Some(match name {
        "develop" => "build and push the image again after a change",
        "blkio_config" | "cgroup" | "cgroup_parent" | "cpu_rt_period" | "cpu_rt_runtime" => {
            "set it in the configuration of the nodes, or remove it"
        }
        "cpu_count" | "cpu_percent" => "limit the processors with `cpus`",
        "cpuset" => "use the kubelet's static CPU manager, and whole numbers of `cpus`",
        "device_cgroup_rules" => "install a device plugin for the device",
        "mem_swappiness" | "memswap_limit" => "set `memorySwap` in the kubelet's configuration",
        "oom_kill_disable" | "oom_score_adj" => {
            "reserve as much memory as the limit: the kernel then ends the process late"
        }
        "priority" | "gw_priority" | "interface_name" => {
            "remove it: a pod has one interface, whatever networks it is in"
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn advice_is_for_the_attribute_and_not_for_its_parts() {
        assert_eq!(advice("device_cgroup_rules[0]"), advice("device_cgroup_rules"));
        assert!(advice("device_cgroup_rules[0]").is_some());
        assert_ne!(advice("develop"), advice("cpuset"));
        assert_eq!(advice("ulimits.cpuset"), None);
    }
}
