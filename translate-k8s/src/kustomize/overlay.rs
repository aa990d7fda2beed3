//! One environment: what it adds to the base, changes and removes.

use std::collections::BTreeMap;

use compose_model::backend::OutputFile;
use compose_model::yaml;
use serde_json::Value;

use super::difference::Difference;
use super::kustomization::{Kustomization, Patch, Target};
use super::{KUSTOMIZATION, Overlay, file, images, in_folder, namespace};
use crate::document::{Document, Id};
use crate::render::render as plain;

/// The folder of an environment.
pub(super) fn render(base: &[Document], overlay: &Overlay<'_>) -> Vec<OutputFile> {
    let folder = format!("overlays/{}", overlay.name);
    let target: Vec<Document> = overlay.objects.iter().map(Document::new).collect();
    let mut base = base.to_vec();
    let mut kustomization = Kustomization {
        namespace: namespace::apply(&mut base, &target),
        ..Kustomization::default()
    };
    kustomization.images = images::apply(&mut base, &target);
    kustomization.resources.push("../../base".to_owned());

    let mut before: BTreeMap<Id, Document> =
        base.into_iter().map(|document| (document.current_id(), document)).collect();
    let mut files = Vec::new();
    for (object, document) in overlay.objects.iter().zip(&target) {
        if let Some(old) = before.remove(&document.id) {
            patch(&old, document, &folder, &mut kustomization, &mut files);
        } else {
            let added = plain(std::slice::from_ref(object));
            kustomization.resources.push(document.file_name(".yaml"));
            files.extend(added.into_iter().map(|file| in_folder(&folder, file)));
        }
    }
    kustomization.patches.extend(before.values().map(|gone| removal(&gone.id)));
    files.insert(0, file(&folder, KUSTOMIZATION, &kustomization));
    files
}

/// Adds what makes the new document of the old one.
fn patch(
    old: &Document,
    new: &Document,
    folder: &str,
    kustomization: &mut Kustomization,
    files: &mut Vec<OutputFile>,
) {
    let difference = Difference::between(&old.fields, &new.fields, &new.id.kind);
    let secret = new.is_secret();
    let mut add = |file: OutputFile| files.push(OutputFile { secret, ..file });
    if !difference.merge.is_empty() {
        let path = old.file_name(".patch.yaml");
        let mut fields = old.id.fields();
        for (name, value) in difference.merge {
            match (fields.get_mut(&name), value) {
                (Some(Value::Object(known)), Value::Object(more)) => known.extend(more),
                (_, value) => drop(fields.insert(name, value)),
            }
        }
        add(file(folder, &path, &fields));
        kustomization.patches.push(Patch::Merge { path });
    }
    if !difference.operations.list.is_empty() {
        let path = old.file_name(".json-patch.yaml");
        add(file(folder, &path, &difference.operations.list));
        kustomization.patches.push(Patch::Json { path, target: Target::of(&old.id) });
    }
}

/// A patch that removes an object.
fn removal(id: &Id) -> Patch {
    let mut fields = id.fields();
    fields.insert("$patch".to_owned(), Value::from("delete"));
    let text = yaml::emit::to_string(&fields).expect("a map of texts has a YAML form");
    Patch::Text { patch: text }
}
