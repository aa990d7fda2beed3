//! Files put beside others in a folder that is not ours alone, as Kompose does it.
//!
//! There is no record of what was written: a second run for another Compose file must leave the files
//! of the first one alone. What is in the way is replaced, but for the files of the project.

use std::fs;
use std::path::Path;

use compose_model::backend::OutputFile;
use compose_model::source::SourceMap;

use super::folder::access;
use super::stage::Stage;
use super::{below, cannot, file};
use crate::failure::Failure;

/// Writes all files, or none where one must not be written.
pub(super) fn write(
    files: &[OutputFile],
    folder: &Path,
    sources: &SourceMap,
) -> Result<(), Failure> {
    let mut places = Vec::with_capacity(files.len());
    for file in files {
        let Some(place) = below(folder, &file.path) else {
            let message = format!("the target wants to write to `{}`, which cannot be", file.path);
            return Err(Failure::error(message));
        };
        // The file that a link leads to is meant, not the link.
        let place = fs::canonicalize(&place).unwrap_or(place);
        file::refuse_source(&place, &place, sources)?;
        if fs::metadata(&place).is_ok_and(|found| !found.is_file()) {
            let message = format!("nothing was written: `{}` is no file", place.display());
            return Err(Failure::error(message).help("move it away or use another folder"));
        }
        places.push((place, file));
    }
    fs::create_dir_all(folder).map_err(|error| cannot("create", folder, &error))?;
    let mut stage = Stage::default();
    for (place, file) in places {
        let parent = place.parent().unwrap_or(folder);
        fs::create_dir_all(parent).map_err(|error| cannot("create", parent, &error))?;
        let staged = stage.add(&place, &file.bytes, access(file));
        staged.map_err(|error| cannot("write", &place, &error))?;
    }
    stage.commit().map_err(|(place, error)| cannot("write", &place, &error))
}
