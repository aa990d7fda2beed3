//! Values of which there are only a few.

use super::super::{Decoder, Element, Form};
use super::number::whole_number;
use crate::load::pattern::KeyPath;
use crate::model::service::{Condition, Count, MountKind};
use crate::origin::Origin;
use crate::rules;
use crate::types::device;
use crate::yaml::Node;

impl Condition {
    const NAMES: &[(&'static str, Self)] = &[
        ("service_started", Self::Started),
        ("service_healthy", Self::Healthy),
        ("service_completed_successfully", Self::CompletedSuccessfully),
    ];

    /// The name in a Compose file.
    pub fn as_str(self) -> &'static str {
        name(Self::NAMES, &self)
    }
}

impl MountKind {
    const NAMES: &[(&'static str, Self)] = &[
        ("bind", Self::Bind),
        ("volume", Self::Volume),
        ("tmpfs", Self::Tmpfs),
        ("cluster", Self::Cluster),
        ("npipe", Self::Npipe),
        ("image", Self::Image),
    ];

    /// The name in a Compose file.
    pub fn as_str(self) -> &'static str {
        name(Self::NAMES, &self)
    }
}

fn name<T: PartialEq>(names: &[(&'static str, T)], value: &T) -> &'static str {
    names.iter().find(|(_, other)| other == value).map_or("", |(name, _)| name)
}

/// Reads one of a few names. The schema has reported any other.
fn choose<T: Copy>(
    names: &[(&'static str, T)],
    node: &Node,
    at: &KeyPath<'_>,
    decoder: &mut Decoder<'_>,
) -> Option<T> {
    let text = decoder.text(node, at)?;
    names.iter().find(|(name, _)| *name == text).map(|(_, value)| *value)
}

impl Element for Condition {
    fn decode(node: Node, at: &KeyPath<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        choose(Self::NAMES, &node, at, decoder)
    }

    fn is_zero(&self) -> bool {
        false
    }

    fn encode(&self, origin: &Origin, _: Form) -> Node {
        Node::string(self.as_str(), origin.clone())
    }
}

impl Element for MountKind {
    fn decode(node: Node, at: &KeyPath<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        choose(Self::NAMES, &node, at, decoder)
    }

    fn is_zero(&self) -> bool {
        false
    }

    fn encode(&self, origin: &Origin, _: Form) -> Node {
        Node::string(self.as_str(), origin.clone())
    }
}

impl Element for Count {
    fn decode(node: Node, at: &KeyPath<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let Some(text) = node.as_str() else {
            return whole_number(&node, at, decoder).map(Self::from_number);
        };
        let count =
            decoder.checked(device::parse_count(text), &rules::INVALID_NUMBER, &node, at)?;
        Some(count.map_or(Self::All, Self::from_number))
    }

    fn is_zero(&self) -> bool {
        matches!(self, Self::Number(0))
    }

    fn encode(&self, origin: &Origin, _: Form) -> Node {
        let number = match self {
            Self::All => -1,
            Self::Number(number) => *number,
        };
        Node::int(number, origin.clone())
    }
}

impl Count {
    /// `-1` is how the reference loader prints `all`.
    fn from_number(number: i64) -> Self {
        if number == -1 { Self::All } else { Self::Number(number) }
    }
}
