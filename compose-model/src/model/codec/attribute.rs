//! What attributes look like: one value, a list or a map.

use std::sync::Arc;

use super::codecs::Plain;
use super::{Codec, Decoder, Element, Form, Omit};
use crate::load::pattern::KeyPath;
use crate::model::{List, Map, Maybe, Rare};
use crate::origin::{Origin, Spanned};
use crate::source::Span;
use crate::yaml::{Mapping, Node, Value};

impl<T: Element + Default> Codec<Maybe<T>> for Plain {
    fn decode(self, node: Node, at: &KeyPath<'_>, decoder: &mut Decoder<'_>) -> Maybe<T> {
        if node.is_null() {
            return None;
        }
        let origin = node.origin.clone();
        T::decode(node, at, decoder).map(|value| Spanned::new(value, origin))
    }

    fn unset(self, attribute: &Maybe<T>) -> bool {
        attribute.is_none()
    }

    fn encode(self, attribute: &Maybe<T>, omit: Omit, form: Form) -> Option<Node> {
        encode_one(attribute.as_ref(), omit, form)
    }
}

impl<T: Element + Default> Codec<Rare<T>> for Plain {
    fn decode(self, node: Node, at: &KeyPath<'_>, decoder: &mut Decoder<'_>) -> Rare<T> {
        let attribute: Maybe<T> = Plain.decode(node, at, decoder);
        attribute.map(Box::new)
    }

    fn unset(self, attribute: &Rare<T>) -> bool {
        attribute.is_none()
    }

    fn encode(self, attribute: &Rare<T>, omit: Omit, form: Form) -> Option<Node> {
        encode_one(attribute.as_deref(), omit, form)
    }
}

fn encode_one<T: Element + Default>(
    attribute: Option<&Spanned<T>>,
    omit: Omit,
    form: Form,
) -> Option<Node> {
    let Some(spanned) = attribute else {
        let is_shown = match omit {
            Omit::Never => form != Form::Complete,
            Omit::Empty => form == Form::Json,
            Omit::Absent | Omit::Zero | Omit::True => false,
        };
        return is_shown.then(|| T::default().encode(&Origin::default(), form));
    };
    let is_omitted = match (omit, form) {
        (Omit::Absent | Omit::Never, _) | (_, Form::Complete) | (Omit::Empty, Form::Json) => false,
        (Omit::Zero, _) | (Omit::Empty, Form::Yaml) => spanned.value.is_zero(),
        (Omit::True, _) => !spanned.value.is_zero(),
    };
    (!is_omitted).then(|| spanned.value.encode(&spanned.origin, form))
}

impl<T: Element> Codec<List<T>> for Plain {
    fn decode(self, node: Node, at: &KeyPath<'_>, decoder: &mut Decoder<'_>) -> List<T> {
        let item = |node: Node, at: &KeyPath<'_>, decoder: &mut Decoder<'_>| {
            let origin = node.origin.clone();
            T::decode(node, at, decoder).map(|value| Spanned::new(value, origin))
        };
        match node.value {
            Value::Sequence(nodes) => {
                // Items are large: a vector that grows by itself has room for four.
                let mut list = List::with_capacity(nodes.len());
                let items = nodes.into_iter().enumerate();
                list.extend(items.filter_map(|(i, node)| item(node, &at.index(i), decoder)));
                list
            }
            // A single text stands for a list of one where the schema allows it.
            Value::Scalar(_) if !node.is_null() => item(node, at, decoder).into_iter().collect(),
            Value::Scalar(_) => Vec::new(),
            Value::Mapping(_) => {
                decoder.wrong_shape(&node, at, "a list");
                Vec::new()
            }
        }
    }

    fn unset(self, attribute: &List<T>) -> bool {
        attribute.is_empty()
    }

    fn encode(self, attribute: &List<T>, _: Omit, form: Form) -> Option<Node> {
        if attribute.is_empty() {
            return None;
        }
        let items = attribute.iter().map(|item| item.value.encode(&item.origin, form)).collect();
        Some(sequence(items))
    }
}

impl<T: Element> Codec<Map<T>> for Plain {
    fn decode(self, node: Node, at: &KeyPath<'_>, decoder: &mut Decoder<'_>) -> Map<T> {
        let mut map = Map::new();
        match node.value {
            Value::Mapping(mapping) => {
                let mut extensions = Mapping::default();
                for (key, node) in mapping {
                    if key.starts_with("x-") {
                        extensions.insert(key, node);
                        continue;
                    }
                    let origin = node.origin.clone();
                    if let Some(value) = T::decode_entry(node, &at.key(&key), decoder) {
                        map.insert(String::from(&*key), Spanned::new(value, origin));
                    }
                }
                if !extensions.is_empty() {
                    swallowed_extensions(extensions, &mut map, at, decoder);
                }
            }
            Value::Sequence(nodes) => {
                for (i, node) in nodes.into_iter().enumerate() {
                    let text = decoder.text_of_entry(&node, &at.index(i));
                    let (key, value) = split_entry(&text);
                    if let Some(element) = T::from_text(value) {
                        map.insert(key.to_owned(), Spanned::new(element, node.origin));
                    }
                }
            }
            Value::Scalar(_) if node.is_null() => {}
            Value::Scalar(_) => decoder.wrong_shape(&node, at, "a map"),
        }
        map
    }

    fn unset(self, attribute: &Map<T>) -> bool {
        attribute.is_empty()
    }

    fn encode(self, attribute: &Map<T>, _: Omit, form: Form) -> Option<Node> {
        (!attribute.is_empty()).then(|| encode_map(attribute, form))
    }
}

/// The reference loader collects `x-…` keys of nearly every map under the key `#extensions`, also
/// where that makes them an entry of the user's own map: a variable or label of that name.
fn swallowed_extensions<T: Element>(
    extensions: Mapping,
    map: &mut Map<T>,
    at: &KeyPath<'_>,
    decoder: &mut Decoder<'_>,
) {
    for (key, node) in &extensions {
        decoder.swallowed_extension(key, node, at);
    }
    let origin = extensions.iter().next().map(|(_, node)| node.origin.clone()).unwrap_or_default();
    let node = Node::mapping(extensions, origin.clone());
    if let Some(value) = T::decode_entry(node, &at.key(EXTENSIONS), decoder) {
        map.insert(EXTENSIONS.to_owned(), Spanned::new(value, origin));
    }
}

const EXTENSIONS: &str = "#extensions";

/// `key=value` or `key`.
pub(super) fn split_entry(text: &str) -> (&str, Option<&str>) {
    text.split_once('=').map_or((text, None), |(key, value)| (key, Some(value)))
}

/// Writes a map, its keys in order.
pub(crate) fn encode_map<T: Element>(map: &Map<T>, form: Form) -> Node {
    let origin = cover(map.values().map(|spanned| spanned.origin.place()));
    let entry = |(key, spanned): (&String, &Spanned<T>)| {
        (Arc::from(key.as_str()), spanned.value.encode(&spanned.origin, form))
    };
    let mut entries: Mapping = map.iter().map(entry).collect();
    entries.sort_keys(form.order());
    Node::mapping(entries, origin)
}

/// A list whose own place is that of its items together.
pub(super) fn sequence(items: Vec<Node>) -> Node {
    let origin = cover(items.iter().map(|item| item.origin.place()));
    Node::sequence(items, origin)
}

/// The origin of a collection, of which the model keeps only the members' places.
fn cover(places: impl Iterator<Item = Option<Span>>) -> Origin {
    places.flatten().reduce(Span::to).map_or_else(|| Origin::generated("code"), Origin::source)
}
