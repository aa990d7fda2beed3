//! Options that must be texts.

use super::super::{Codec, Decoder, Form, Omit};
use super::Plain;
use crate::load::pattern::KeyPath;
use crate::model::Pairs;
use crate::yaml::Node;

/// Text by name, of which only strings and whole numbers are any: the reference loader makes text of
/// other values in labels and most options, but not in these. So the entry that it makes of extension
/// fields among them has no form either.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Texts;

impl Codec<Pairs> for Texts {
    fn decode(self, node: Node, at: &KeyPath<'_>, decoder: &mut Decoder<'_>) -> Pairs {
        for (key, node) in node.as_mapping().into_iter().flatten() {
            if key.starts_with("x-") {
                decoder.misplaced_extension(key, node, at);
            } else if !node.is_null() {
                decoder.text(node, &at.key(key));
            }
        }
        Plain.decode(node, at, decoder)
    }

    fn unset(self, attribute: &Pairs) -> bool {
        attribute.is_empty()
    }

    fn encode(self, attribute: &Pairs, omit: Omit, form: Form) -> Option<Node> {
        Plain.encode(attribute, omit, form)
    }
}
