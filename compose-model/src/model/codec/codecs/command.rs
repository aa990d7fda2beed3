//! Command lines: a list of words, or a text that is split.

use super::super::printed::printed;
use super::super::{Codec, Decoder, Element, Form, Omit};
use crate::diagnostic::Diagnostic;
use crate::load::pattern::KeyPath;
use crate::model::Maybe;
use crate::origin::{Origin, Spanned};
use crate::rules;
use crate::types::{healthcheck, shell_words};
use crate::yaml::{Node, Value};

/// `command` and `entrypoint`: a text is split into words as the reference loader does it. JSON shows
/// an absent one as null.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Command;

/// `healthcheck.test`: a text is a command line for the container's shell.
#[derive(Clone, Copy, Debug)]
pub(crate) struct HealthcheckTest;

impl Codec<Maybe<Vec<String>>> for Command {
    fn decode(self, node: Node, at: &KeyPath<'_>, decoder: &mut Decoder<'_>) -> Maybe<Vec<String>> {
        words(node, at, decoder, |node, decoder| {
            let text = decoder.text(node, at)?;
            let words = shell_words::split(&text);
            let words = decoder.checked(words, &rules::INVALID_COMMAND, node, at)?;
            if let Some(dropped) = words.dropped {
                let place = decoder.part(node, dropped.clone());
                let message = format!("`{}` is not part of the command", &text[dropped]);
                let diagnostic = Diagnostic::new(&rules::CUT_COMMAND, message)
                    .at(place, "dropped: no shell reads this")
                    .help("write a list, `[\"sh\", \"-c\", \"…\"]`, to have a shell run the line")
                    .help("put the character in quotes if it belongs to a word");
                decoder.push(diagnostic, at);
            }
            Some(words.words)
        })
    }

    fn unset(self, attribute: &Maybe<Vec<String>>) -> bool {
        attribute.is_none()
    }

    fn encode(self, attribute: &Maybe<Vec<String>>, _: Omit, form: Form) -> Option<Node> {
        match attribute {
            Some(words) => Some(words.value.encode(&words.origin, form)),
            None => (form == Form::Json).then(|| Node::null(Origin::default())),
        }
    }
}

impl Codec<Maybe<Vec<String>>> for HealthcheckTest {
    fn decode(self, node: Node, at: &KeyPath<'_>, decoder: &mut Decoder<'_>) -> Maybe<Vec<String>> {
        words(node, at, decoder, |node, _| Some(healthcheck::from_text(&printed(node))))
    }

    fn unset(self, attribute: &Maybe<Vec<String>>) -> bool {
        attribute.as_ref().is_none_or(|words| words.is_empty())
    }

    fn encode(self, attribute: &Maybe<Vec<String>>, _: Omit, form: Form) -> Option<Node> {
        let words =
            attribute.as_ref().filter(|words| form == Form::Complete || !words.is_empty())?;
        Some(words.value.encode(&words.origin, form))
    }
}

/// A list as it is, or what `split` makes of a text.
fn words(
    node: Node,
    at: &KeyPath<'_>,
    decoder: &mut Decoder<'_>,
    split: impl FnOnce(&Node, &mut Decoder<'_>) -> Option<Vec<String>>,
) -> Maybe<Vec<String>> {
    if node.is_null() {
        return None;
    }
    let origin = node.origin.clone();
    let words = match &node.value {
        Value::Scalar(_) => split(&node, decoder),
        _ => Vec::decode(node, at, decoder),
    };
    words.map(|words| Spanned::new(words, origin))
}
