//! `ports`: `8080:80` and the like become objects, a range several of them.

use std::net::IpAddr;

use super::text::text;
use super::{Forms, is_text, short_form};
use crate::diagnostic::Diagnostic;
use crate::load::pattern::KeyPath;
use crate::rules;
use crate::types::port::{self, PortFault, ShortPort};
use crate::yaml::{Mapping, Node};

/// Each text becomes one object for each port that it names; a list with a text that is left as it is
/// stays as it is.
pub(super) fn lengthen(node: &mut Node, at: &KeyPath<'_>, forms: &mut Forms<'_>) {
    let Some(items) = node.as_sequence_mut() else { return };
    if !items.iter().any(is_text) {
        return;
    }
    let written = forms.keep_unreadable.then(|| items.clone());
    let short = std::mem::take(items);
    items.reserve(short.len());
    for (i, item) in short.into_iter().enumerate() {
        if is_text(&item) {
            spell_out(item, &at.index(i), forms, items);
        } else {
            items.push(item);
        }
    }
    if let Some(written) = written
        && items.iter().any(is_text)
    {
        *items = written;
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
    let read = port::parse(&text);
    let help = |fault: &PortFault| help(fault, &text);
    match forms.checked_with(read, &rules::INVALID_PORT, &item, at, help) {
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

/// What to write instead, as near to the text as possible.
fn help(fault: &PortFault, text: &str) -> String {
    match fault {
        PortFault::InvalidProtocol(protocol) if protocol.parse::<u16>().is_ok() => {
            format!("write a colon between two ports: `{}`", text.replacen('/', ":", 1))
        }
        PortFault::InvalidProtocol(_) => "write `/tcp`, `/udp` or `/sctp`, or nothing".to_owned(),
        PortFault::InvalidPublished(address) if address.parse::<IpAddr>().is_ok() => format!(
            "write a host port behind the address, such as `{address}:8080:80`, or nothing \
             (`{address}::80`) for any"
        ),
        PortFault::InvalidAddress(_) => {
            "write `ADDRESS:HOST:CONTAINER`, such as `127.0.0.1:8080:80`".to_owned()
        }
        PortFault::DifferentRanges { .. } => {
            "make both ranges of one length, as in `8080-8085:80-85`".to_owned()
        }
        PortFault::NoTarget(_) | PortFault::InvalidTarget(_) | PortFault::InvalidPublished(_) => {
            "write `HOST:CONTAINER`, such as `8080:80`, or the container's port alone".to_owned()
        }
    }
}

fn warn_of_order(text: &str, item: &Node, at: &KeyPath<'_>, forms: &mut Forms<'_>) {
    let message = format!("the ports of `{text}` are sorted as texts, not as numbers");
    let diagnostic = Diagnostic::new(&rules::UNSORTED_PORTS, message)
        .at(&item.origin, "")
        .subject(at.to_string());
    forms.diagnostics.push(diagnostic);
}
