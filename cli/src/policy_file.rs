//! `compose2k8s.toml`: what a project's authors have decided once, for everybody who converts it.
//!
//! The file lies beside the first Compose file and is documented in `docs/policy.md`. It says which
//! findings count (`[policy]`), how to translate (a section for each target, with the target's
//! options), and in which environments the project runs (`[environments.NAME]`). What the command line says wins over it. A key that does not exist is an error with
//! its place: a policy that nobody understood would be one that nobody keeps.

mod document;
mod environments;
mod levels;
mod reader;
mod targets;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use compose_model::backend::OptionValues;
use compose_model::diagnostic::Diagnostic;
use compose_model::load::Loaded;
use compose_model::rules::CANNOT_READ;
use compose_model::types::path;
use compose_model::vfs::VfsError;

use crate::args::Invocation;
use crate::environment::Environment;
use crate::policy::Levels;
use crate::world::World;
use document::{Document, Value};
use reader::Reader;

/// The name under which the file is found.
pub(crate) const NAME: &str = "compose2k8s.toml";

/// Nobody writes a policy of more than a megabyte.
const LIMIT: u64 = 1 << 20;

/// Which policy file to read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Choice {
    /// The one beside the first Compose file, if there is one.
    #[default]
    Beside,
    /// This one.
    Named(String),
    /// None.
    None,
}

/// What a policy file says.
#[derive(Clone, Debug, Default)]
pub(crate) struct PolicyFile {
    /// `[policy]`.
    pub(crate) levels: Levels,
    /// The options of each target, by the target's name.
    options: BTreeMap<&'static str, OptionValues>,
    /// `[environments.NAME]`.
    pub(crate) environments: Vec<Environment>,
}

impl PolicyFile {
    /// Finds and reads the file; it becomes one of the sources of the load.
    ///
    /// What is wrong with it is reported, and what could be understood of it holds nevertheless.
    pub(crate) fn read(invocation: &Invocation, world: &World<'_>, loaded: &mut Loaded) -> Self {
        let choice = &invocation.report.policy_file;
        let Some(place) = place(choice, &loaded.files, world) else { return Self::default() };
        let diagnostics = &mut loaded.diagnostics;
        let shown = world.shown(&place);
        let content = match world.vfs.read(&place, LIMIT) {
            Ok(content) => content,
            Err(VfsError::NotFound | VfsError::NotDirectory) if *choice == Choice::Beside => {
                return Self::default();
            }
            Err(error) => {
                let help = match choice {
                    Choice::Named(_) => "correct the path after `--policy`",
                    _ => "make it a readable file, or run with `--no-policy`",
                };
                let message = format!("cannot read `{shown}`: {error}");
                diagnostics.push(Diagnostic::new(&CANNOT_READ, message).help(help));
                return Self::default();
            }
        };
        let Ok(text) = String::from_utf8(content) else {
            let message = format!("cannot read `{shown}`: it is not UTF-8");
            diagnostics.push(Diagnostic::new(&CANNOT_READ, message).help("save it as UTF-8"));
            return Self::default();
        };
        let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
        let file = loaded.sources.add(shown, text.as_str());
        let document = Document::parse(&text, file, diagnostics);
        Reader::new(diagnostics, &invocation.backends).file(&document, &path::parent(&place))
    }

    /// The options that the file gives a target.
    pub(crate) fn options(&self, target: &str) -> Option<&OptionValues> {
        self.options.get(target)
    }
}

/// Where the file is, or would be.
fn place(choice: &Choice, compose_files: &[String], world: &World<'_>) -> Option<String> {
    match choice {
        Choice::None => None,
        Choice::Named(named) => Some(path::clean(&path::join(&world.working_dir, named))),
        Choice::Beside => {
            let first = compose_files.first()?;
            let folder = if first == "-" { world.working_dir.clone() } else { path::parent(first) };
            Some(path::join(&folder, NAME))
        }
    }
}

impl Reader<'_> {
    /// Reads the sections of the file, which lies in this folder.
    fn file(&mut self, document: &Document, folder: &str) -> PolicyFile {
        let mut file = PolicyFile::default();
        let targets: Vec<&str> = self.backends.iter().map(|backend| backend.name()).collect();
        let sections: Vec<&str> = ["policy", "environments"].into_iter().chain(targets).collect();
        for entry in &document.entries {
            let Value::Table(entries) = &entry.item.value else {
                self.section_wanted(entry, &sections);
                continue;
            };
            if entry.key == "policy" {
                file.levels = self.levels(entries);
            } else if entry.key == "environments" {
                file.environments = self.environments(entries, folder);
            } else if let Some(backend) = self.backend(&entry.key) {
                file.options.insert(backend.name(), self.options(backend, entries));
            } else {
                self.unknown_key(entry, "a section", &sections);
            }
        }
        file
    }
}
