//! A project and its environments as a Kustomize base with overlays.
//!
//! `base/` holds the objects of the project, `overlays/NAME/` what an environment adds, changes and
//! removes: whole objects, patches with nothing but the changed fields, and a transformer where all
//! objects change alike (`namespace`, `images`). What always holds: `kustomize build overlays/NAME`
//! gives the objects that a translation of the environment alone gives, with every list in its order.
//!
//! Nothing is used that Kustomize deprecates (`patchesStrategicMerge`, `commonLabels`), and nothing
//! that the versions in supported kubectls understand differently.

mod difference;
mod images;
mod json_patch;
mod kustomization;
mod list;
mod namespace;
mod overlay;

use compose_model::backend::{OutputFile, Role};
use compose_model::yaml;
use serde::Serialize;

use crate::document::Document;
use crate::object::Object;
use crate::render::render as plain;

use kustomization::Kustomization;

/// An environment: what a translation makes of the project with its files and options.
#[derive(Clone, Copy, Debug)]
pub struct Overlay<'a> {
    /// The name of its folder.
    pub name: &'a str,
    /// All objects of the environment, those of the project among them.
    pub objects: &'a [Object],
}

/// Writes the base and an overlay for each environment. Their names must differ.
pub fn render(base: &[Object], overlays: &[Overlay<'_>]) -> Vec<OutputFile> {
    let documents: Vec<Document> = base.iter().map(Document::new).collect();
    let mut files = vec![file("base", KUSTOMIZATION, &Kustomization::of_base(&documents))];
    files.extend(plain(base).into_iter().map(|file| in_folder("base", file)));
    for overlay in overlays {
        files.extend(overlay::render(&documents, overlay));
    }
    files
}

/// The name of the file that tells Kustomize what to do.
const KUSTOMIZATION: &str = "kustomization.yaml";

/// A file that is no object of the result.
fn file<T: Serialize>(folder: &str, name: &str, content: &T) -> OutputFile {
    let text = yaml::emit::to_string(content)
        .expect("patches and kustomizations are maps and lists with text keys");
    OutputFile {
        path: format!("{folder}/{name}"),
        bytes: text.into_bytes(),
        role: Role::Side,
        executable: false,
        secret: false,
    }
}

fn in_folder(folder: &str, file: OutputFile) -> OutputFile {
    OutputFile { path: format!("{folder}/{}", file.path), ..file }
}

#[cfg(test)]
mod tests;
