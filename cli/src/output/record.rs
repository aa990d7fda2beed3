//! `.compose2k8s`: which files of a folder are ours.
//!
//! It is in the format of `sha256sum`, so that `sha256sum -c .compose2k8s` tells which files were
//! edited. A path may stand there more than once: before files are replaced, the record names the old
//! and the new content, so that a run that is cut off in between leaves only files that we know.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use sha2::{Digest, Sha256};

/// The name of the record in its folder.
pub(super) const NAME: &str = ".compose2k8s";

const HEAD: &str = "\
# Written by compose2k8s: these files are replaced, or removed when they are no longer part of the
# result, as long as nobody edits them. `sha256sum -c .compose2k8s` tells which ones were edited.
";

/// Paths relative to the folder, with the hashes of what we wrote there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Record {
    files: BTreeMap<String, BTreeSet<String>>,
}

impl Record {
    /// Understands a record; `None` where the text is none.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut record = Self::default();
        for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let (hash, path) = line.split_once("  ")?;
            let hex = hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
            if !hex || path.is_empty() {
                return None;
            }
            record.files.entry(path.to_owned()).or_default().insert(hash.to_owned());
        }
        Some(record)
    }

    /// The record as text.
    pub(super) fn text(&self) -> String {
        let mut text = HEAD.to_owned();
        for (path, hashes) in &self.files {
            for hash in hashes {
                let _ = writeln!(text, "{hash}  {path}");
            }
        }
        text
    }

    /// Notes a file.
    pub(super) fn insert(&mut self, path: &str, bytes: &[u8]) {
        self.files.entry(path.to_owned()).or_default().insert(hash(bytes));
    }

    /// Whether this is what we wrote there.
    pub(super) fn knows(&self, path: &str, bytes: &[u8]) -> bool {
        self.files.get(path).is_some_and(|hashes| hashes.contains(&hash(bytes)))
    }

    /// Whether we wrote something there.
    pub(super) fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// The paths, sorted.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// This record and another one.
    pub(super) fn merged(mut self, other: &Self) -> Self {
        for (path, hashes) in &other.files {
            self.files.entry(path.clone()).or_default().extend(hashes.iter().cloned());
        }
        self
    }
}

fn hash(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read() {
        let mut record = Record::default();
        record.insert("web-deployment.yaml", b"a");
        record.insert("files/app conf", b"");
        let text = record.text();
        assert_eq!(Record::parse(&text), Some(record.clone()));
        assert!(text.contains(
            "\ne3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  files/app conf\n"
        ));
        assert!(record.knows("web-deployment.yaml", b"a"));
        assert!(!record.knows("web-deployment.yaml", b"b"));
        assert_eq!(Record::parse("not a record"), None);
    }
}
