//! The `images` transformer: one line for each image that an environment runs in another version.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::Value;

use crate::document::{Document, Fields};

/// An image and its version in the environment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Image {
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    new_tag: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    digest: Option<String>,
}

/// Finds the images whose version alone differs, everywhere alike. The documents of the base become
/// what the transformer makes of them.
///
/// A version that is both a tag and a digest is left to patches, because not every Kustomize keeps
/// both.
pub(super) fn apply(base: &mut [Document], target: &[Document]) -> Vec<Image> {
    let old = versions(base);
    let images: Vec<Image> = versions(target)
        .into_iter()
        .filter_map(|(name, new)| {
            let is_changed = old.get(&name).is_some_and(|old| *old != new);
            let mut new = new.into_iter();
            let (Some(version), None) = (new.next(), new.next()) else { return None };
            let Version { tag, digest } = version;
            let is_one = tag.is_some() != digest.is_some();
            (is_changed && is_one).then_some(Image { name, new_tag: tag, digest })
        })
        .collect();
    for document in base {
        set(&mut document.fields, &images);
    }
    images
}

impl Image {
    fn reference(&self) -> String {
        let tag = self.new_tag.as_ref().map(|tag| format!(":{tag}"));
        let digest = self.digest.as_ref().map(|digest| format!("@{digest}"));
        [Some(self.name.clone()), tag, digest].into_iter().flatten().collect()
    }
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Version {
    tag: Option<String>,
    digest: Option<String>,
}

/// The versions of each image.
fn versions(documents: &[Document]) -> BTreeMap<String, BTreeSet<Version>> {
    let mut versions: BTreeMap<String, BTreeSet<Version>> = BTreeMap::new();
    let mut pending: Vec<&Fields> = documents.iter().map(|document| &document.fields).collect();
    while let Some(fields) = pending.pop() {
        pending.extend(fields.values().filter_map(Value::as_object));
        let lists = fields.iter().filter(|(name, _)| is_of_containers(name));
        for container in lists.filter_map(|(_, list)| list.as_array()).flatten() {
            let Some(image) = container.get("image").and_then(Value::as_str) else { continue };
            let (name, version) = split(image);
            versions.entry(name.to_owned()).or_default().insert(version);
        }
    }
    versions
}

/// Where Kustomize looks for containers, at any depth.
fn is_of_containers(name: &str) -> bool {
    matches!(name, "containers" | "initContainers")
}

/// Sets the images of containers.
fn set(fields: &mut Fields, images: &[Image]) {
    for (name, value) in fields {
        match value {
            Value::Array(items) if is_of_containers(name) => {
                for container in items {
                    let Some(Value::String(text)) = container.get_mut("image") else { continue };
                    let (name, _) = split(text);
                    // They come from a sorted map.
                    let found = images.binary_search_by(|image| image.name.as_str().cmp(name));
                    if let Ok(index) = found {
                        *text = images[index].reference();
                    }
                }
            }
            Value::Object(inner) => set(inner, images),
            _ => {}
        }
    }
}

/// The name of an image, and its version. The colon of a registry's port comes before a slash.
fn split(image: &str) -> (&str, Version) {
    let (rest, digest) = match image.split_once('@') {
        Some((rest, digest)) => (rest, Some(digest.to_owned())),
        None => (image, None),
    };
    let colon = rest.rfind(':').filter(|colon| !rest[*colon..].contains('/'));
    let (name, tag) = match colon {
        Some(colon) => (&rest[..colon], Some(rest[colon + 1..].to_owned())),
        None => (rest, None),
    };
    (name, Version { tag, digest })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_versions_are_told_apart() {
        let parts = |image| {
            let (name, Version { tag, digest }) = split(image);
            (name.to_owned(), tag.unwrap_or_default(), digest.unwrap_or_default())
        };
        let expected = |name: &str, tag: &str, digest: &str| {
            (name.to_owned(), tag.to_owned(), digest.to_owned())
        };
        assert_eq!(parts("nginx"), expected("nginx", "", ""));
        assert_eq!(parts("host:5000/app"), expected("host:5000/app", "", ""));
        assert_eq!(parts("host:5000/app:1"), expected("host:5000/app", "1", ""));
        assert_eq!(parts("app:1@sha256:ab"), expected("app", "1", "sha256:ab"));
    }
}
