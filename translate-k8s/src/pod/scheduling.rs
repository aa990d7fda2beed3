//! Where pods run: `deploy.placement` and `platform`.

mod constraint;

use std::collections::BTreeMap;

use compose_model::Spanned;
use compose_model::diagnostic::Diagnostic;
use compose_model::model::service::{Placement, Preference};
use k8s_openapi::api::core::v1::{
    Affinity, NodeAffinity, NodeSelector, NodeSelectorRequirement, NodeSelectorTerm, PodAffinity,
    PodAffinityTerm, PodAntiAffinity, PodSpec, TopologySpreadConstraint,
};
use k8s_openapi::apimachinery::pkg::apis::meta::v1::LabelSelector;

use self::constraint::Constraint;
use crate::context::Cx;
use crate::labels::Labels;
use crate::plan::{Member, PodPlan};
use crate::rules::{MANAGER_NODE, MAX_REPLICAS_PER_NODE, NODE_LABEL, PLACEMENT, PLATFORM};
use crate::trace::Trace;

/// The label by which nodes are told apart.
const HOSTNAME: &str = "kubernetes.io/hostname";

/// Sets affinities, node selector and spread. `together` are terms of pods that it must share a node
/// with.
pub(super) fn set(
    spec: &mut PodSpec,
    pod: &PodPlan<'_>,
    selector: &Labels,
    together: Vec<PodAffinityTerm>,
    trace: &mut Trace,
    cx: &mut Cx<'_>,
) {
    let mut requirements: Vec<NodeSelectorRequirement> = Vec::new();
    let mut spread: Vec<TopologySpreadConstraint> = Vec::new();
    let mut apart = false;
    let mut nodes: BTreeMap<String, String> = BTreeMap::new();
    for member in &pod.members {
        platform(member, &mut nodes, trace, cx);
        let placement = member.service.deploy.as_ref().and_then(|deploy| deploy.placement.as_ref());
        let Some(placement) = placement else { continue };
        let Placement { constraints, preferences, max_replicas_per_node, extensions: _ } =
            &placement.value;
        let key = format!("services.{}.deploy.placement", member.key);
        for (at, text) in constraints.iter().enumerate() {
            let key = format!("{key}.constraints[{at}]");
            match constraint::parse(text) {
                Constraint::Node(requirement) => {
                    let place =
                        "affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution";
                    trace.add(place, key.as_str(), &text.origin);
                    report_label(&requirement, member, text, &key, cx);
                    if !requirements.contains(&requirement) {
                        requirements.push(requirement);
                    }
                }
                Constraint::Role => cx.report(
                    Diagnostic::new(&MANAGER_NODE, format!("`{}` is left out", text.value))
                        .at(&text.origin, "")
                        .subject(key),
                ),
                Constraint::Unknown(why) => cx.report(
                    Diagnostic::new(&PLACEMENT, format!("`{}` {why}", text.value))
                        .at(&text.origin, "")
                        .subject(key),
                ),
            }
        }
        for (at, preference) in preferences.iter().enumerate() {
            let Preference { spread: over, extensions: _ } = &preference.value;
            let Some(over) = over else { continue };
            let key = format!("{key}.preferences[{at}].spread");
            if let Some(label) = constraint::node_label(over) {
                trace.add("topologySpreadConstraints", key, &over.origin);
                // Services that share a pod may wish for the same; the server refuses it twice.
                if spread.iter().all(|it| it.topology_key != label) {
                    spread.push(TopologySpreadConstraint {
                        label_selector: Some(matching(selector)),
                        max_skew: 1,
                        topology_key: label.to_owned(),
                        when_unsatisfiable: "ScheduleAnyway".to_owned(),
                        ..TopologySpreadConstraint::default()
                    });
                }
            } else {
                let message = format!("`{}` is not a label that Kubernetes nodes have", over.value);
                cx.report(Diagnostic::new(&PLACEMENT, message).at(&over.origin, "").subject(key));
            }
        }
        if let Some(max) = max_replicas_per_node.as_ref().filter(|max| max.value > 0) {
            let key = format!("{key}.max_replicas_per_node");
            if max.value == 1 {
                trace.add("affinity.podAntiAffinity", key, &max.origin);
                apart = true;
            } else {
                let message = format!("a limit of {} pods per node cannot be kept", max.value);
                cx.report(
                    Diagnostic::new(&MAX_REPLICAS_PER_NODE, message)
                        .at(&max.origin, "")
                        .subject(key),
                );
            }
        }
    }
    let affinity = Affinity {
        node_affinity: (!requirements.is_empty()).then(|| NodeAffinity {
            required_during_scheduling_ignored_during_execution: Some(NodeSelector {
                node_selector_terms: vec![NodeSelectorTerm {
                    match_expressions: Some(requirements),
                    ..NodeSelectorTerm::default()
                }],
            }),
            ..NodeAffinity::default()
        }),
        pod_affinity: (!together.is_empty()).then(|| PodAffinity {
            required_during_scheduling_ignored_during_execution: Some(together),
            ..PodAffinity::default()
        }),
        pod_anti_affinity: apart.then(|| PodAntiAffinity {
            required_during_scheduling_ignored_during_execution: Some(vec![PodAffinityTerm {
                label_selector: Some(matching(selector)),
                topology_key: HOSTNAME.to_owned(),
                ..PodAffinityTerm::default()
            }]),
            ..PodAntiAffinity::default()
        }),
    };
    spec.affinity = (affinity != Affinity::default()).then_some(affinity);
    spec.node_selector = (!nodes.is_empty()).then_some(nodes);
    spec.topology_spread_constraints = (!spread.is_empty()).then_some(spread);
}

