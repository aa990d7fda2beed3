//! What tags do to scalars.
//!
//! The tags of YAML itself are honoured; `!reset` and `!override` are kept for the stage that merges
//! files; any other tag makes a scalar a string and is forgotten, as in the reference.

use std::sync::Arc;

use super::base64;
use super::build::{Head, RawScalar};
use super::node::{Node, Number, Scalar, Style, Tag, Value};
use super::scalar::{Kind, Resolved, resolve_plain};
use super::timestamp::Timestamp;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::origin::Origin;
use crate::rules::INVALID_TAGGED_VALUE;

/// Whether a later stage wants to know of the tag.
pub(super) fn is_kept(tag: &Tag) -> bool {
    tag.name.starts_with("!reset") || tag.name == "!override"
}

/// A scalar with its tag taken into account.
pub(super) fn scalar(raw: &RawScalar<'_>, head: &Head, diagnostics: &mut Diagnostics) -> Node {
    let scalar = match &head.tag {
        None => untagged(raw),
        Some(tag) => match (tag.name.as_str(), raw.style) {
            ("!", _) | ("!!merge", Style::Plain) => untagged(raw),
            ("!!null" | "!!bool" | "!!int" | "!!float" | "!!timestamp" | "!!binary", _) => {
                convert(raw, head, tag, diagnostics)
            }
            _ => quoted(raw.text),
        },
    };
    let mut node = Node::new(Value::Scalar(scalar), Origin::source(head.span));
    node.tag = head.tag.as_ref().filter(|tag| is_kept(tag)).cloned().map(Box::new);
    node
}

fn untagged(raw: &RawScalar<'_>) -> Scalar {
    if raw.style == Style::Plain && matches!(raw.text, "" | "~" | "null" | "Null" | "NULL") {
        return Scalar::Null;
    }
    Scalar::Text { text: raw.text.into(), style: raw.style }
}

fn quoted(text: impl Into<Arc<str>>) -> Scalar {
    Scalar::Text { text: text.into(), style: Style::Quoted }
}

/// A scalar whose tag demands a type. What cannot be of that type is an error and stays a string.
#[expect(clippy::cast_precision_loss, reason = "`!!float` of a large integer is rounded")]
fn convert(raw: &RawScalar<'_>, head: &Head, tag: &Tag, diagnostics: &mut Diagnostics) -> Scalar {
    let text = raw.text;
    let resolved = match tag.name.as_str() {
        "!!binary" => {
            if let Some(bytes) = base64::decode(text) {
                return quoted(String::from_utf8_lossy(&bytes));
            }
            Resolved::String(text)
        }
        "!!timestamp" if Timestamp::parse(text).is_some() => {
            return Scalar::Text { text: text.into(), style: Style::Plain };
        }
        _ => resolve_plain(text),
    };
    match (tag.name.as_str(), resolved) {
        ("!!null", Resolved::Null) => return Scalar::Null,
        ("!!bool", Resolved::Bool(value)) => return Scalar::Bool(value),
        ("!!int", Resolved::Number(number @ (Number::Int(_) | Number::Uint(_))))
        | ("!!float", Resolved::Number(number @ Number::Float(_))) => {
            return Scalar::Number(number);
        }
        ("!!float", Resolved::Number(Number::Int(value))) => {
            return Scalar::Number(Number::Float(value as f64));
        }
        _ => {}
    }
    let expected = match tag.name.as_str() {
        "!!null" => "null",
        "!!bool" => "a boolean",
        "!!int" => "an integer",
        "!!float" => "a number",
        "!!timestamp" => "a date",
        _ => "base64",
    };
    let found = match resolved.kind() {
        Kind::String => String::new(),
        kind => format!(" but {}", kind.with_article()),
    };
    diagnostics.push(
        Diagnostic::new(&INVALID_TAGGED_VALUE, format!("`{text}` is not {expected}{found}"))
            .at(head.span, "value")
            .related(tag.span, format!("`{}` asks for {expected}", tag.name))
            .help("remove the tag, or write a value that fits it"),
    );
    quoted(text)
}
