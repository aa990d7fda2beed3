//! The forms that a result can take, beside plain files.

use super::OptionValues;
use crate::model::Project;

/// A form of a result, chosen by `--format`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormatSpec {
    /// The name: lower case, no spaces.
    pub name: &'static str,
    /// One sentence for help texts.
    pub help: &'static str,
    /// What it can hold beside the project itself.
    pub holds: Holds,
}

/// What a form can hold beside the project itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Nothing: the project is all.
    Nothing,
    /// Environments (`--overlay`).
    Environments,
}

/// A project that is to be written in one of the forms.
#[derive(Clone, Copy, Debug)]
pub struct Package<'a> {
    /// The name of the form.
    pub format: &'a str,
    /// The project.
    pub project: &'a Project,
    /// The options for it.
    pub options: &'a OptionValues,
    /// Its environments, none where the form holds none. Their names differ, and are names of
    /// folders.
    pub environments: &'a [Environment<'a>],
}

/// An environment: a project loaded with further files, profiles or options.
#[derive(Clone, Copy, Debug)]
pub struct Environment<'a> {
    /// The name.
    pub name: &'a str,
    /// The project as it is there: complete, not only what differs.
    pub project: &'a Project,
    /// The options for it.
    pub options: &'a OptionValues,
}
