//! Where a translation goes.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ValueHint};

use super::Layers;
use crate::failure::Failure;

/// Where a translation goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OutputArgs {
    pub(crate) destination: Destination,
    /// Whether files that are not ours, or no longer, may be replaced.
    pub(crate) force: bool,
    /// Whether to compare with what is there instead of writing.
    pub(crate) check: bool,
}

/// Where a translation goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Destination {
    /// One stream of YAML documents.
    Stdout,
    /// The same stream in a file.
    File(PathBuf),
    /// A file for each document, with side files.
    Folder(PathBuf),
}

pub(super) fn args() -> [Arg; 3] {
    [
        Arg::new("output")
            .short('o')
            .long("output")
            .value_name("PATH")
            .value_hint(ValueHint::AnyPath)
            .help_heading("Output")
            .help(
                "Folder (`k8s/`) for one file an object, or a `.yaml` file for all of them; \
                 `-` is the standard output [default: -]",
            ),
        Arg::new("force")
            .long("force")
            .action(ArgAction::SetTrue)
            .help_heading("Output")
            .help("Replace files that compose2k8s did not write, or that were edited since"),
        Arg::new("check")
            .long("check")
            .action(ArgAction::SetTrue)
            .conflicts_with("force")
            .help_heading("Output")
            .help("Write nothing; fail with a difference where `--output` is not up to date"),
    ]
}

impl OutputArgs {
    pub(super) fn read(layers: &Layers<'_>) -> Result<Self, Failure> {
        let path: Option<String> = layers.last("output");
        let destination = path.map_or(Ok(Destination::Stdout), |path| destination(&path))?;
        let check = layers.on("check");
        if check && destination == Destination::Stdout {
            return Err(Failure::usage("`--check` has nothing to compare with")
                .help("name the folder or file with `-o`"));
        }
        Ok(Self { destination, force: layers.on("force"), check })
    }
}

/// A slash at the end or an existing folder is a folder, `.yaml` a file, a bare word a new folder.
/// Anything else could be meant either way, and a guess would leave files in the wrong place.
fn destination(path: &str) -> Result<Destination, Failure> {
    if path == "-" {
        return Ok(Destination::Stdout);
    }
    let found = Path::new(path);
    let extension = found.extension().map(std::ffi::OsStr::to_ascii_lowercase);
    if path.ends_with(std::path::is_separator) || found.is_dir() {
        Ok(Destination::Folder(found.into()))
    } else if extension.as_ref().is_some_and(|e| e == "yaml" || e == "yml") {
        Ok(Destination::File(found.into()))
    } else if path.is_empty() {
        Err(Failure::usage("`--output` is empty"))
    } else if extension.is_none() && !found.exists() {
        Ok(Destination::Folder(found.into()))
    } else {
        Err(Failure::usage(format!("`{path}` is neither a folder nor a `.yaml` file"))
            .help(format!("write `-o {path}/` for a folder, or `-o {path}.yaml` for a file")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_of_the_path_says_what_it_is() {
        let folder = |path: &str| Ok(Destination::Folder(path.into()));
        assert_eq!(destination("-"), Ok(Destination::Stdout));
        assert_eq!(destination("k8s/"), folder("k8s/"));
        assert_eq!(destination("v1.2/"), folder("v1.2/"));
        assert_eq!(destination("src"), folder("src"));
        assert_eq!(destination("new-folder"), folder("new-folder"));
        assert_eq!(destination("all.YML"), Ok(Destination::File("all.YML".into())));
        assert!(destination("out.txt").is_err());
        assert!(destination("").is_err());
    }
}
