//! `ulimits`.
//!
//! The reference loader converts nothing here: a number with a fraction or an exponent is refused, even
//! where it is whole (`1e3`), and so is one number in quotes that interpolation has not cast.

use super::super::printed::printed;
use super::super::{Decoder, Element, Form};
use super::number::whole_number;
use crate::load::pattern::KeyPath;
use crate::model::service::Ulimit;
use crate::origin::Origin;
use crate::rules;
use crate::yaml::{Mapping, Node, Number, Resolved, Scalar, Value};

impl Element for Ulimit {
    fn decode(node: Node, at: &KeyPath<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        if !matches!(node.value, Value::Mapping(_)) {
            return integer(&node, at, decoder).map(Self::Single);
        }
        let mut limit = |key| match node.get(key) {
            // Text is there without interpolation, where the reference prints it as it is.
            Some(node) if node.as_str().is_some() => whole_number(node, &at.key(key), decoder),
            Some(node) => integer(node, &at.key(key), decoder),
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

/// A number that is written as an integer.
fn integer(node: &Node, at: &KeyPath<'_>, decoder: &mut Decoder<'_>) -> Option<i64> {
    match node.as_scalar().map(Scalar::resolve) {
        Some(Resolved::Number(Number::Int(number))) => return Some(number),
        Some(Resolved::Number(Number::Uint(_))) => {
            let message = format!("`{}` is larger than {}", printed(node), i64::MAX);
            decoder.invalid(&rules::INVALID_NUMBER, message, node, at);
        }
        _ => decoder.wrong_shape(node, at, "an integer"),
    }
    None
}
