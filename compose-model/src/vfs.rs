//! The only door to files.
//!
//! Loader and back ends ask a [`Vfs`] for what the project names. The command line answers from the
//! disk, tests and embedders from memory. Paths are strings with `/` between their parts, absolute
//! after the loader has resolved them; on Windows they may start with a drive.

use std::collections::BTreeMap;

use crate::types::path;

/// Reads files, folders and their metadata.
pub trait Vfs {
    /// The content of a file. `-` is the standard input.
    ///
    /// # Errors
    /// [`VfsError`] says why not; a file of more than `limit` bytes is refused before it is read.
    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, VfsError>;

    /// What stands at a path, symbolic links followed.
    ///
    /// # Errors
    /// As for [`Vfs::read`].
    fn metadata(&self, path: &str) -> Result<Metadata, VfsError>;

    /// The names in a folder, sorted.
    ///
    /// # Errors
    /// As for [`Vfs::read`].
    fn list(&self, path: &str) -> Result<Vec<String>, VfsError>;

    /// The absolute path without symbolic links.
    ///
    /// # Errors
    /// As for [`Vfs::read`].
    fn canonicalise(&self, path: &str) -> Result<String, VfsError>;
}

/// What stands at a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Metadata {
    /// File, folder or something else.
    pub kind: FileKind,
    /// The size in bytes.
    pub size: u64,
    /// The permission bits (`0o755`).
    pub mode: u32,
    /// The target, where the path itself is a symbolic link.
    pub link_target: Option<String>,
}

/// The kind of thing at a path, after symbolic links.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// An ordinary file.
    File,
    /// A folder.
    Directory,
    /// A socket, pipe or device.
    Other,
}

/// Why a path could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum VfsError {
    /// Nothing stands there.
    #[error("no such file or directory")]
    NotFound,
    /// The system refuses.
    #[error("permission denied")]
    PermissionDenied,
    /// A folder where a file is wanted.
    #[error("is a directory")]
    IsDirectory,
    /// A file where a folder is wanted.
    #[error("not a directory")]
    NotDirectory,
    /// A socket, pipe or device where a file is wanted.
    #[error("not a regular file")]
    NotRegular,
    /// Symbolic links that lead back to themselves.
    #[error("too many levels of symbolic links")]
    LinkLoop,
    /// More bytes than the caller takes.
    #[error("larger than the limit of {}", size(*limit))]
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// Anything else, in the system's words.
    #[error("{0}")]
    Other(String),
}

/// A size in words, in mebibytes where it is a whole number of them.
fn size(bytes: u64) -> String {
    const MEBIBYTE: u64 = 1 << 20;
    match bytes / MEBIBYTE {
        mebibytes if mebibytes > 0 && bytes.is_multiple_of(MEBIBYTE) => format!("{mebibytes} MiB"),
        _ => format!("{bytes} bytes"),
    }
}

/// Files in memory, for tests, the browser and embedders.
///
/// ```
/// use compose_model::vfs::{MemoryVfs, Vfs};
/// let files = MemoryVfs::new([("/app/compose.yaml", "services: {}\n")]);
/// assert_eq!(files.read("/app/compose.yaml", 1024).unwrap(), b"services: {}\n");
/// assert_eq!(files.list("/app").unwrap(), ["compose.yaml"]);
/// ```
#[derive(Clone, Debug, Default)]
pub struct MemoryVfs {
    files: BTreeMap<String, MemoryFile>,
}

#[derive(Clone, Debug)]
struct MemoryFile {
    content: Result<Vec<u8>, VfsError>,
    mode: u32,
}

impl MemoryVfs {
    /// Files by their absolute paths.
    pub fn new<P: Into<String>, C: Into<Vec<u8>>>(files: impl IntoIterator<Item = (P, C)>) -> Self {
        let mut vfs = Self::default();
        for (path, content) in files {
            vfs.insert(path, content);
        }
        vfs
    }

    /// Adds or replaces a file with mode 0644.
    pub fn insert(&mut self, path: impl Into<String>, content: impl Into<Vec<u8>>) {
        self.insert_with_mode(path, content, 0o644);
    }

    /// Adds or replaces a file.
    pub fn insert_with_mode(
        &mut self,
        path: impl Into<String>,
        content: impl Into<Vec<u8>>,
        mode: u32,
    ) {
        let file = MemoryFile { content: Ok(content.into()), mode };
        self.files.insert(path::clean(&path.into()), file);
    }

    /// Makes reading a path fail.
    pub fn refuse(&mut self, path: impl Into<String>, error: VfsError) {
        let file = MemoryFile { content: Err(error), mode: 0 };
        self.files.insert(path::clean(&path.into()), file);
    }

    fn is_directory(&self, path: &str) -> bool {
        let prefix = directory_prefix(path);
        self.files.range(prefix.clone()..).next().is_some_and(|(file, _)| file.starts_with(&prefix))
    }
}

fn directory_prefix(path: &str) -> String {
    if path == "/" { path.to_owned() } else { format!("{path}/") }
}

impl Vfs for MemoryVfs {
    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, VfsError> {
        let path = path::clean(path);
        match self.files.get(&path) {
            Some(file) => {
                let content = file.content.as_ref().map_err(Clone::clone)?;
                if content.len() as u64 > limit {
                    return Err(VfsError::TooLarge { limit });
                }
                Ok(content.clone())
            }
            None if self.is_directory(&path) => Err(VfsError::IsDirectory),
            None => Err(VfsError::NotFound),
        }
    }

    fn metadata(&self, path: &str) -> Result<Metadata, VfsError> {
        let path = path::clean(path);
        let (kind, size, mode) = match self.files.get(&path) {
            Some(file) => {
                let size = file.content.as_ref().map_or(0, |content| content.len() as u64);
                (FileKind::File, size, file.mode)
            }
            None if self.is_directory(&path) => (FileKind::Directory, 0, 0o755),
            None => return Err(VfsError::NotFound),
        };
        Ok(Metadata { kind, size, mode, link_target: None })
    }

    fn list(&self, path: &str) -> Result<Vec<String>, VfsError> {
        let path = path::clean(path);
        if self.files.contains_key(&path) {
            return Err(VfsError::NotDirectory);
        }
        let prefix = directory_prefix(&path);
        let mut names: Vec<String> = self
            .files
            .range(prefix.clone()..)
            .map_while(|(file, _)| file.strip_prefix(&prefix))
            .map(|rest| rest.split('/').next().unwrap_or(rest).to_owned())
            .collect();
        names.sort();
        names.dedup();
        if names.is_empty() { Err(VfsError::NotFound) } else { Ok(names) }
    }

    fn canonicalise(&self, path: &str) -> Result<String, VfsError> {
        let path = path::clean(path);
        self.metadata(&path).map(|_| path)
    }
}
