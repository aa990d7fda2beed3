//! `build.ssh`: a list of `id=path` becomes a mapping.

use std::sync::Arc;

use super::text::text;
use super::{Forms, short_form};
use crate::diagnostic::Diagnostic;
use crate::load::pattern::KeyPath;
use crate::rules;
use crate::yaml::{Mapping, Node, Value};

/// Only `default` may stand without a path: it is the agent of the environment.
pub(super) fn lengthen(node: &mut Node, at: &KeyPath<'_>, forms: &mut Forms<'_>) {
    let Value::Sequence(items) = &node.value else { return };
    let mut mapping = Mapping::with_capacity(items.len());
    for (i, item) in items.iter().enumerate() {
        let Some(text) = text(item) else { return };
        let origin = short_form(&item.origin).with_key(item.origin.span());
        // `id: path` is what the reference loader prints.
        match text.split_once('=').or_else(|| text.split_once(": ")) {
            Some((id, path)) => {
                let start = text.len() - path.len();
                let origin = forms.part(item, start..text.len()).with_key(item.origin.span());
                mapping.insert(Arc::from(id), Node::string(path, origin));
            }
            None if text == "default" || forms.keep_unreadable => {
                mapping.insert(text, Node::null(origin));
            }
            None => {
                let message = format!("`{text}` names neither the agent nor a key file");
                let diagnostic = Diagnostic::new(&rules::INVALID_SSH_KEY, message)
                    .at(&item.origin, "")
                    .help(format!("write `default`, or `{text}=` and the path of the key"))
                    .subject(at.index(i).to_string());
                forms.diagnostics.push(diagnostic);
            }
        }
    }
    node.origin = short_form(&node.origin);
    node.value = Value::Mapping(mapping);
}
