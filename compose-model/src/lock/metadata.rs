//! What buildx says about images that it built.
//!
//! `bake --metadata-file` writes an object for each target, `build --metadata-file` that object
//! itself. Of its keys two are needed: `image.name`, the tags with commas between them, and
//! `containerimage.digest`, which is that of the index where there are several platforms.

use super::digests::refuse;
use super::is_digest;
use crate::diagnostic::Diagnostics;
use crate::types::image::ImageReference;
use crate::yaml::Node;

const DIGEST: &str = "containerimage.digest";
const NAMES: &str = "image.name";

/// An image that was built.
pub(super) struct Target {
    /// The target's name in the bake file.
    pub(super) name: Option<String>,
    /// What it was pushed as.
    pub(super) images: Vec<ImageReference>,
    pub(super) digest: String,
}

/// The targets that have a digest; those that were only kept in the cache have none.
pub(super) fn targets(root: &Node, diagnostics: &mut Diagnostics) -> Vec<Target> {
    let Some(mapping) = root.as_mapping() else {
        refuse(root.origin.span(), "expected the metadata of a build".to_owned(), diagnostics);
        return Vec::new();
    };
    if mapping.contains_key(DIGEST) {
        return target(None, root, diagnostics).into_iter().collect();
    }
    let targets = mapping.iter().filter(|(_, node)| node.get(DIGEST).is_some());
    targets.filter_map(|(name, node)| target(Some(name), node, diagnostics)).collect()
}

fn target(name: Option<&str>, node: &Node, diagnostics: &mut Diagnostics) -> Option<Target> {
    let digest = node.get(DIGEST)?;
    let Some(text) = digest.as_str().filter(|text| is_digest(text)) else {
        refuse(digest.origin.span(), "expected a digest".to_owned(), diagnostics);
        return None;
    };
    let names = node.get(NAMES).and_then(Node::as_str).unwrap_or_default();
    let names = names.split(',').map(str::trim).filter(|name| !name.is_empty());
    let mut images = Vec::new();
    for image in names {
        match image.parse() {
            Ok(image) => images.push(image),
            Err(error) => {
                let place = node.get(NAMES).and_then(|node| node.origin.span());
                refuse(place, format!("`{image}` is not an image: {error}"), diagnostics);
            }
        }
    }
    Some(Target { name: name.map(str::to_owned), images, digest: text.to_owned() })
}
