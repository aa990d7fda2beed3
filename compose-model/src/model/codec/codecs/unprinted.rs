//! What must not be seen.

use super::super::{Codec, Decoder, Form, Omit};
use super::Plain;
use crate::load::pattern::KeyPath;
use crate::model::Maybe;
use crate::yaml::Node;

/// A text that is read and never written: the content of a secret.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Unprinted;

impl Codec<Maybe<String>> for Unprinted {
    fn decode(self, node: Node, at: &KeyPath<'_>, decoder: &mut Decoder<'_>) -> Maybe<String> {
        Plain.decode(node, at, decoder)
    }

    fn unset(self, attribute: &Maybe<String>) -> bool {
        attribute.is_none()
    }

    fn encode(self, _: &Maybe<String>, _: Omit, _: Form) -> Option<Node> {
        None
    }
}