/// Says which label a node must have before a service runs: those of a swarm are not there.
fn report_label(
    requirement: &NodeSelectorRequirement,
    member: &Member<'_>,
    constraint: &Spanned<String>,
    key: &str,
    cx: &mut Cx<'_>,
) {
    let is_asked = constraint.trim_start().to_ascii_lowercase().starts_with("node.labels.");
    if !is_asked || requirement.operator != "In" {
        return;
    }
    let value = requirement.values.iter().flatten().next().map_or("", String::as_str);
    let label = format!("{}={value}", requirement.key);
    let message = format!("`{}` runs only on nodes with the label `{label}`", member.key);
    cx.report(
        Diagnostic::new(&NODE_LABEL, message)
            .at(&constraint.origin, "")
            .help(format!("label nodes with `kubectl label node NODE {label}`"))
            .subject(key),
    );
}

fn matching(labels: &Labels) -> LabelSelector {
    LabelSelector { match_labels: Some(labels.clone()), ..LabelSelector::default() }
}

fn platform(
    member: &Member<'_>,
    nodes: &mut BTreeMap<String, String>,
    trace: &mut Trace,
    cx: &mut Cx<'_>,
) {
    let Some(platform) = &member.service.platform else { return };
    let key = format!("services.{}.platform", member.key);
    let mut parts = platform.split('/');
    let (first, arch, variant) = (parts.next().unwrap_or_default(), parts.next(), parts.next());
    // A single word is an operating system or an architecture.
    let (os, arch) = match (constraint::arch(first), arch) {
        (Some(arch), None) => (None, Some(arch)),
        (_, arch) => (Some(first), arch.and_then(constraint::arch)),
    };
    let os =
        os.map(str::to_ascii_lowercase).filter(|os| matches!(os.as_str(), "linux" | "windows"));
    if os.is_none() && arch.is_none() || variant.is_some_and(|it| it != "v8") {
        let message =
            format!("Kubernetes cannot choose nodes by the platform `{}`", platform.value);
        cx.report(
            Diagnostic::new(&PLATFORM, message).at(&platform.origin, "").subject(key.as_str()),
        );
    }
    for (label, value) in
        [("kubernetes.io/os", os), ("kubernetes.io/arch", arch.map(str::to_owned))]
    {
        if let Some(value) = value {
            trace.add(format_args!("nodeSelector.{label}"), key.as_str(), &platform.origin);
            nodes.insert(label.to_owned(), value);
        }
    }
}
