//! What goes wrong on the command line itself, beside the findings about the project.

use std::process::ExitCode;

/// How the program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    /// Done; there may be warnings.
    Done = 0,
    /// The input or the translation has errors.
    Errors = 1,
    /// Wrong usage.
    Usage = 2,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(status as u8)
    }
}

/// Why a command could not be carried out. Message and help follow the style of diagnostics: lower
/// case without a final dot, the user's text in backticks, help as an imperative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    pub(crate) status: Status,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
}

impl Failure {
    /// Wrong usage.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self { status: Status::Usage, message: message.into(), help: None }
    }

    /// Something that the machine or the project did not allow.
    pub(crate) fn error(message: impl Into<String>) -> Self {
        Self { status: Status::Errors, message: message.into(), help: None }
    }

    /// Says what to do.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}
