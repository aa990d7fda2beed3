//! Files as `ConfigMap`s: valid keys, binary content, sub-folders, execute bits, sizes.

use std::collections::{BTreeMap, HashSet};

use k8s_openapi::ByteString;
use k8s_openapi::api::core::v1::KeyToPath;

use super::tree::FileData;
use crate::options::Apply;
use crate::stable_hash::StableHash;

/// What a `ConfigMap` may take as JSON when `kubectl apply` keeps it in an annotation of itself
/// (256 KiB), and what its data may take in any case (1 MiB), less what stands around it.
const CLIENT: usize = 240 << 10;
const SERVER: usize = 1000 << 10;

/// Files as `ConfigMap`s: one, or several where they are too much for one.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct FileSet {
    /// The `ConfigMap`s.
    pub(crate) parts: Vec<Part>,
}

/// The data of one `ConfigMap`.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Part {
    /// Texts by key.
    pub(crate) data: BTreeMap<String, String>,
    /// Other content by key.
    pub(crate) binary_data: BTreeMap<String, ByteString>,
    /// Where each key stands.
    items: Vec<KeyToPath>,
    /// What it takes as JSON.
    size: usize,
    /// Whether the items say more than the keys do, or have to be said because there are other parts.
    needs_items: bool,
}

/// The key of the empty file that other mounts are put on.
const MOUNT_POINT: &str = ".mount-point";

/// A file that is too large for a `ConfigMap` on its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TooLarge {
    /// Its path in the set.
    pub(crate) path: String,
    /// What it takes as JSON.
    pub(crate) size: usize,
    /// What it may take.
    pub(crate) limit: usize,
}

impl FileSet {
    /// Spreads files over as few `ConfigMap`s as the way of applying needs.
    pub(crate) fn new(files: &[FileData], apply: Apply) -> Result<Self, TooLarge> {
        let limit = match apply {
            Apply::Client => CLIENT,
            Apply::Server => SERVER,
        };
        let mut keys = Keys::default();
        let mut set = Self::default();
        for file in files {
            let content = Content::of(&file.bytes);
            let key = keys.key_for(&file.path);
            let size = content.json_size() + 2 * key.len() + 8;
            if size > limit {
                return Err(TooLarge { path: file.path.clone(), size, limit });
            }
            if set.parts.last().is_none_or(|part| part.size + size > limit) {
                set.parts.push(Part::default());
            }
            if let Some(part) = set.parts.last_mut() {
                part.add(key, content, file, size);
            }
        }
        // Sources of a projected volume must not meet in a path, so each then says its own.
        let several = set.parts.len() > 1;
        for part in &mut set.parts {
            part.needs_items |= several;
        }
        Ok(set)
    }

    /// Makes room for mounts inside: the volume is read-only, so nobody can make a file or folder to
    /// mount on later. `path` is the way to it from the top of the volume.
    pub(crate) fn add_mount_point(&mut self, path: &str, is_file: bool) {
        let inside = format!("{path}/");
        let there =
            self.parts.iter().flat_map(|part| &part.items).any(|item| {
                if is_file { item.path == path } else { item.path.starts_with(&inside) }
            });
        let Some(part) = self.parts.first_mut().filter(|_| !there) else { return };
        let path = if is_file { path.to_owned() } else { format!("{inside}{MOUNT_POINT}") };
        part.data.entry(MOUNT_POINT.to_owned()).or_default();
        part.items.push(KeyToPath { key: MOUNT_POINT.to_owned(), path, mode: None });
        part.needs_items = true;
    }

    /// Whether one of the files is a private key.
    pub(crate) fn has_private_key(&self) -> bool {
        let texts = self.parts.iter().flat_map(|part| part.data.values());
        texts.into_iter().any(|text| text.contains("PRIVATE KEY-----"))
    }

    /// Adds the files to a checksum.
    pub(crate) fn hash(&self, hash: &mut StableHash) {
        for part in &self.parts {
            for (key, text) in &part.data {
                hash.write_piece(key);
                hash.write_piece(text);
            }
            for (key, bytes) in &part.binary_data {
                hash.write_piece(key);
                hash.write_piece(&bytes.0);
            }
            for item in &part.items {
                hash.write_piece(&item.path);
                hash.write(item.mode.unwrap_or(0).to_le_bytes());
            }
        }
    }
}

impl Part {
    /// Where each key stands, where that is not the key itself or it may be executed.
    pub(crate) fn items(&self) -> Option<Vec<KeyToPath>> {
        self.needs_items.then(|| self.items.clone())
    }

    /// Where the first file stands in its volume.
    pub(crate) fn first_path(&self) -> Option<&str> {
        self.items.first().map(|item| item.path.as_str())
    }

    fn add(&mut self, key: String, content: Content, file: &FileData, size: usize) {
        self.size += size;
        self.needs_items |= key != file.path || file.executable;
        self.items.push(KeyToPath {
            key: key.clone(),
            path: file.path.clone(),
            mode: file.executable.then_some(0o755),
        });
        match content {
            Content::Text(text) => {
                self.data.insert(key, text);
            }
            Content::Binary(bytes) => {
                self.binary_data.insert(key, ByteString(bytes));
            }
        }
    }
}

