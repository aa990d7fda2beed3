//! Texts.

use super::super::printed::printed;
use super::super::{Decoder, Element, Form};
use crate::diagnostic::Diagnostic;
use crate::load::pattern::KeyPath;
use crate::origin::Origin;
use crate::rules;
use crate::yaml::{Node, Scalar, Style};

impl Element for String {
    fn decode(node: Node, at: &KeyPath<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        decoder.text(&node, at)
    }

    /// In maps of the user's own keys every scalar becomes text, and null the empty one.
    fn decode_entry(node: Node, at: &KeyPath<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        if node.is_null() {
            return Some(Self::new());
        }
        let text = printed(&node).into_owned();
        warn_of_change(&text, &node, at, decoder);
        Some(text)
    }

    fn from_text(value: Option<&str>) -> Option<Self> {
        Some(value.unwrap_or_default().to_owned())
    }

    fn is_zero(&self) -> bool {
        self.is_empty()
    }

    fn encode(&self, origin: &Origin, _: Form) -> Node {
        Node::string(self.as_str(), origin.clone())
    }
}

/// A number, date or truth value is printed anew, which may not give the text that was written.
fn warn_of_change(text: &str, node: &Node, at: &KeyPath<'_>, decoder: &mut Decoder<'_>) {
    let Some(Scalar::Text { text: written, style: Style::Plain }) = node.as_scalar() else {
        return;
    };
    if **written == *text {
        return;
    }
    let message = format!("`{written}` becomes the text `{text}`");
    let quoted = format!("\"{written}\"");
    let mut diagnostic = Diagnostic::new(&rules::CHANGED_TEXT, message)
        .help(format!("write `{quoted}` to keep it as it is"));
    if let Some(span) = decoder.part(node, 0..written.len()) {
        diagnostic = diagnostic.fix(span, quoted);
    }
    decoder.report(diagnostic, node, at);
}

/// What an entry may lack: the value of a variable, the details of an attachment.
impl<T: Element> Element for Option<T> {
    fn decode(node: Node, at: &KeyPath<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        T::decode(node, at, decoder).map(Some)
    }

    fn decode_entry(node: Node, at: &KeyPath<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        if node.is_null() { Some(None) } else { T::decode_entry(node, at, decoder).map(Some) }
    }

    fn from_text(value: Option<&str>) -> Option<Self> {
        match value {
            Some(value) => T::from_text(Some(value)).map(Some),
            None => Some(None),
        }
    }

    fn is_zero(&self) -> bool {
        self.is_none()
    }

    fn encode(&self, origin: &Origin, form: Form) -> Node {
        match self {
            Some(value) => value.encode(origin, form),
            None => Node::null(origin.clone()),
        }
    }
}
