//! Reads a file or a folder of files, as long as it is small.

use compose_model::types::path;
use compose_model::vfs::{FileKind, Vfs, VfsError};

use super::host_paths;

/// The largest file, and the largest folder in all.
pub(crate) const MAX_FILE: u64 = 1 << 20;
/// What a folder may hold to count as configuration.
const MAX_FILES: usize = 100;
/// How deep folders may stand in one another.
const MAX_DEPTH: usize = 8;

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FileData {
    /// Where it stands in its folder, `conf.d/default.conf`; the file's own name where it is alone.
    pub(crate) path: String,
    /// The content.
    pub(crate) bytes: Vec<u8>,
    /// Whether anybody may execute it.
    pub(crate) executable: bool,
}

/// Reads one file of at most `limit` bytes.
pub(super) fn read_file(vfs: &dyn Vfs, file: &str, limit: u64) -> Result<FileData, VfsError> {
    let metadata = vfs.metadata(file)?;
    let bytes = vfs.read(file, limit)?;
    Ok(FileData {
        path: path::file_name(file).to_owned(),
        bytes,
        executable: metadata.mode & 0o111 != 0,
    })
}

/// Why a folder is no configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum NotFiles {
    /// There is nothing in it.
    Empty,
    /// It holds too many files, too large ones, or something that is no file.
    Unfit,
    /// It cannot be read.
    Unreadable(VfsError),
}

/// Reads all files below a folder, sorted by path, of at most `limit` bytes together.
///
/// Stops at the first sign that it is more than configuration, so that a source tree costs little.
pub(super) fn read_folder(
    vfs: &dyn Vfs,
    folder: &str,
    limit: u64,
) -> Result<Vec<FileData>, NotFiles> {
    let root = vfs.canonicalise(folder).map_err(NotFiles::Unreadable)?;
    let mut walk = Walk { vfs, root, left: limit, files: Vec::new() };
    walk.folder(folder, "", 0)?;
    if walk.files.is_empty() { Err(NotFiles::Empty) } else { Ok(walk.files) }
}

struct Walk<'v> {
    vfs: &'v dyn Vfs,
    /// The folder without symbolic links.
    root: String,
    left: u64,
    files: Vec<FileData>,
}

impl Walk<'_> {
    /// Whether a symbolic link leads out of the folder. In a container it would lead to something else
    /// or nowhere, and nothing that the project does not name is read.
    fn leads_out(&self, link: &str) -> Result<bool, NotFiles> {
        let target = self.vfs.canonicalise(link).map_err(NotFiles::Unreadable)?;
        Ok(!host_paths::is_at_or_below(&target, &self.root))
    }

    fn folder(&mut self, folder: &str, prefix: &str, depth: usize) -> Result<(), NotFiles> {
        if depth > MAX_DEPTH {
            return Err(NotFiles::Unfit);
        }
        for name in self.vfs.list(folder).map_err(NotFiles::Unreadable)? {
            let (whole, inner) = (format!("{folder}/{name}"), format!("{prefix}{name}"));
            let metadata = match self.vfs.metadata(&whole) {
                Ok(metadata) => metadata,
                // A link to nowhere is nothing that a container could read.
                Err(VfsError::NotFound) => continue,
                Err(error) => return Err(NotFiles::Unreadable(error)),
            };
            if metadata.link_target.is_some() && self.leads_out(&whole)? {
                continue;
            }
            match metadata.kind {
                FileKind::Directory if is_rubbish(&name) => return Err(NotFiles::Unfit),
                FileKind::Directory => self.folder(&whole, &format!("{inner}/"), depth + 1)?,
                // Written by Git for its own sake: no container reads it.
                FileKind::File if name == ".gitkeep" || name == ".gitignore" => {}
                FileKind::File => {
                    if metadata.size > self.left || self.files.len() == MAX_FILES {
                        return Err(NotFiles::Unfit);
                    }
                    let bytes = self.vfs.read(&whole, self.left).map_err(NotFiles::Unreadable)?;
                    self.left = self.left.saturating_sub(bytes.len() as u64);
                    let executable = metadata.mode & 0o111 != 0;
                    self.files.push(FileData { path: inner, bytes, executable });
                }
                FileKind::Other => return Err(NotFiles::Unfit),
            }
        }
        Ok(())
    }
}

/// Folders that tools make: what holds one is a source tree.
fn is_rubbish(name: &str) -> bool {
    matches!(
        name,
        ".git" | ".svn" | "node_modules" | "__pycache__" | ".venv" | "venv" | "target" | "vendor"
    )
}

#[cfg(test)]
mod tests {
    use compose_model::vfs::{MemoryVfs, Metadata};

    use super::*;

    #[test]
    fn reads_folders_with_folders() {
        let mut vfs =
            MemoryVfs::new([("/c/b/x.conf", "b"), ("/c/a.conf", "a"), ("/c/.gitkeep", "")]);
        vfs.insert_with_mode("/c/run.sh", "run", 0o755);
        let files = read_folder(&vfs, "/c", 100).unwrap();
        let seen: Vec<_> = files.iter().map(|f| (f.path.as_str(), f.executable)).collect();
        assert_eq!(seen, [("a.conf", false), ("b/x.conf", false), ("run.sh", true)]);
    }

    /// A file system in which `/c/out` is a link to `/secret` and `/c/in` one to `/c/a.conf`.
    struct Links(MemoryVfs);

    impl Vfs for Links {
        fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, VfsError> {
            self.0.read(&self.canonicalise(path)?, limit)
        }

        fn metadata(&self, path: &str) -> Result<Metadata, VfsError> {
            let target = self.canonicalise(path)?;
            let metadata = self.0.metadata(&target)?;
            Ok(Metadata { link_target: (target != path).then_some(target), ..metadata })
        }

        fn list(&self, _: &str) -> Result<Vec<String>, VfsError> {
            Ok(["a.conf", "in", "out"].map(str::to_owned).into())
        }

        fn canonicalise(&self, path: &str) -> Result<String, VfsError> {
            let target = match path {
                "/c/out" => "/secret",
                "/c/in" => "/c/a.conf",
                path => path,
            };
            Ok(target.to_owned())
        }
    }

    #[test]
    fn links_that_lead_out_are_not_followed() {
        let vfs = Links(MemoryVfs::new([("/c/a.conf", "a"), ("/secret", "s")]));
        let files = read_folder(&vfs, "/c", 100).unwrap();
        let paths: Vec<_> = files.iter().map(|file| file.path.as_str()).collect();
        assert_eq!(paths, ["a.conf", "in"]);
    }

    #[test]
    fn stops_where_it_is_more_than_configuration() {
        let vfs = MemoryVfs::new([("/a/x", "12345"), ("/b/.git/config", ""), ("/c/.gitkeep", "")]);
        assert_eq!(read_folder(&vfs, "/a", 4), Err(NotFiles::Unfit));
        assert_eq!(read_folder(&vfs, "/b", 99), Err(NotFiles::Unfit));
        assert_eq!(read_folder(&vfs, "/c", 99), Err(NotFiles::Empty));
        let many = MemoryVfs::new((0..=MAX_FILES).map(|n| (format!("/m/{n}"), "")));
        assert_eq!(read_folder(&many, "/m", 99), Err(NotFiles::Unfit));
    }
}
