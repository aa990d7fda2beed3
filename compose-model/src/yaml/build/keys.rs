//! Keys: that they are strings, and that none appears twice.

use std::sync::Arc;

use super::{Builder, Collection, RawScalar};
use crate::diagnostic::Diagnostic;
use crate::origin::Step;
use crate::rules::{DUPLICATE_KEY, NON_STRING_KEY};
use crate::source::Span;
use crate::yaml::mapping::Mapping;
use crate::yaml::merge_key::Merge;
use crate::yaml::node::{Node, Scalar, Style, Value};
use crate::yaml::scalar::{Resolved, is_merge_key, resolve_plain};

/// A key whose value is awaited.
pub(super) struct Key {
    /// `None` for a key that cannot be one, whose value is dropped.
    pub(super) text: Option<Arc<str>>,
    pub(super) span: Span,
    pub(super) is_merge: bool,
}

/// The keys that were read last, as most keys of a file are the same few words.
pub(super) struct Names {
    slots: Vec<Option<Arc<str>>>,
}

impl Default for Names {
    fn default() -> Self {
        Self { slots: vec![None; Self::SLOTS] }
    }
}

impl Names {
    const SLOTS: usize = 256;
    const LONGEST: usize = 32;

    /// The text, shared with an equal key before where that is still known.
    fn share(&mut self, text: &str) -> Arc<str> {
        if text.len() > Self::LONGEST {
            return text.into();
        }
        // FNV-1a: a collision only costs a copy of the text.
        let hash = text
            .bytes()
            .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        let slot = &mut self.slots[hash as usize % Self::SLOTS];
        match slot {
            Some(known) if **known == *text => Arc::clone(known),
            slot => Arc::clone(slot.insert(text.into())),
        }
    }
}

impl Builder<'_> {
    /// A key without anchor and tag, which is nearly every key.
    pub(super) fn plain_key(&mut self, span: Span, raw: &RawScalar<'_>) {
        let RawScalar { text, style } = *raw;
        let is_merge = style == Style::Plain && is_merge_key(text);
        if style == Style::Plain {
            self.check_key(&resolve_plain(text), text, span);
        }
        let text = Some(self.names.share(text));
        self.set_key(Key { text, span, is_merge });
    }

    /// Reports a key that the reference reads as something else than a string.
    fn check_key(&mut self, resolved: &Resolved<'_>, text: &str, span: Span) {
        if matches!(resolved, Resolved::String(_)) {
            return;
        }
        let what = resolved.kind().with_article();
        let diagnostic = if text.is_empty() {
            Diagnostic::new(&NON_STRING_KEY, "a key is empty").at(span, "no key here")
        } else {
            Diagnostic::new(&NON_STRING_KEY, format!("the key `{text}` is {what}, not a string"))
                .at(span, what)
                .fix(span, format!("\"{text}\""))
        };
        self.diagnostics.push(diagnostic.help(format!("quote it: `\"{text}\"`")));
    }

    fn set_key(&mut self, new: Key) {
        if let Some(frame) = self.stack.last_mut() {
            frame.end = frame.end.max(new.span.end);
            if let Collection::Mapping { key, .. } = &mut frame.collection {
                *key = Some(new);
            }
        }
    }

    /// A key with a tag or an anchor, an alias, or a collection as key.
    pub(super) fn node_key(&mut self, node: &Node) {
        let span = node.origin.steps().find_map(|step| match step {
            Step::Alias(site) => Some(*site),
            _ => None,
        });
        let span = span.or(node.origin.span()).unwrap_or(Span::new(self.file, 0, 0));
        match &node.value {
            Value::Scalar(scalar) => {
                let resolved = scalar.resolve();
                let text = match scalar {
                    Scalar::Text { text, .. } => Arc::clone(text),
                    _ => resolved.to_text().into(),
                };
                self.check_key(&resolved, &text, span);
                let plain = matches!(scalar, Scalar::Text { style: Style::Plain, .. });
                let is_merge = plain && is_merge_key(&text);
                self.set_key(Key { text: Some(text), span, is_merge });
            }
            Value::Sequence(_) | Value::Mapping(_) => {
                let kind = if node.as_sequence().is_some() { "list" } else { "map" };
                self.diagnostics.push(
                    Diagnostic::new(&NON_STRING_KEY, format!("a {kind} cannot be a key"))
                        .at(span, format!("{kind} as a key"))
                        .help("quote text that begins with `{` or `[`, such as `\"{{ name }}\"`"),
                );
                self.set_key(Key { text: None, span, is_merge: false });
            }
        }
    }
}

pub(super) fn duplicate(text: &str, span: Span, earlier: Span, is_merge: bool) -> Diagnostic {
    Diagnostic::new(&DUPLICATE_KEY, format!("the key `{text}` appears twice"))
        .at(span, "again here")
        .related(earlier, "first here")
        .help(if is_merge {
            "merge several values with one key: `<<: [*a, *b]`"
        } else {
            "remove one of the two, or merge their values"
        })
}

/// Adds an entry; the place of the earlier one where the key is there already.
pub(super) fn add_entry(
    mapping: &mut Mapping,
    merge: Option<&Merge>,
    text: &Arc<str>,
    node: Node,
) -> Option<Span> {
    let span = node.origin.key_span();
    match mapping.insert_new(Arc::clone(text), node) {
        Some(earlier) => earlier.origin.key_span().or(span),
        None => merge.filter(|_| is_merge_key(text)).map(|merge| merge.key),
    }
}

/// Keeps a merge for the end of the map; the place of the earlier `<<` where there is one.
pub(super) fn add_merge(
    mapping: &Mapping,
    merge: &mut Option<Merge>,
    key: Span,
    value: Node,
) -> Option<Span> {
    let quoted = || mapping.get("<<").and_then(|node| node.origin.key_span());
    let earlier = merge.as_ref().map(|merge| merge.key).or_else(quoted);
    if earlier.is_none() {
        *merge = Some(Merge { key, at: mapping.len(), value });
    }
    earlier
}
