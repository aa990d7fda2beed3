//! The lock as a Compose override.

use super::{HELPER_IMAGES, Lock, LockedService};
use crate::model::codec::{Element, Form};
use crate::model::service::Mount;
use crate::origin::{Origin, Spanned};
use crate::yaml::{Mapping, Node, emit};

const HEADER: &str = "# Images by digest, written by `compose2k8s lock`. It is a Compose override: give it \
                      last, or `--locked`.\n";

impl Lock {
    /// The lock as the text of a Compose override, sorted by service.
    pub fn to_yaml(&self) -> String {
        let services = self.services.iter().map(|(name, service)| (name.as_str(), node(service)));
        let helpers = self.helpers.iter();
        let helpers = helpers.map(|(name, it)| (name.as_str(), Node::string(it.as_str(), made())));
        let helpers = (!self.helpers.is_empty()).then(|| (HELPER_IMAGES, mapping(helpers)));
        let tree = mapping([("services", mapping(services))].into_iter().chain(helpers));
        // Only text that serde refuses cannot be written, and a tree of texts has none of it.
        let body = emit::to_string(&tree).unwrap_or_default();
        format!("{HEADER}{body}")
    }
}

fn node(service: &LockedService) -> Node {
    let image = service.image.as_ref().map(|image| ("image", Node::string(image.as_str(), made())));
    let mounts = service.mounts.values().map(mount).collect::<Vec<_>>();
    let mounts = (!mounts.is_empty()).then(|| ("volumes", Node::sequence(mounts, made())));
    mapping(image.into_iter().chain(mounts))
}

/// A later file takes the place of the whole mount, so that all of it is written.
fn mount(mount: &Mount) -> Node {
    let mut mount = mount.clone();
    for text in [&mut mount.source, &mut mount.target].into_iter().flatten() {
        *text = Spanned::generated(text.replace('$', "$$"), "lock");
    }
    mount.encode(&made(), Form::Yaml)
}

fn mapping<'a>(entries: impl IntoIterator<Item = (&'a str, Node)>) -> Node {
    let mut mapping = Mapping::default();
    for (key, node) in entries {
        mapping.insert(key, node);
    }
    Node::mapping(mapping, made())
}

fn made() -> Origin {
    Origin::generated("lock")
}
