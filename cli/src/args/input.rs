//! What to read: the flags of `docker compose`, with its names and meanings.

use clap::{Arg, ArgAction, ValueHint};
use compose_model::load::{self, Locked};

use super::Layers;

/// The project to read.
#[derive(Clone, Debug, Default)]
pub(crate) struct InputArgs {
    pub(crate) files: Vec<String>,
    pub(crate) project_name: Option<String>,
    pub(crate) project_directory: Option<String>,
    pub(crate) env_files: Vec<String>,
    pub(crate) profiles: Vec<String>,
    pub(crate) locked: Locked,
    /// Env files that are read after those; no flag gives them.
    pub(crate) further_env_files: Vec<String>,
}

const HEADING: &str = "Input";

/// The flag that `lock` does not take.
pub(super) const LOCKED: &str = "locked";

pub(super) fn args() -> [Arg; 6] {
    [
        Arg::new("file")
            .short('f')
            .long("file")
            .value_name("FILE")
            .action(ArgAction::Append)
            .value_hint(ValueHint::FilePath)
            .help_heading(HEADING)
            .help(
                "Compose file, `-` for the standard input; give it again to override \
                 [default: compose.yaml and its override, from here upwards]",
            ),
        Arg::new("project-name")
            .short('p')
            .long("project-name")
            .value_name("NAME")
            .help_heading(HEADING)
            .help("Project name [default: `name` in the file, or the folder's name]"),
        Arg::new("project-directory")
            .long("project-directory")
            .value_name("DIR")
            .value_hint(ValueHint::DirPath)
            .help_heading(HEADING)
            .help("Folder for relative paths [default: that of the first Compose file]"),
        Arg::new("env-file")
            .long("env-file")
            .value_name("FILE")
            .action(ArgAction::Append)
            .value_hint(ValueHint::FilePath)
            .help_heading(HEADING)
            .help("File of variables for interpolation; may be given again [default: .env]"),
        Arg::new("profile")
            .long("profile")
            .value_name("NAME")
            .action(ArgAction::Append)
            .help_heading(HEADING)
            .help("Profile to enable, '*' for all; may be given again"),
        Arg::new(LOCKED)
            .long(LOCKED)
            .value_name("FILE")
            .num_args(0..=1)
            .require_equals(true)
            .default_missing_value("")
            .value_hint(ValueHint::FilePath)
            .help_heading(HEADING)
            .help("Pin images by the lock (compose.images.yaml or FILE) and refuse unpinned ones"),
    ]
}

impl InputArgs {
    pub(super) fn read(layers: &Layers<'_>) -> Self {
        Self {
            files: layers.all("file"),
            project_name: layers.last("project-name"),
            project_directory: layers.last("project-directory"),
            env_files: layers.all("env-file"),
            profiles: layers.all("profile"),
            locked: match layers.last::<String>(LOCKED) {
                None => Locked::No,
                Some(file) if file.is_empty() => Locked::Beside,
                Some(file) => Locked::By(file),
            },
            further_env_files: Vec::new(),
        }
    }

    /// As the loader takes it.
    pub(crate) fn load_options(&self, working_dir: String) -> load::Options {
        load::Options {
            working_dir,
            files: self.files.clone(),
            project_name: self.project_name.clone(),
            project_directory: self.project_directory.clone(),
            env_files: self.env_files.clone(),
            profiles: self.profiles.clone(),
            locked: self.locked.clone(),
            further_env_files: self.further_env_files.clone(),
            ..load::Options::default()
        }
    }
}
