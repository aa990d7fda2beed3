//! Files from the disk, behind the only door that loader and back ends have.
//!
//! What is not an ordinary file is refused before it is opened, so that a pipe or a device named in
//! a Compose file can neither block nor feed the program without end. Only pipes that the user hands over
//! are read all the same, up to the limit: standard input, that of `-f <(…)`, and a FIFO named by `-f`.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use compose_model::types::path;
use compose_model::vfs::{FileKind, Metadata, Vfs, VfsError};

/// The disk; `-` is the standard input, which is read once, as pipes are.
#[derive(Debug, Default)]
pub struct OsVfs {
    stdin: OnceCell<Result<Vec<u8>, VfsError>>,
    /// The files that the command line names: one of them may be a FIFO.
    named: Vec<String>,
    pipes: RefCell<BTreeMap<String, Result<Vec<u8>, VfsError>>>,
}

impl Vfs for OsVfs {
    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, VfsError> {
        if path == "-" {
            let content = self.stdin.get_or_init(|| read_at_most(io::stdin().lock(), 0, limit));
            return content.clone();
        }
        let found = fs::metadata(path).map_err(|error| vfs_error(&error))?;
        match kind(&found) {
            FileKind::File => {}
            FileKind::Directory => return Err(VfsError::IsDirectory),
            FileKind::Other if self.is_meant(path, &found) => return self.pipe(path, limit),
            FileKind::Other => return Err(VfsError::NotRegular),
        }
        if found.len() > limit {
            return Err(VfsError::TooLarge { limit });
        }
        let file = File::open(path).map_err(|error| vfs_error(&error))?;
        read_at_most(file, found.len(), limit)
    }

    fn metadata(&self, path: &str) -> Result<Metadata, VfsError> {
        if path == "-" {
            let kind = FileKind::File;
            return Ok(Metadata { kind, size: 0, mode: 0o600, link_target: None });
        }
        let found = fs::metadata(path).map_err(|error| vfs_error(&error))?;
        let link_target = fs::read_link(path).ok().map(|target| portable(&target));
        let kind = if self.is_meant(path, &found) { FileKind::File } else { kind(&found) };
        Ok(Metadata { kind, size: found.len(), mode: mode(&found), link_target })
    }

    fn list(&self, path: &str) -> Result<Vec<String>, VfsError> {
        let mut names = Vec::new();
        for entry in fs::read_dir(path).map_err(|error| vfs_error(&error))? {
            let name = entry.map_err(|error| vfs_error(&error))?.file_name();
            names.push(name.into_string().map_err(|name| {
                VfsError::Other(format!("the name `{}` in it is not UTF-8", name.to_string_lossy()))
            })?);
        }
        names.sort_unstable();
        Ok(names)
    }

    fn canonicalise(&self, path: &str) -> Result<String, VfsError> {
        let path = fs::canonicalize(path).map_err(|error| vfs_error(&error))?;
        Ok(portable(&path))
    }
}

