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
    /// Variables that are left open (`--value`).
    Variables,
}

/// A project that is to be written in one of the forms.
#[derive(Clone, Copy)]
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
    /// Its variables that are left open, where the form can hold such.
    pub variables: Option<&'a dyn Variables>,
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

/// The variables of a project that are to be left open, so that who uses the result sets them.
pub trait Variables {
    /// The names of the variables that somebody asked to leave open.
    fn asked(&self) -> &[String];

    /// The names of the variables that nothing sets.
    fn unset(&self) -> &[String];

    /// Loads the project again with these values of variables; `None` where it cannot be loaded so.
    fn load(&self, values: &[(String, String)]) -> Option<Project>;
}
