//! A lock that was written before.
//!
//! It must hold what [`Lock::to_yaml`] writes and nothing else: a lock that also changed ports would
//! change the project behind the back of those who read its Compose files.

use super::{HELPER_IMAGES, Lock, LockedService};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::service::{Mount, MountKind};
use crate::origin::Spanned;
use crate::rules::INVALID_LOCK;
use crate::yaml::{Entry, Node};

impl Lock {
    /// Reads the document of a lock.
    pub fn from_node(root: &Node, diagnostics: &mut Diagnostics) -> Self {
        let mut lock = Self::default();
        for (key, node) in entries(root, "a map with `services`", diagnostics) {
            if key == HELPER_IMAGES {
                for (image, node) in entries(node, "a map of images", diagnostics) {
                    let pinned = text(node, "an image", diagnostics);
                    lock.helpers.extend(pinned.map(|pinned| (image.to_owned(), pinned)));
                }
                continue;
            }
            if key != "services" {
                refuse_key(key, node, diagnostics);
                continue;
            }
            for (name, node) in entries(node, "a map of services", diagnostics) {
                let service = service(node, diagnostics);
                lock.services.insert(name.to_owned(), service);
            }
        }
        lock
    }
}

fn service(node: &Node, diagnostics: &mut Diagnostics) -> LockedService {
    let name = Spanned::new((), node.origin.clone());
    let mut service = LockedService { name, ..LockedService::default() };
    for (key, node) in entries(node, "a map with `image`", diagnostics) {
        match key {
            "image" => service.image = text(node, "an image", diagnostics),
            "volumes" => {
                for node in node.as_sequence().unwrap_or_default() {
                    if let Some((target, mount)) = mount(node, diagnostics) {
                        service.mounts.insert(target, mount);
                    }
                }
            }
            _ => refuse_key(key, node, diagnostics),
        }
    }
    service
}

/// The parts of a mount that tell which it is; the rest stays as the Compose files say.
fn mount(node: &Node, diagnostics: &mut Diagnostics) -> Option<(String, Mount)> {
    let part = |key, expected, diagnostics: &mut Diagnostics| {
        let Some(node) = node.get(key) else {
            refuse(node, format!("the mount has no `{key}`"), diagnostics);
            return None;
        };
        let text = text(node, expected, diagnostics)?;
        Some(Spanned::new(text.replace("$$", "$"), text.origin))
    };
    let source = part("source", "an image", diagnostics)?;
    let target = part("target", "a path", diagnostics)?;
    let kind = Some(Spanned::generated(MountKind::Image, "lock"));
    let mount = Mount { kind, source: Some(source), ..Mount::default() };
    Some((target.value, mount))
}

fn entries<'a>(
    node: &'a Node,
    expected: &str,
    diagnostics: &mut Diagnostics,
) -> impl Iterator<Item = (&'a str, &'a Node)> + use<'a> {
    let mapping = node.as_mapping();
    if mapping.is_none() && !node.is_null() {
        refuse(node, format!("expected {expected}"), diagnostics);
    }
    mapping
        .into_iter()
        .flat_map(|mapping| mapping.iter())
        .map(|(key, node): Entry<'_>| (&**key, node))
}

fn text(node: &Node, expected: &str, diagnostics: &mut Diagnostics) -> Option<Spanned<String>> {
    let text = node.as_str().filter(|text| !text.is_empty());
    if text.is_none() {
        refuse(node, format!("expected {expected}"), diagnostics);
    }
    text.map(|text| Spanned::new(text.to_owned(), node.origin.clone()))
}

fn refuse_key(key: &str, node: &Node, diagnostics: &mut Diagnostics) {
    // Extensions mean nothing to anybody who does not know them.
    if key.starts_with("x-") {
        return;
    }
    let message = format!("a lock says nothing but images, not `{key}`");
    let finding = Diagnostic::new(&INVALID_LOCK, message).at(node.origin.place(), "");
    diagnostics.push(finding.help("move it to a Compose file of the project"));
}

fn refuse(node: &Node, message: String, diagnostics: &mut Diagnostics) {
    let finding = Diagnostic::new(&INVALID_LOCK, message).at(&node.origin, "");
    diagnostics.push(finding.help(INVALID_LOCK.hint()));
}
