//! `ports`: `8080:80` and the like become objects, a range several of them.

use super::text::text;
use super::{Forms, is_text, short_form};
use crate::diagnostic::Diagnostic;
use crate::load::pattern::KeyPath;
use crate::rules;
use crate::types::port::{self, ShortPort};
use crate::yaml::{Mapping, Node};

/// Each text becomes one object for each port that it names.
pub(super) fn lengthen(node: &mut Node, at: &KeyPath<'_>, forms: &mut Forms<'_>) {
    let Some(items) = node.as_sequence_mut() else { return };
    if !items.iter().any(is_text) {
        return;
    }
    let short = std::mem::take(items);
    items.reserve(short.len());
    for (i, item) in short.into_iter().enumerate() {
        if is_text(&item) {
            spell_out(item, &at.index(i), forms, items);
        } else {
            items.push(item);
        }
    }
}

fn spell_out(item: Node, at: &KeyPath<'_>, forms: &mut Forms<'_>, ports: &mut Vec<Node>) {
    if forms.too_large.is_some() {
        return;
    }
    let Some(text) = text(&item) else {
        let message = format!("`{at}` is not a port: it has a fraction");
        let diagnostic = Diagnostic::new(&rules::INVALID_PORT, message).at(&item.origin, "");
        forms.diagnostics.push(diagnostic.subject(at.to_string()));
        return;
    };
    match forms.checked(port::parse(&text), &rules::INVALID_PORT, &item, at) {
        Some(spec) => {
            if spec.is_out_of_order {
                warn_of_order(&text, &item, at, forms);
            }
            // A port is an object of up to five values.
            if !forms.budget.take_nodes(spec.ports.len().saturating_mul(6)) {
                forms.too_large = Some(item.origin);
                return;
            }
            ports.extend(spec.ports.into_iter().map(|port| long_form(port, &item)));
        }
        None if forms.keep_unreadable => ports.push(item),
        None => {}
    }
}

/// A port whose parts all point at the text that names it.
fn long_form(port: ShortPort, item: &Node) -> Node {
    let origin = short_form(&item.origin);
    let string = |text: String| Node::string(text, origin.clone());
    let mut mapping = Mapping::with_capacity(5);
    mapping.insert("mode", string("ingress".to_owned()));
    if let Some(address) = port.host_ip {
        mapping.insert("host_ip", string(address));
    }
    mapping.insert("target", Node::int(i64::from(port.target), origin.clone()));
    if let Some(published) = port.published {
        mapping.insert("published", string(published));
    }
    mapping.insert("protocol", string(port.protocol.as_str().to_owned()));
    Node { tag: item.tag.clone(), ..Node::mapping(mapping, origin) }
}

fn warn_of_order(text: &str, item: &Node, at: &KeyPath<'_>, forms: &mut Forms<'_>) {
    let message = format!("the ports of `{text}` are sorted as texts, not as numbers");
    let diagnostic = Diagnostic::new(&rules::UNSORTED_PORTS, message)
        .at(&item.origin, "")
        .subject(at.to_string());
    forms.diagnostics.push(diagnostic);
}
