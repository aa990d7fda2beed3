//! The grammar of placement constraints: `node.labels.disk==ssd`, `node.hostname != a`.

use k8s_openapi::api::core::v1::NodeSelectorRequirement;

use crate::labels;

/// What a constraint comes to.
#[derive(Debug, PartialEq)]
pub(super) enum Constraint {
    /// A requirement of nodes.
    Node(NodeSelectorRequirement),
    /// A role in the swarm, which Kubernetes' nodes do not have: pods do not run on its managers anyway.
    Role,
    /// Something that Kubernetes' nodes do not say, and why.
    Unknown(String),
}

/// Reads a constraint.
pub(super) fn parse(text: &str) -> Constraint {
    let (left, operator, right) = match (text.split_once("=="), text.split_once("!=")) {
        (Some((left, right)), _) => (left.trim(), "In", right.trim()),
        (None, Some((left, right))) => (left.trim(), "NotIn", right.trim()),
        (None, None) => return Constraint::Unknown("has neither `==` nor `!=`".to_owned()),
    };
    let value = match left.to_ascii_lowercase().as_str() {
        "node.role" => return Constraint::Role,
        "node.platform.arch" => arch(right).unwrap_or(right),
        _ => right,
    };
    let Some(key) = node_label(left) else {
        return Constraint::Unknown(
            "asks for something that Kubernetes nodes do not report".to_owned(),
        );
    };
    if !labels::is_key(key) || !labels::is_value(value) {
        return Constraint::Unknown("is not a valid label in Kubernetes".to_owned());
    }
    Constraint::Node(NodeSelectorRequirement {
        key: key.to_owned(),
        operator: operator.to_owned(),
        values: Some(vec![value.to_owned()]),
    })
}

/// The label of a node that an attribute of a swarm node comes to.
pub(super) fn node_label(attribute: &str) -> Option<&str> {
    let lower = attribute.to_ascii_lowercase();
    if lower.starts_with("node.labels.") {
        return Some(&attribute["node.labels.".len()..]);
    }
    match lower.as_str() {
        "node.hostname" => Some("kubernetes.io/hostname"),
        "node.platform.os" => Some("kubernetes.io/os"),
        "node.platform.arch" => Some("kubernetes.io/arch"),
        _ => None,
    }
}

/// The name that Kubernetes has for an architecture.
pub(super) fn arch(name: &str) -> Option<&'static str> {
    match name.to_ascii_lowercase().as_str() {
        "amd64" | "x86_64" | "x86-64" => Some("amd64"),
        "arm64" | "aarch64" => Some("arm64"),
        "arm" | "armv7l" | "armhf" | "armel" => Some("arm"),
        "386" | "i386" | "i686" => Some("386"),
        "ppc64le" => Some("ppc64le"),
        "s390x" => Some("s390x"),
        "riscv64" => Some("riscv64"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(key: &str, operator: &str, value: &str) -> Constraint {
        Constraint::Node(NodeSelectorRequirement {
            key: key.to_owned(),
            operator: operator.to_owned(),
            values: Some(vec![value.to_owned()]),
        })
    }

    #[test]
    fn the_whole_grammar() {
        assert_eq!(parse("node.labels.disk==ssd"), node("disk", "In", "ssd"));
        assert_eq!(parse(" node.labels.Zone != b "), node("Zone", "NotIn", "b"));
        assert_eq!(parse("node.hostname==n1"), node("kubernetes.io/hostname", "In", "n1"));
        assert_eq!(parse("node.platform.arch==x86_64"), node("kubernetes.io/arch", "In", "amd64"));
        assert_eq!(parse("node.role == manager"), Constraint::Role);
        for bad in [
            "node.id==x",
            "engine.labels.a==b",
            "nonsense",
            "node.labels.a b==c",
            "node.labels.a==b c",
        ] {
            assert!(matches!(parse(bad), Constraint::Unknown(_)), "{bad}");
        }
    }
}
