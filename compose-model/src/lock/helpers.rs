//! Images that no Compose file names, because a translation adds them: those of containers that wait or
//! copy.
//!
//! They stand under an extension at the top level, each image with its pinned name. So a lock stays a
//! Compose override that `docker compose` reads, and it pins them in either way of using it.

use indexmap::IndexMap;

use super::apply::pins;
use crate::model::Project;
use crate::origin::{Origin, Spanned};
use crate::yaml::{Mapping, Node};

/// The key of the extension.
pub const HELPER_IMAGES: &str = "x-helper-images";

/// Puts images into a project whose digests [`Lock::resolve`](super::Lock::resolve) is to find.
pub fn want_helpers(project: &mut Project, images: impl IntoIterator<Item = String>) {
    let images: IndexMap<String, Spanned<String>> = images
        .into_iter()
        .map(|image| (image.clone(), Spanned::generated(image, "lock")))
        .collect();
    put(project, images.iter());
}

/// The pinned name that a project has for an image.
pub fn pinned_helper<'p>(project: &'p Project, image: &str) -> Option<&'p str> {
    let pinned = project.extensions.get(HELPER_IMAGES)?.get(image)?.as_str()?;
    pins(pinned, image).then_some(pinned)
}

/// The images of a project with their pinned names, as far as they are texts.
pub(super) fn of(project: &Project) -> impl Iterator<Item = (&str, &Node)> {
    let images = project.extensions.get(HELPER_IMAGES).and_then(Node::as_mapping);
    let images = images.into_iter().flat_map(|images| images.iter());
    images.filter(|(_, node)| node.as_str().is_some()).map(|(image, node)| (&**image, node))
}

/// Adds pinned names to those that are there.
pub(super) fn put<'a>(
    project: &mut Project,
    images: impl Iterator<Item = (&'a String, &'a Spanned<String>)>,
) {
    let mut mapping = Mapping::default();
    for (image, node) in of(project) {
        mapping.insert(image, node.clone());
    }
    for (image, pinned) in images {
        mapping.insert(image.as_str(), Node::string(pinned.as_str(), pinned.origin.clone()));
    }
    if !mapping.is_empty() {
        let node = Node::mapping(mapping, Origin::generated("lock"));
        project.extensions.insert(HELPER_IMAGES.to_owned(), node);
    }
}
