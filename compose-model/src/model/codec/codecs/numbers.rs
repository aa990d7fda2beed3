//! Whole numbers that the reference loader keeps in narrower types.

use super::super::elements::number::truncated;
use super::super::{Codec, Decoder, Form, Omit};
use super::Plain;
use crate::load::pattern::KeyPath;
use crate::model::Maybe;
use crate::rules;
use crate::yaml::Node;

/// A number that cannot be negative.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Unsigned;

/// A number that may not be written as a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NumberOnly;

/// A weight: as [`NumberOnly`], and what does not fit into 16 bits is cut.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Weight;

impl Codec<Maybe<i64>> for Unsigned {
    fn decode(self, node: Node, at: &KeyPath<'_>, decoder: &mut Decoder<'_>) -> Maybe<i64> {
        let copy = node.clone();
        let number: Maybe<i64> = Plain.decode(node, at, decoder);
        if let Some(negative) = number.as_ref().filter(|number| number.value < 0) {
            let message = format!("`{}` is less than 0", negative.value);
            decoder.invalid(&rules::INVALID_NUMBER, message, &copy, at);
        }
        number
    }

    fn unset(self, attribute: &Maybe<i64>) -> bool {
        attribute.is_none()
    }

    fn encode(self, attribute: &Maybe<i64>, omit: Omit, form: Form) -> Option<Node> {
        Plain.encode(attribute, omit, form)
    }
}

impl Codec<Maybe<i64>> for NumberOnly {
    fn decode(self, node: Node, at: &KeyPath<'_>, decoder: &mut Decoder<'_>) -> Maybe<i64> {
        if node.as_str().is_some() {
            decoder.wrong_shape(&node, at, "a number");
            return None;
        }
        Plain.decode(node, at, decoder)
    }

    fn unset(self, attribute: &Maybe<i64>) -> bool {
        attribute.is_none()
    }

    fn encode(self, attribute: &Maybe<i64>, omit: Omit, form: Form) -> Option<Node> {
        Plain.encode(attribute, omit, form)
    }
}

impl Codec<Maybe<i64>> for Weight {
    fn decode(self, node: Node, at: &KeyPath<'_>, decoder: &mut Decoder<'_>) -> Maybe<i64> {
        let copy = node.clone();
        let mut weight = NumberOnly.decode(node, at, decoder)?;
        let cut = weight.value & 0xffff;
        if cut != weight.value {
            weight.value = truncated(&copy, cut, at, decoder);
        }
        Some(weight)
    }

    fn unset(self, attribute: &Maybe<i64>) -> bool {
        attribute.is_none()
    }

    fn encode(self, attribute: &Maybe<i64>, omit: Omit, form: Form) -> Option<Node> {
        Plain.encode(attribute, omit, form)
    }
}
