//! Reading: from a path to text and documents, each failure with the place that names the path.

use std::collections::HashMap;

use super::LoadContext;
use crate::diagnostic::Diagnostic;
use crate::rules;
use crate::source::{FileId, Span};
use crate::types::path;
use crate::vfs::VfsError;
use crate::yaml::decode::add_file;
use crate::yaml::{Document, parse_with};

/// The standard input, among the files.
pub(crate) const STDIN: &str = "-";

/// A file that takes part in the load.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FileRef {
    /// The absolute path, or [`STDIN`].
    pub(crate) path: String,
    /// Where a file of the project names it; none for the command line, the environment and
    /// discovery.
    pub(crate) named: Option<Span>,
    /// What to do where it is not there.
    pub(crate) if_missing: &'static str,
}

const IF_MISSING: &str = "correct the path or create the file";

/// The files that were read already, so that each is read once whoever names it.
#[derive(Debug, Default)]
pub(crate) struct FileCache {
    files: HashMap<String, Option<FileId>>,
    /// How many missing files were compared with those in their folders.
    compared: usize,
}

impl FileRef {
    pub(crate) fn new(path: impl Into<String>) -> Self {
        Self { path: path.into(), named: None, if_missing: IF_MISSING }
    }

    pub(crate) fn named_at(path: impl Into<String>, place: Option<Span>) -> Self {
        Self { path: path.into(), named: place, if_missing: IF_MISSING }
    }
}

impl LoadContext<'_> {
    /// The documents of a Compose file; a file that cannot be read is reported and has none.
    pub(crate) fn documents(&mut self, file: &FileRef) -> Vec<Document> {
        let Some(id) = self.read(file) else {
            self.is_complete = false;
            return Vec::new();
        };
        let text = self.sources.file(id).shared_text();
        let documents =
            parse_with(&text, id, self.workers, &mut self.budget, &mut self.diagnostics);
        self.is_complete &= documents.iter().all(|document| document.complete);
        documents
    }

    /// The text of a file, which is read once.
    pub(crate) fn read(&mut self, file: &FileRef) -> Option<FileId> {
        if is_remote(&file.path) {
            self.report_remote(file);
            return None;
        }
        if let Some(known) = self.files.files.get(&file.path) {
            return *known;
        }
        let shown = self.display_path(&file.path);
        let id = match self.vfs.read(&file.path, self.options.limits.file_bytes) {
            Ok(bytes) => {
                let (id, usable) =
                    add_file(&mut self.sources, shown, &bytes, &mut self.diagnostics);
                usable.then_some(id)
            }
            Err(error) => {
                self.report_unreadable(file, &error);
                None
            }
        };
        self.files.files.insert(file.path.clone(), id);
        id
    }

    /// Reports that a file cannot be read.
    pub(crate) fn report_unreadable(&mut self, file: &FileRef, error: &VfsError) {
        let shown = self.display_path(&file.path);
        let mut diagnostic =
            Diagnostic::new(&rules::CANNOT_READ, format!("cannot read `{shown}`: {error}"))
                .at(file.named, "named here");
        if matches!(error, VfsError::NotFound) {
            diagnostic = match self.similar_file(&file.path) {
                Some(similar) => diagnostic.help(format!("did you mean `{similar}`?")),
                None => diagnostic.help(file.if_missing),
            };
        }
        self.report(diagnostic);
    }

    /// A file beside a missing one whose name is nearly the same.
    fn similar_file(&mut self, missing: &str) -> Option<String> {
        // Folders can be large: a project that misses many files has another fault than a slip.
        const MOST: usize = 20;
        self.files.compared += 1;
        if self.files.compared > MOST {
            return None;
        }
        let folder = path::parent(missing);
        let names = self.vfs.list(&folder).ok()?;
        let name = path::file_name(missing);
        let closest = crate::did_you_mean::closest(name, names.iter().map(String::as_str))?;
        Some(self.display_path(&path::join(&folder, closest)))
    }

    fn report_remote(&mut self, file: &FileRef) {
        self.report(
            Diagnostic::new(
                &rules::REMOTE_FILE,
                format!("remote files are not supported: `{}`", file.path),
            )
            .at(file.named, "named here")
            .help("fetch the file and name the local copy"),
        );
    }
}

/// Whether a path is a reference that `docker compose` fetches: from a registry or a Git repository.
pub(crate) fn is_remote(path: &str) -> bool {
    let prefixes = ["oci://", "git://", "ssh://", "git@", "github.com/"];
    let address = path.split(['#', '?']).next().unwrap_or(path);
    let repository = address.strip_suffix(".git").is_some();
    prefixes.iter().any(|prefix| path.starts_with(prefix))
        || (repository && (path.starts_with("http://") || path.starts_with("https://")))
}

/// The absolute path of a file below a folder; remote references and the standard input stay.
pub(crate) fn resolve(folder: &str, given: &str) -> String {
    if given == STDIN || is_remote(given) { given.to_owned() } else { path::join(folder, given) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_to_registries_and_repositories_are_remote() {
        for remote in [
            "oci://docker.io/me/app:1",
            "git@github.com:me/app.git",
            "https://example.com/me/app.git#main:sub",
            "github.com/me/app",
        ] {
            assert!(is_remote(remote), "{remote}");
            assert_eq!(resolve("/app", remote), remote);
        }
        for local in ["compose.yaml", "./oci", "/a/github.com/b.yaml", "https.git"] {
            assert!(!is_remote(local), "{local}");
        }
        assert_eq!(resolve("/app", "../x.yaml"), "/x.yaml");
        assert_eq!(resolve("/app", "-"), "-");
    }
}
