//! One file that the user names.

use std::fs;
use std::path::{Path, PathBuf};

use compose_model::source::SourceMap;

use super::cannot;
use super::stage::{Access, Stage};
use crate::failure::Failure;

/// Writes the file, which the user named and so may be replaced, unless it was read for the result.
pub(super) fn write(
    path: &Path,
    bytes: &[u8],
    secret: bool,
    sources: &SourceMap,
) -> Result<(), Failure> {
    // The file that a link leads to is meant, not the link.
    let place = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    refuse_source(path, &place, sources)?;
    if let Some(folder) = missing_folder(&place) {
        return Err(Failure::error(format!("the folder `{}` does not exist", folder.display())));
    }
    let special = fs::metadata(&place).is_ok_and(|found| !found.is_file());
    if special {
        // A device such as /dev/null cannot be replaced, only written to.
        return fs::write(&place, bytes).map_err(|error| cannot("write", path, &error));
    }
    let mut stage = Stage::default();
    let access = if secret { Access::Secret } else { Access::Plain };
    stage.add(&place, bytes, access).map_err(|error| cannot("write", path, &error))?;
    stage.commit().map_err(|(_, error)| cannot("write", path, &error))
}

/// Refuses a place that was read for the result; `path` is what the user calls it.
pub(super) fn refuse_source(path: &Path, place: &Path, sources: &SourceMap) -> Result<(), Failure> {
    if sources.files().any(|(_, file)| is_same(file.path(), place)) {
        return Err(Failure::usage(format!("`{}` is a file of the project", path.display()))
            .help("name another file to write to"));
    }
    Ok(())
}

fn is_same(source: &str, place: &Path) -> bool {
    fs::canonicalize(source).is_ok_and(|source| source == place)
}

fn missing_folder(place: &Path) -> Option<PathBuf> {
    let folder = place.parent().filter(|folder| !folder.as_os_str().is_empty())?;
    (!folder.exists()).then(|| folder.to_owned())
}
