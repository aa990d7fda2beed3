//! Truth values and numbers.
//!
//! A string is read as the type that its place wants, as the reference loader does it; so is a number
//! with a fraction where a whole one is wanted, which loses the fraction.

use super::super::printed::printed;
use super::super::{Decoder, Element, Form};
use crate::diagnostic::Diagnostic;
use crate::load::pattern::KeyPath;
use crate::origin::Origin;
use crate::rules;
use crate::types::{boolean, number};
use crate::yaml::{Node, Number, Resolved, Scalar, Value};

impl Element for bool {
    fn decode(node: Node, at: &KeyPath<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let value = match node.as_scalar().map(Scalar::resolve) {
            Some(Resolved::Bool(value)) => return Some(value),
            Some(Resolved::String(text)) => boolean::parse(text),
            _ => {
                decoder.wrong_shape(&node, at, "a boolean");
                return None;
            }
        };
        let boolean = decoder.checked(value, &rules::INVALID_BOOLEAN, &node, at)?;
        if boolean.is_legacy_word {
            let message = format!("`{}` is read as `{}`", printed(&node), boolean.value);
            let help = format!("write `{}`", boolean.value);
            let diagnostic = Diagnostic::new(&rules::BOOLEAN_WORD, message).help(help);
            decoder.report(diagnostic, &node, at);
        }
        Some(boolean.value)
    }

    fn is_zero(&self) -> bool {
        !self
    }

    fn encode(&self, origin: &Origin, _: Form) -> Node {
        Node::bool(*self, origin.clone())
    }
}

impl Element for i64 {
    fn decode(node: Node, at: &KeyPath<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        whole_number(&node, at, decoder)
    }

    fn is_zero(&self) -> bool {
        *self == 0
    }

    fn encode(&self, origin: &Origin, _: Form) -> Node {
        Node::int(*self, origin.clone())
    }
}

/// Ports.
impl Element for u32 {
    fn decode(node: Node, at: &KeyPath<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let number = whole_number(&node, at, decoder)?;
        let value = Self::try_from(number).ok();
        if value.is_none() {
            let message = format!("`{number}` is not between 0 and {}", Self::MAX);
            decoder.invalid(&rules::INVALID_NUMBER, message, &node, at);
        }
        value
    }

    fn is_zero(&self) -> bool {
        *self == 0
    }

    fn encode(&self, origin: &Origin, _: Form) -> Node {
        Node::int(i64::from(*self), origin.clone())
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the reference loader keeps 32 bits")]
#[expect(clippy::cast_precision_loss, reason = "the reference loader keeps 32 bits")]
impl Element for f32 {
    fn decode(node: Node, at: &KeyPath<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let number = match node.as_scalar().map(Scalar::resolve) {
            Some(Resolved::Number(Number::Int(number))) => return Some(number as Self),
            Some(Resolved::Number(Number::Uint(number))) => return Some(number as Self),
            Some(Resolved::Number(Number::Float(number))) => return Some(number as Self),
            Some(Resolved::String(text)) => number::parse_float(text),
            _ => {
                decoder.wrong_shape(&node, at, "a number");
                return None;
            }
        };
        decoder.checked(number, &rules::INVALID_NUMBER, &node, at).map(|number| number as Self)
    }

    fn is_zero(&self) -> bool {
        *self == 0.0
    }

    /// The number with the fewest digits that are read as the same 32 bits.
    fn encode(&self, origin: &Origin, _: Form) -> Node {
        let shortest = self.to_string().parse().unwrap_or_else(|_| f64::from(*self));
        Node::new(Value::Scalar(Scalar::Number(plain_number(shortest))), origin.clone())
    }
}

/// A number without a fraction is printed without one.
pub(in crate::model::codec) fn plain_number(number: f64) -> Number {
    // All whole numbers up to here have a double of their own.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let is_whole = number.fract() == 0.0 && number.abs() < EXACT;
    #[allow(clippy::cast_possible_truncation, reason = "the range is checked")]
    if is_whole { Number::Int(number as i64) } else { Number::Float(number) }
}

/// A whole number as the reference loader reads it.
pub(super) fn whole_number(
    node: &Node,
    at: &KeyPath<'_>,
    decoder: &mut Decoder<'_>,
) -> Option<i64> {
    match node.as_scalar().map(Scalar::resolve) {
        Some(Resolved::Number(Number::Int(number))) => Some(number),
        Some(Resolved::Number(Number::Uint(number))) => {
            Some(truncated(node, number.cast_signed(), at, decoder))
        }
        Some(Resolved::Number(Number::Float(number))) => {
            let whole = go_int(number);
            let is_exact = number.fract() == 0.0 && whole != i64::MIN;
            Some(if is_exact { whole } else { truncated(node, whole, at, decoder) })
        }
        Some(Resolved::String(text)) => {
            decoder.checked(number::parse_int(text), &rules::INVALID_NUMBER, node, at)
        }
        _ => {
            decoder.wrong_shape(node, at, "a whole number");
            None
        }
    }
}

/// The whole part, as Go's conversion gives it on the usual machines: what does not fit becomes the
/// smallest number.
fn go_int(number: f64) -> i64 {
    #[allow(clippy::cast_possible_truncation, reason = "the range is checked")]
    #[allow(clippy::cast_precision_loss, reason = "both bounds are powers of two")]
    if number >= i64::MIN as f64 && number < -(i64::MIN as f64) { number as i64 } else { i64::MIN }
}

/// Warns that a number is not read as it is written.
pub(in crate::model::codec) fn truncated(
    node: &Node,
    value: i64,
    at: &KeyPath<'_>,
    decoder: &mut Decoder<'_>,
) -> i64 {
    let message = format!("`{}` is read as the whole number `{value}`", printed(node));
    let diagnostic = Diagnostic::new(&rules::TRUNCATED_NUMBER, message)
        .help(format!("write the whole number that `{at}` should have"));
    decoder.report(diagnostic, node, at);
    value
}
