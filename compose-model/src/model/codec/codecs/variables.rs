//! Variables of a container or a build.

use super::super::printed::printed;
use super::super::{Codec, Decoder, Form, Omit};
use super::Plain;
use crate::diagnostic::Diagnostic;
use crate::load::pattern::KeyPath;
use crate::model::Map;
use crate::rules;
use crate::yaml::Node;

/// A map of variables or a list of `NAME=value`, in which no name may end in a space.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Variables;

impl Codec<Map<Option<String>>> for Variables {
    fn decode(
        self,
        node: Node,
        at: &KeyPath<'_>,
        decoder: &mut Decoder<'_>,
    ) -> Map<Option<String>> {
        for (i, item) in node.as_sequence().into_iter().flatten().enumerate() {
            let text = printed(item);
            let name = text.split_once('=').map_or(&*text, |(name, _)| name);
            if name.ends_with(char::is_whitespace) {
                let message =
                    format!("the variable `{}` has a space behind its name", name.trim_end());
                let place = decoder.part(item, name.trim_end().len()..name.len());
                let diagnostic = Diagnostic::new(&rules::INVALID_VARIABLE_NAME, message)
                    .at(place, "")
                    .help("remove the space");
                decoder.push(diagnostic, &at.index(i));
            }
        }
        Plain.decode(node, at, decoder)
    }

    fn unset(self, attribute: &Map<Option<String>>) -> bool {
        attribute.is_empty()
    }

    fn encode(self, attribute: &Map<Option<String>>, omit: Omit, form: Form) -> Option<Node> {
        Plain.encode(attribute, omit, form)
    }
}
