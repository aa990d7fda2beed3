//! Digests from files: a list, or what a build left behind.

use std::collections::BTreeMap;

use super::metadata;
use super::{DigestResolver, ResolveError, Wanted, is_digest};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::rules::INVALID_DIGESTS;
use crate::source::{FileId, Span};
use crate::types::image::ImageReference;
use crate::yaml::{Budget, Node, parse};

/// Digests by image, and the images of built services.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Digests {
    /// By the full reference, `docker.io/library/nginx:1.29`.
    images: BTreeMap<String, String>,
    /// The name of a built service's image, by the name of its bake target.
    built: BTreeMap<String, ImageReference>,
}

impl Digests {
    /// Adds a list: a line `IMAGE DIGEST` or `IMAGE@DIGEST` for each image, or a JSON object of
    /// digests by image. `text` is that of `file`.
    pub fn add_list(&mut self, text: &str, file: FileId, diagnostics: &mut Diagnostics) {
        if text.trim_start().starts_with('{') {
            for document in parse(text, file, &mut Budget::default(), diagnostics) {
                self.add_object(&document.root, diagnostics);
            }
            return;
        }
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let content = line.split_once('#').map_or(line, |(content, _)| content);
            if !content.trim().is_empty() {
                let indent = content.len() - content.trim_start().len();
                let from = start + indent;
                let span = span(file, from, from + content.trim().len());
                let words: Vec<&str> = content.split_whitespace().collect();
                match words.as_slice() {
                    [image, digest] => self.add(image, digest, span, diagnostics),
                    [pinned] if pinned.contains('@') => {
                        let (image, digest) = pinned.split_once('@').unwrap_or((pinned, ""));
                        self.add(image, digest, span, diagnostics);
                    }
                    _ => refuse(span, "expected `IMAGE DIGEST`".to_owned(), diagnostics),
                }
            }
            start += line.len();
        }
    }

    /// Adds what `docker buildx bake --metadata-file` or `docker buildx build --metadata-file` wrote.
    /// `text` is that of `file`.
    pub fn add_metadata(&mut self, text: &str, file: FileId, diagnostics: &mut Diagnostics) {
        for document in parse(text, file, &mut Budget::default(), diagnostics) {
            for target in metadata::targets(&document.root, diagnostics) {
                for image in &target.images {
                    self.images.insert(image.full(), target.digest.clone());
                }
                if let (Some(name), Some(image)) = (target.name, target.images.into_iter().next()) {
                    self.built.insert(name, image);
                }
            }
        }
    }

    /// Whether it knows none.
    pub fn is_empty(&self) -> bool {
        self.images.is_empty()
    }

    fn add_object(&mut self, root: &Node, diagnostics: &mut Diagnostics) {
        for (image, digest) in root.as_mapping().into_iter().flat_map(|mapping| mapping.iter()) {
            let place = digest.origin.place();
            match digest.as_str() {
                Some(digest) => self.add(image, digest, place, diagnostics),
                None => refuse(place, "expected a digest".to_owned(), diagnostics),
            }
        }
    }

    fn add(
        &mut self,
        image: &str,
        digest: &str,
        place: Option<Span>,
        diagnostics: &mut Diagnostics,
    ) {
        match image.parse::<ImageReference>() {
            Err(error) => refuse(place, format!("`{image}` is not an image: {error}"), diagnostics),
            Ok(_) if !is_digest(digest) => {
                refuse(place, format!("`{digest}` is not a digest"), diagnostics);
            }
            Ok(image) => {
                self.images.insert(image.full(), digest.to_owned());
            }
        }
    }
}

impl DigestResolver for Digests {
    fn resolve(&self, wanted: &Wanted<'_>) -> Result<String, ResolveError> {
        self.images.get(&wanted.reference.full()).cloned().ok_or(ResolveError::NotKnown)
    }

    fn built_image(&self, service: &str) -> Option<ImageReference> {
        self.built.get(&crate::images::target_name(service)).cloned()
    }
}

fn span(file: FileId, from: usize, to: usize) -> Option<Span> {
    let offset = |at| u32::try_from(at).ok();
    Some(Span::new(file, offset(from)?, offset(to)?))
}

pub(super) fn refuse(place: Option<Span>, message: String, diagnostics: &mut Diagnostics) {
    let finding = Diagnostic::new(&INVALID_DIGESTS, message).at(place, "");
    diagnostics.push(finding.help(INVALID_DIGESTS.hint()));
}
