//! Manifests that stand in files already.

use std::path::Path;

use compose_model::diagnostic::Diagnostics;
use compose_model::load;
use compose_model::source::SourceMap;
use compose_model::types::path;
use compose_model::vfs::{FileKind, VfsError};
use compose_model::yaml::{self, Budget};
use serde_json::Value;

use crate::difference::object::{self, Content, Objects};
use crate::failure::Failure;
use crate::world::World;

/// Whether a folder is that of a project: one with a Compose file to discover.
pub(super) fn is_project(folder: &str, world: &World<'_>) -> bool {
    load::FILE_NAMES.iter().any(|name| world.vfs.metadata(&path::join(folder, name)).is_ok())
}

/// The objects of all YAML files of a folder and those in it.
pub(super) fn read_folder(folder: &str, world: &World<'_>) -> Result<Objects, Failure> {
    let mut objects = Objects::new();
    let mut folders = vec![(folder.to_owned(), 0)];
    while let Some((folder, depth)) = folders.pop() {
        let names = world.vfs.list(&folder).map_err(|error| cannot_read(&folder, &error, world))?;
        for name in names.into_iter().filter(|name| !name.starts_with('.')) {
            let place = path::join(&folder, &name);
            let kind = world.vfs.metadata(&place).map(|metadata| metadata.kind);
            if name == "kustomization.yaml" {
                return Err(Failure::usage(format!(
                    "`{}` must be built first",
                    world.shown(&folder)
                ))
                .help(format!(
                    "compare with the output of `kubectl kustomize {}`",
                    world.shown(&folder)
                )));
            }
            match kind {
                // A link that leads upwards has no end.
                Ok(FileKind::Directory) if depth < DEPTH => folders.push((place, depth + 1)),
                Ok(FileKind::File) if is_yaml(&name) => {
                    objects.extend(read_file(&place, world)?.into_iter().flatten());
                }
                _ => {}
            }
        }
    }
    if objects.is_empty() {
        let message =
            format!("there is neither a project nor a manifest in `{}`", world.shown(folder));
        return Err(Failure::usage(message));
    }
    Ok(objects)
}

fn is_yaml(name: &str) -> bool {
    let extension = Path::new(name).extension();
    extension.is_some_and(|it| it.eq_ignore_ascii_case("yaml") || it.eq_ignore_ascii_case("yml"))
}

/// Folders inside one another.
const DEPTH: usize = 16;

/// The objects of a file; `None` where it holds something else, such as a Compose project.
pub(super) fn read_file(place: &str, world: &World<'_>) -> Result<Option<Objects>, Failure> {
    let limit = load::Limits::default().file_bytes;
    let bytes = match world.vfs.read(place, limit) {
        Ok(bytes) => bytes,
        Err(error) => return Err(cannot_read(place, &error, world)),
    };
    let documents = parse(&bytes).unwrap_or_default();
    let named = documents.into_iter().map(|document| {
        let name = object::name(&document)?;
        Some((name, Content::Object(document)))
    });
    Ok(named.collect::<Option<Objects>>().filter(|objects| !objects.is_empty()))
}

/// The documents of a YAML file, without empty ones; `None` where it is none.
pub(super) fn parse(bytes: &[u8]) -> Option<Vec<Value>> {
    let text = std::str::from_utf8(bytes).ok()?;
    let mut diagnostics = Diagnostics::default();
    let file = SourceMap::default().add("", text);
    let documents = yaml::parse(text, file, &mut Budget::default(), &mut diagnostics);
    if diagnostics.has_errors() {
        return None;
    }
    let values = documents.iter().map(|document| serde_json::to_value(&document.root).ok());
    let values: Vec<Value> = values.collect::<Option<_>>()?;
    Some(values.into_iter().filter(|value| !value.is_null()).collect())
}

fn cannot_read(place: &str, error: &VfsError, world: &World<'_>) -> Failure {
    Failure::usage(format!("cannot read `{}`: {error}", world.shown(place)))
}
