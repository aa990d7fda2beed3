//! `build.ssh`.

use super::super::attribute::sequence;
use super::super::{Codec, Decoder, Form, Omit};
use crate::load::pattern::KeyPath;
use crate::model::List;
use crate::model::service::SshKey;
use crate::origin::Spanned;
use crate::yaml::Node;

/// Agents and keys: a map from the name to the path, printed as a list of `name: path`.
///
/// That is what the reference loader prints, though it cannot load it again and fails to print JSON.
/// The short form here takes it as well, so that what is printed loads.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SshKeys;

impl Codec<List<SshKey>> for SshKeys {
    fn decode(self, node: Node, at: &KeyPath<'_>, decoder: &mut Decoder<'_>) -> List<SshKey> {
        if node.is_null() {
            return List::new();
        }
        let entries = decoder.mapping(node, at).into_iter().flatten();
        entries
            .map(|(id, node)| {
                let path = if node.is_null() { None } else { decoder.text(&node, &at.key(&id)) };
                let path = path.filter(|path| !path.is_empty());
                Spanned::new(SshKey { id: String::from(&*id), path }, node.origin)
            })
            .collect()
    }

    fn unset(self, attribute: &List<SshKey>) -> bool {
        attribute.is_empty()
    }

    fn encode(self, attribute: &List<SshKey>, _: Omit, _: Form) -> Option<Node> {
        if attribute.is_empty() {
            return None;
        }
        let item = |key: &Spanned<SshKey>| {
            let text = match &key.path {
                Some(path) => format!("{}: {path}", key.id),
                None => key.id.clone(),
            };
            Node::string(text, key.origin.clone())
        };
        Some(sequence(attribute.iter().map(item).collect()))
    }
}
