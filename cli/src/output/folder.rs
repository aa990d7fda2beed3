//! A folder with a file for each document, and the files that they need.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use compose_model::backend::OutputFile;

use super::record::{self, Record};
use super::stage::{Access, Stage};
use super::{Written, below, cannot};
use crate::failure::Failure;

/// A result in its folder, before anything is changed there.
struct Plan<'a> {
    /// What must be written, with its place.
    writes: Vec<(PathBuf, &'a OutputFile)>,
    /// Files of an earlier run that go.
    stale: Vec<PathBuf>,
    /// Files of an earlier run that were edited and stay.
    kept: Vec<String>,
    /// What will be ours.
    record: Record,
}

/// Files in the way, named in the message.
const NAMED: usize = 5;

/// Writes the files, and removes those of an earlier run that nobody edited.
pub(super) fn write(files: &[OutputFile], folder: &Path, force: bool) -> Result<Written, Failure> {
    let old = read_record(folder)?;
    let plan = plan(files, folder, &old, force)?;
    fs::create_dir_all(folder).map_err(|error| cannot("create", folder, &error))?;
    let mut stage = Stage::default();
    for (place, file) in &plan.writes {
        let parent = place.parent().unwrap_or(folder);
        fs::create_dir_all(parent).map_err(|error| cannot("create", parent, &error))?;
        let staged = stage.add(place, &file.bytes, access(file));
        staged.map_err(|error| cannot("write", place, &error))?;
    }
    write_record(folder, &plan.record.clone().merged(&old))?;
    stage.commit().map_err(|(place, error)| cannot("write", &place, &error))?;
    for place in &plan.stale {
        fs::remove_file(place).map_err(|error| cannot("remove", place, &error))?;
        remove_empty_parents(place, folder);
    }
    write_record(folder, &plan.record)?;
    let destination = Some(format!("{}/", folder.display().to_string().trim_end_matches('/')));
    Ok(Written { destination, removed: plan.stale.len(), kept: plan.kept })
}

/// Decides what to do with each file, and refuses where something is in the way.
fn plan<'a>(
    files: &'a [OutputFile],
    folder: &Path,
    old: &Record,
    force: bool,
) -> Result<Plan<'a>, Failure> {
    let (writes, stale) = (Vec::with_capacity(files.len()), Vec::new());
    let mut plan = Plan { writes, stale, kept: Vec::new(), record: Record::default() };
    let mut in_the_way = Vec::new();
    for file in files {
        let place = below(folder, &file.path).filter(|_| file.path != record::NAME);
        let Some(place) = place.filter(|_| !plan.record.has(&file.path)) else {
            let message = format!("the target wants to write to `{}`, which cannot be", file.path);
            return Err(Failure::error(message));
        };
        match found(&place)? {
            Found::Nothing => plan.writes.push((place, file)),
            Found::File(bytes, mode) if bytes == file.bytes && mode_fits(mode, file) => {}
            Found::File(bytes, _)
                if force || old.knows(&file.path, &bytes) || bytes == file.bytes =>
            {
                plan.writes.push((place, file));
            }
            Found::File(..) if old.has(&file.path) => {
                in_the_way.push((place, "was edited since compose2k8s wrote it"));
            }
            Found::File(..) => in_the_way.push((place, "was not written by compose2k8s")),
            Found::Other => in_the_way.push((place, "is no ordinary file")),
        }
        plan.record.insert(&file.path, &file.bytes);
    }
    if !in_the_way.is_empty() {
        return Err(refuse(&in_the_way));
    }
    let stale: Vec<&str> = old.paths().filter(|path| !plan.record.has(path)).collect();
    for path in stale {
        // The record is a file that anybody can write: a path in it is not trusted.
        let Some(place) = below(folder, path) else { continue };
        match found(&place)? {
            Found::File(bytes, _) if old.knows(path, &bytes) => plan.stale.push(place),
            Found::Nothing => {}
            Found::File(..) | Found::Other => plan.kept.push(place.display().to_string()),
        }
    }
    Ok(plan)
}

fn refuse(in_the_way: &[(PathBuf, &str)]) -> Failure {
    let mut lines: Vec<String> = in_the_way
        .iter()
        .take(NAMED)
        .map(|(place, why)| format!("`{}` {why}", place.display()))
        .collect();
    if in_the_way.len() > NAMED {
        lines.push(format!("and {} more", in_the_way.len() - NAMED));
    }
    Failure::error(format!("nothing was written: {}", lines.join(", ")))
        .help("move it away or use another folder, or replace it with `--force`")
}

/// What is at a place.
pub(super) enum Found {
    Nothing,
    /// An ordinary file, with its permission bits.
    File(Vec<u8>, u32),
    /// A folder, a link, a device: not ours, and not to be replaced even by force.
    Other,
}

/// Looks at a place without following links.
pub(super) fn found(place: &Path) -> Result<Found, Failure> {
    match fs::symlink_metadata(place) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Found::Nothing),
        Err(error) => Err(cannot("look at", place, &error)),
        Ok(metadata) if metadata.is_file() => match fs::read(place) {
            Ok(bytes) => Ok(Found::File(bytes, permissions(&metadata))),
            Err(error) => Err(cannot("read", place, &error)),
        },
        Ok(_) => Ok(Found::Other),
    }
}

/// Who may do what with a file of the result.
pub(super) fn access(file: &OutputFile) -> Access {
    match (file.secret, file.executable) {
        (true, _) => Access::Secret,
        (false, true) => Access::Executable,
        (false, false) => Access::Plain,
    }
}

/// Whether a file of the right content has the right permissions too. What the umask may take away
/// is not looked at.
fn mode_fits(mode: u32, file: &OutputFile) -> bool {
    match access(file) {
        Access::Secret => mode | 0o700 == 0o700,
        Access::Executable => mode & 0o100 != 0,
        Access::Plain => mode & 0o111 == 0,
    }
}

#[cfg(unix)]
fn permissions(metadata: &fs::Metadata) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    metadata.permissions().mode() & 0o777
}

/// Windows keeps no such bits: none is missing, and none is too many.
#[cfg(not(unix))]
fn permissions(_: &fs::Metadata) -> u32 {
    0
}

/// The record of earlier runs; an empty one where there were none.
pub(super) fn read_record(folder: &Path) -> Result<Record, Failure> {
    let place = folder.join(record::NAME);
    match found(&place)? {
        Found::Nothing => Ok(Record::default()),
        Found::File(bytes, _) => {
            let text = String::from_utf8(bytes).ok();
            text.and_then(|text| Record::parse(&text)).ok_or_else(|| unreadable(&place))
        }
        Found::Other => Err(unreadable(&place)),
    }
}

fn unreadable(place: &Path) -> Failure {
    Failure::error(format!("`{}` is no record of written files", place.display()))
        .help("remove it, or write to another folder")
}

fn write_record(folder: &Path, record: &Record) -> Result<(), Failure> {
    let place = folder.join(record::NAME);
    let mut stage = Stage::default();
    let staged = stage.add(&place, record.text().as_bytes(), Access::Plain);
    staged.map_err(|error| cannot("write", &place, &error))?;
    stage.commit().map_err(|(_, error)| cannot("write", &place, &error))
}

/// Removes the folders that a removed file leaves empty, but never the folder of the result.
fn remove_empty_parents(place: &Path, folder: &Path) {
    let parents = place.ancestors().skip(1).take_while(|parent| *parent != folder);
    for parent in parents {
        if fs::remove_dir(parent).is_err() {
            break;
        }
    }
}
