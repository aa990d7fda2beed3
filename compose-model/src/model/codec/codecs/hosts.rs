//! `extra_hosts`: addresses by host.

use super::super::attribute::sequence;
use super::super::{Codec, Decoder, Form, Omit};
use crate::load::pattern::KeyPath;
use crate::model::Map;
use crate::origin::{Origin, Spanned};
use crate::rules;
use crate::types::hosts;
use crate::yaml::{Node, Value};

/// A list of `host=address`, or a mapping from the host to one address or several; printed as a list
/// in the order of the hosts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hosts;

impl Codec<Map<Vec<String>>> for Hosts {
    fn decode(self, node: Node, at: &KeyPath<'_>, decoder: &mut Decoder<'_>) -> Map<Vec<String>> {
        let mut map = Map::new();
        match node.value {
            Value::Sequence(items) => {
                for (i, item) in items.into_iter().enumerate() {
                    list_entry(&item, &at.index(i), decoder, &mut map);
                }
            }
            Value::Mapping(mapping) => {
                for (host, node) in mapping {
                    let at = at.key(&host);
                    if decoder
                        .checked_key(hosts::check_host(&host), &rules::INVALID_HOST, &node, &at)
                        .is_some()
                    {
                        let addresses = addresses(&node, &at, decoder);
                        add(&mut map, String::from(&*host), addresses, node.origin);
                    }
                }
            }
            Value::Scalar(_) if node.is_null() => {}
            Value::Scalar(_) => decoder.wrong_shape(&node, at, "a list"),
        }
        map
    }

    fn unset(self, attribute: &Map<Vec<String>>) -> bool {
        attribute.is_empty()
    }

    fn encode(self, attribute: &Map<Vec<String>>, _: Omit, _: Form) -> Option<Node> {
        if attribute.is_empty() {
            return None;
        }
        let mut items: Vec<(String, &Origin)> = attribute
            .iter()
            .flat_map(|(host, addresses)| {
                let origin = &addresses.origin;
                addresses.iter().map(move |address| (format!("{host}={address}"), origin))
            })
            .collect();
        items.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        let items = items.into_iter().map(|(text, origin)| Node::string(text, origin.clone()));
        Some(sequence(items.collect()))
    }
}

fn list_entry(
    item: &Node,
    at: &KeyPath<'_>,
    decoder: &mut Decoder<'_>,
    map: &mut Map<Vec<String>>,
) {
    let Some(text) = decoder.text(item, at) else { return };
    let entry = hosts::parse(&text);
    if let Some(entry) = decoder.checked(entry, &rules::INVALID_HOST, item, at) {
        add(map, entry.host, entry.addresses, item.origin.clone());
    }
}

/// A host may have several entries: their addresses come together.
fn add(map: &mut Map<Vec<String>>, host: String, addresses: Vec<String>, origin: Origin) {
    let entry = map.entry(host).or_insert_with(|| Spanned::new(Vec::new(), origin));
    for address in addresses {
        if !entry.contains(&address) {
            entry.push(address);
        }
    }
}

fn addresses(node: &Node, at: &KeyPath<'_>, decoder: &mut Decoder<'_>) -> Vec<String> {
    let address = |node: &Node, at: &KeyPath<'_>, decoder: &mut Decoder<'_>| {
        decoder.text(node, at).map(|text| hosts::unbracket(&text).to_owned())
    };
    match &node.value {
        Value::Sequence(items) => {
            let items = items.iter().enumerate();
            items.filter_map(|(i, item)| address(item, &at.index(i), decoder)).collect()
        }
        _ => address(node, at, decoder).into_iter().collect(),
    }
}