/// A path as the model has it: with `/`, and on Windows without the prefix of long paths.
pub(crate) fn portable(path: &Path) -> String {
    let text = path.to_string_lossy();
    if cfg!(windows) {
        text.strip_prefix(r"\\?\").unwrap_or(&text).replace('\\', "/")
    } else {
        text.into_owned()
    }
}

/// The current directory as the shell shows it: `PWD` where it names the same folder, so that a
/// project reached through a symbolic link is named after the link, as `docker compose` does.
///
/// # Errors
/// When the current directory is gone or may not be seen.
pub(crate) fn working_dir() -> io::Result<String> {
    let current = std::env::current_dir()?;
    let shown = std::env::var_os("PWD").map(std::path::PathBuf::from);
    let same = |shown: &Path| {
        shown.is_absolute() && fs::canonicalize(shown).ok() == fs::canonicalize(&current).ok()
    };
    Ok(portable(&shown.filter(|shown| same(shown)).unwrap_or(current)))
}

impl OsVfs {
    /// The disk for a command line that names these Compose files.
    pub(crate) fn naming(files: &[String]) -> Self {
        let current = working_dir().unwrap_or_default();
        let named = files.iter().map(|file| path::clean(&path::join(&current, file))).collect();
        Self { named, ..Self::default() }
    }

    /// Whether what is no ordinary file is a pipe that the user wants to be read.
    fn is_meant(&self, path: &str, found: &fs::Metadata) -> bool {
        is_fifo(found) && (is_substitution(path) || self.named.iter().any(|named| named == path))
    }

    /// The content of a pipe, which is there only once.
    fn pipe(&self, path: &str, limit: u64) -> Result<Vec<u8>, VfsError> {
        if let Some(content) = self.pipes.borrow().get(path) {
            return content.clone();
        }
        let file = File::open(path).map_err(|error| vfs_error(&error));
        let content = file.and_then(|file| read_at_most(file, 0, limit));
        self.pipes.borrow_mut().insert(path.to_owned(), content.clone());
        content
    }
}

/// Whether a path is that of what the shell opened for this program, as it does for `<(…)`.
fn is_substitution(path: &str) -> bool {
    let number = path.strip_prefix("/dev/fd/").and_then(|number| number.parse::<u32>().ok());
    number.is_some_and(|number| number > 2)
}

#[cfg(unix)]
fn is_fifo(found: &fs::Metadata) -> bool {
    use std::os::unix::fs::FileTypeExt;
    found.file_type().is_fifo()
}

#[cfg(not(unix))]
fn is_fifo(_found: &fs::Metadata) -> bool {
    false
}

/// The file may be longer than its metadata says, as those of `/proc` are.
fn read_at_most(reader: impl Read, size: u64, limit: u64) -> Result<Vec<u8>, VfsError> {
    let mut bytes = Vec::with_capacity(usize::try_from(size.min(limit)).unwrap_or(0));
    let read = reader.take(limit.saturating_add(1)).read_to_end(&mut bytes);
    read.map_err(|error| vfs_error(&error))?;
    if bytes.len() as u64 > limit { Err(VfsError::TooLarge { limit }) } else { Ok(bytes) }
}

fn kind(metadata: &fs::Metadata) -> FileKind {
    if metadata.is_file() {
        FileKind::File
    } else if metadata.is_dir() {
        FileKind::Directory
    } else {
        FileKind::Other
    }
}

#[cfg(unix)]
fn mode(metadata: &fs::Metadata) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    metadata.permissions().mode() & 0o7777
}

/// Windows has no permission bits; these are the ones that docker gives what it copies from there.
#[cfg(not(unix))]
fn mode(metadata: &fs::Metadata) -> u32 {
    if metadata.is_dir() { 0o755 } else { 0o644 }
}

fn vfs_error(error: &io::Error) -> VfsError {
    match error.kind() {
        ErrorKind::NotFound => VfsError::NotFound,
        ErrorKind::PermissionDenied => VfsError::PermissionDenied,
        ErrorKind::IsADirectory => VfsError::IsDirectory,
        ErrorKind::NotADirectory => VfsError::NotDirectory,
        _ if error.raw_os_error() == Some(LINK_LOOP) => VfsError::LinkLoop,
        _ => VfsError::Other(error.to_string()),
    }
}

/// `ELOOP`, for which the standard library has no stable name.
#[cfg(any(target_os = "linux", target_os = "android"))]
const LINK_LOOP: i32 = 40;
#[cfg(all(unix, not(any(target_os = "linux", target_os = "android"))))]
const LINK_LOOP: i32 = 62;
/// `ERROR_CANT_RESOLVE_FILENAME`.
#[cfg(not(unix))]
const LINK_LOOP: i32 = 1921;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_without_end_stops_at_the_limit() {
        assert_eq!(read_at_most(io::repeat(b'a'), 3, 10), Err(VfsError::TooLarge { limit: 10 }));
        assert_eq!(read_at_most(&b"0123456789"[..], 20, 10).unwrap(), b"0123456789");
    }

    #[cfg(unix)]
    #[test]
    fn devices_are_not_opened() {
        let vfs = OsVfs::default();
        assert_eq!(vfs.read("/dev/zero", 10), Err(VfsError::NotRegular));
        assert_eq!(vfs.metadata("/dev/zero").unwrap().kind, FileKind::Other);
        assert_eq!(vfs.read("/", 10), Err(VfsError::IsDirectory));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn files_that_hide_their_size_are_read_to_the_limit() {
        let vfs = OsVfs::default();
        assert!(vfs.read("/proc/self/status", 1 << 20).unwrap().starts_with(b"Name:"));
        assert_eq!(vfs.read("/proc/self/status", 4), Err(VfsError::TooLarge { limit: 4 }));
    }
}
