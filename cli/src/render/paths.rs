//! Paths as pipelines want them: relative to the root of the repository, so that what is said of a
//! file lands on the file.

use std::fmt::Write;

use compose_model::types::path;

use crate::world::World;

/// Where the current folder lies in its repository.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paths {
    working_dir: String,
    root: String,
}

/// A file as pipelines name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Below the root, with `/` between the parts.
    Below(String),
    /// Somewhere else on the machine: an absolute path.
    Elsewhere(String),
    /// The standard input.
    Stdin,
}

impl Paths {
    /// The root is the nearest folder upwards that has a `.git`, or else the current folder.
    pub fn of(world: &World<'_>) -> Self {
        let working_dir = path::clean(&world.working_dir);
        let mut folder = working_dir.clone();
        let root = loop {
            if world.vfs.metadata(&path::join(&folder, ".git")).is_ok() {
                break folder;
            }
            let parent = path::parent(&folder);
            if parent == folder {
                break working_dir.clone();
            }
            folder = parent;
        };
        Self { working_dir, root }
    }

    /// Where a file lies whose path is as the user would write it.
    pub(super) fn place(&self, shown: &str) -> Place {
        if shown == "-" {
            return Place::Stdin;
        }
        let absolute = path::clean(&path::join(&self.working_dir, shown));
        let prefix = if self.root == "/" { "/".to_owned() } else { format!("{}/", self.root) };
        match absolute.strip_prefix(&prefix) {
            Some(below) => Place::Below(below.to_owned()),
            None => Place::Elsewhere(absolute),
        }
    }

    /// The root as an absolute URI with a slash at its end.
    pub(super) fn root_uri(&self) -> String {
        let uri = file_uri(&self.root);
        if uri.ends_with('/') { uri } else { uri + "/" }
    }
}

/// An absolute path as a URI (RFC 8089); `C:/x` of Windows becomes `file:///C:/x`.
pub(super) fn file_uri(absolute: &str) -> String {
    let slash = if absolute.starts_with('/') { "" } else { "/" };
    format!("file://{slash}{}", escaped(absolute, ":"))
}

/// A relative path as a URI reference (RFC 3986). A colon is escaped: in the first part it would look
/// like the end of a scheme.
pub(super) fn relative_uri(path: &str) -> String {
    escaped(path, "")
}

fn escaped(path: &str, plain: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        let c = char::from(byte);
        if c.is_ascii_alphanumeric() || "-._~/".contains(c) || plain.contains(c) {
            uri.push(c);
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use compose_model::env::MapEnv;
    use compose_model::vfs::MemoryVfs;

    use super::*;

    fn paths(files: &[(&str, &str)], working_dir: &str) -> Paths {
        let vfs = MemoryVfs::new(files.iter().copied());
        let env = MapEnv::default();
        Paths::of(&World { vfs: &vfs, env: &env, working_dir: working_dir.to_owned() })
    }

    #[test]
    fn files_are_named_from_the_root_of_the_repository() {
        let paths = paths(&[("/src/shop/.git/HEAD", "")], "/src/shop/deploy/prod");
        let below = |path: &str| Place::Below(path.to_owned());
        assert_eq!(paths.place("compose.yaml"), below("deploy/prod/compose.yaml"));
        assert_eq!(paths.place("/src/shop/.env"), below(".env"));
        assert_eq!(paths.place("../../x y/ü.yaml"), below("x y/ü.yaml"));
        assert_eq!(paths.place("/src/shops/a"), Place::Elsewhere("/src/shops/a".to_owned()));
        assert_eq!(paths.place("-"), Place::Stdin);
        assert_eq!(paths.root_uri(), "file:///src/shop/");
    }

    #[test]
    fn without_a_repository_the_current_folder_is_the_root() {
        let paths = paths(&[("/src/a", "")], "/src");
        assert_eq!(paths.place("a"), Place::Below("a".to_owned()));
        assert_eq!(paths.place("/etc/b"), Place::Elsewhere("/etc/b".to_owned()));
    }

    #[test]
    fn uris_hold_no_other_characters() {
        assert_eq!(relative_uri("x y/ü:%.yaml"), "x%20y/%C3%BC%3A%25.yaml");
        assert_eq!(file_uri("/a b"), "file:///a%20b");
        assert_eq!(file_uri("C:/a"), "file:///C:/a");
    }
}
