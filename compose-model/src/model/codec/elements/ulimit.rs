//! `ulimits`.

use super::super::{Decoder, Element, Form};
use super::number::whole_number;
use crate::load::pattern::KeyPath;
use crate::model::service::Ulimit;
use crate::origin::Origin;
use crate::yaml::{Mapping, Node, Value};

impl Element for Ulimit {
    fn decode(node: Node, at: &KeyPath<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        if !matches!(node.value, Value::Mapping(_)) {
            return whole_number(&node, at, decoder).map(Self::Single);
        }
        let mut limit = |key| match node.get(key) {
            Some(node) => whole_number(node, &at.key(key), decoder),
            None => Some(0),
        };
        let (soft, hard) = (limit("soft"), limit("hard"));
        Some(Self::Pair { soft: soft?, hard: hard? })
    }

    fn is_zero(&self) -> bool {
        false
    }

    /// The reference loader prints a single `0` as a pair, and an empty one in JSON.
    fn encode(&self, origin: &Origin, form: Form) -> Node {
        let (soft, hard) = match *self {
            Self::Single(0) => (0, 0),
            Self::Single(limit) => return Node::int(limit, origin.clone()),
            Self::Pair { soft, hard } => (soft, hard),
        };
        let mut mapping = Mapping::with_capacity(2);
        for (key, limit) in [("soft", soft), ("hard", hard)] {
            if form != Form::Json || limit != 0 {
                mapping.insert(key, Node::int(limit, origin.clone()));
            }
        }
        Node::mapping(mapping, origin.clone())
    }
}
