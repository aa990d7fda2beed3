//! Sizes, durations and permission bits.

use super::super::printed::printed;
use super::super::{Decoder, Element, Form};
use super::number::whole_number;
use crate::diagnostic::Diagnostic;
use crate::load::pattern::KeyPath;
use crate::model::service::Mode;
use crate::origin::Origin;
use crate::rules;
use crate::types::bytes::Bytes;
use crate::types::duration::Duration;
use crate::types::file_mode;
use crate::yaml::{Node, Number, Resolved, Scalar};

/// Compose specification: "Specifying byte values".
impl Element for Bytes {
    fn decode(node: Node, at: &KeyPath<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        match node.as_scalar().map(Scalar::resolve) {
            Some(Resolved::Number(Number::Int(number))) => Some(Self(number)),
            Some(Resolved::Number(_)) => {
                let message = format!("`{at}` is ignored, because its size is not a whole number");
                let help = "write whole bytes, or a size with a unit in quotes, such as `\"1.5g\"`";
                let diagnostic = Diagnostic::new(&rules::IGNORED_SIZE, message).help(help);
                decoder.report(diagnostic, &node, at);
                None
            }
            Some(Resolved::String(text)) => {
                decoder.checked(text.parse(), &rules::INVALID_SIZE, &node, at)
            }
            _ => {
                decoder.wrong_shape(&node, at, "a size");
                None
            }
        }
    }

    fn is_zero(&self) -> bool {
        self.0 == 0
    }

    fn encode(&self, origin: &Origin, _: Form) -> Node {
        Node::string(self.0.to_string(), origin.clone())
    }
}

/// Compose specification: "Specifying durations".
impl Element for Duration {
    fn decode(node: Node, at: &KeyPath<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let text = decoder.text(&node, at)?;
        decoder.checked(text.parse(), &rules::INVALID_DURATION, &node, at)
    }

    fn is_zero(&self) -> bool {
        self.0 == 0
    }

    fn encode(&self, origin: &Origin, _: Form) -> Node {
        Node::string(self.to_string(), origin.clone())
    }
}

impl Element for Mode {
    fn decode(node: Node, at: &KeyPath<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let Some(text) = node.as_str() else {
            if matches!(
                node.as_scalar().map(Scalar::resolve),
                Some(Resolved::Number(Number::Float(_)))
            ) {
                decoder.wrong_shape(&node, at, "an octal number");
                return None;
            }
            let mode = whole_number(&node, at, decoder)?;
            warn_of_decimal_mode(&node, mode, at, decoder);
            return Some(Self(mode));
        };
        decoder.checked(file_mode::parse(text), &rules::INVALID_MODE, &node, at).map(Self)
    }

    fn is_zero(&self) -> bool {
        false
    }

    fn encode(&self, origin: &Origin, _: Form) -> Node {
        Node::string(file_mode::display(self.0), origin.clone())
    }
}

/// `440` is the decimal number, `0670` in octal: hardly what was meant.
fn warn_of_decimal_mode(node: &Node, mode: i64, at: &KeyPath<'_>, decoder: &mut Decoder<'_>) {
    let Some(Scalar::Text { text, .. }) = node.as_scalar() else { return };
    if file_mode::looks_octal(text) {
        let message = format!("`{}` is a decimal number, the mode `0{mode:o}`", printed(node));
        let diagnostic = Diagnostic::new(&rules::DECIMAL_MODE, message)
            .help(format!("write `0{text}` for the mode that `{text}` usually means"));
        decoder.report(diagnostic, node, at);
    }
}