/// Text where it is UTF-8 without control characters that YAML cannot carry as they are.
pub(crate) fn text_of(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes)
        .ok()
        .filter(|text| text.chars().all(|c| matches!(c, '\t' | '\n' | '\r') || !c.is_control()))
}

/// Content as a `ConfigMap` keeps it.
enum Content {
    Text(String),
    Binary(Vec<u8>),
}

impl Content {
    fn of(bytes: &[u8]) -> Self {
        match text_of(bytes) {
            Some(text) => Self::Text(text.to_owned()),
            None => Self::Binary(bytes.to_vec()),
        }
    }

    fn json_size(&self) -> usize {
        match self {
            // Quotes, backslashes and line ends take two characters; `<`, `>` and `&` take six, as Go
            // writes them.
            Self::Text(text) => text.bytes().map(json_width).sum(),
            Self::Binary(bytes) => bytes.len().div_ceil(3) * 4,
        }
    }
}

fn json_width(byte: u8) -> usize {
    match byte {
        b'"' | b'\\' | b'\n' | b'\r' | b'\t' => 2,
        b'<' | b'>' | b'&' => 6,
        _ => 1,
    }
}

/// Keys for paths, each once.
#[derive(Default)]
struct Keys {
    used: HashSet<String>,
}

impl Keys {
    /// The path itself where it is a valid key, else the path with `_` for whatever is not allowed.
    fn key_for(&mut self, path: &str) -> String {
        let mut key: String = path
            .chars()
            .map(
                |c| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '_' },
            )
            .collect();
        if key.starts_with("..") || key == "." {
            key.insert(0, '_');
        }
        if key.len() > 200 || !self.used.insert(key.clone()) {
            key.truncate(200);
            key = format!("{key}-{}", StableHash::of(path).short());
            self.used.insert(key.clone());
        }
        key
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn file(path: &str, bytes: impl Into<Vec<u8>>, executable: bool) -> FileData {
        FileData { path: path.to_owned(), bytes: bytes.into(), executable }
    }

    #[test]
    fn plain_files_need_no_items() {
        let set = FileSet::new(
            &[file("a.conf", "a", false), file("b", vec![0, 255], false)],
            Apply::Client,
        );
        let set = set.unwrap();
        assert_eq!(set.parts.len(), 1);
        assert_eq!(set.parts[0].items(), None);
        assert_eq!(set.parts[0].data["a.conf"], "a");
        assert_eq!(set.parts[0].binary_data["b"].0, [0, 255]);
    }

    #[test]
    fn folders_and_execute_bits_become_items() {
        let files = [
            file("conf.d/a b", "1", false),
            file("conf.d_a_b", "2", false),
            file("run.sh", "3", true),
        ];
        let set = FileSet::new(&files, Apply::Client).unwrap();
        let items: Vec<_> = set.parts[0].items.iter().map(|i| (i.path.as_str(), i.mode)).collect();
        assert_eq!(items, [("conf.d/a b", None), ("conf.d_a_b", None), ("run.sh", Some(0o755))]);
        assert_eq!(set.parts[0].data.len(), 3);
    }

    #[test]
    fn mounts_inside_get_something_to_stand_on() {
        let files = [file("a.conf", "a", false), file("d/b.conf", "b", false)];
        let mut set = FileSet::new(&files, Apply::Client).unwrap();
        set.add_mount_point("a.conf", true);
        set.add_mount_point("d", false);
        assert_eq!(set.parts[0].items().unwrap().len(), 2);
        set.add_mount_point("c.conf", true);
        set.add_mount_point("e", false);
        let items = set.parts[0].items().unwrap();
        let paths: Vec<_> = items.iter().map(|item| item.path.as_str()).collect();
        assert_eq!(paths, ["a.conf", "d/b.conf", "c.conf", "e/.mount-point"]);
    }

    #[test]
    fn what_is_too_much_is_split_or_refused() {
        let large = |n: usize| "x".repeat(n << 10);
        let files = [file("a", large(150), false), file("b", large(150), false)];
        let set = FileSet::new(&files, Apply::Client).unwrap();
        assert_eq!(set.parts.len(), 2);
        assert_eq!(set.parts[1].items().unwrap()[0].path, "b");
        assert_eq!(FileSet::new(&files, Apply::Server).unwrap().parts.len(), 1);
        let refused = FileSet::new(&[file("a", large(250), false)], Apply::Client).unwrap_err();
        assert_eq!(refused.path, "a");
        // Line ends count twice in JSON.
        assert!(FileSet::new(&[file("a", "\n".repeat(130 << 10), false)], Apply::Client).is_err());
    }

    proptest! {
        #[test]
        fn every_path_gets_a_valid_key_of_its_own(paths in prop::collection::hash_set(".{1,20}|[a/._ -]{1,6}", 1..20)) {
            let files: Vec<_> = paths.iter().map(|path| file(path, "x", false)).collect();
            let set = FileSet::new(&files, Apply::Client).unwrap();
            let part = &set.parts[0];
            prop_assert_eq!(part.data.len(), paths.len());
            for key in part.data.keys() {
                prop_assert!(!key.is_empty() && key.len() <= 253 && !key.starts_with("..") && key != ".");
                prop_assert!(key.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b)));
            }
        }
    }
}
